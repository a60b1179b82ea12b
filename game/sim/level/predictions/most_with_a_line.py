"""How many corners one straight line gets right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.sim.background_job import Rest, at_once
from game.sim.datasets import find_dataset
from game.sim.level.level_facts import LevelFacts
from game.sim.level.lines import ON_LINE, LineGrid
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import Bar, SeenCourse


class MostWithALine(Computation, frozen=True, tag="most_with_a_line"):
    """The most samples of `scenario` on their right side over all lines up to `reach` from the middle of the corners,
    in steps of `step` and of `turn` degrees."""

    scenario: str = "xor"
    reach: float = 1.0
    step: float = 0.1
    turn: float = 15.0

    def __post_init__(self) -> None:
        find_dataset(self.scenario)

    def value(self, level: LevelFacts) -> float | str:
        return int(self._right().max())

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        found, samples = self._right().tolist(), find_dataset(self.scenario).samples
        bars = tuple(Bar(f"{right} right", found.count(right), (right,)) for right in range(samples + 1))
        return SeenCourse(f"Of {len(found):,} lines, so many get that many corners right", bars)

    def _right(self) -> NDArray[np.int64]:
        """How many samples each line gets right."""
        dataset = find_dataset(self.scenario)
        distances = LineGrid(0.5, self.reach, self.step, self.turn).distances(np.array(dataset.inputs))
        right: NDArray[np.int64] = (np.where(np.array(dataset.targets) > 0.5, distances, -distances) > ON_LINE).sum(
            axis=1
        )
        return right


COMPUTATION = Entry("most_with_a_line", 12, MostWithALine)
