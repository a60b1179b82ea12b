"""How many corners one straight line gets right."""

from __future__ import annotations

import numpy as np

from game.sim.datasets import find_dataset
from game.sim.level.level_facts import LevelFacts
from game.sim.level.lines import ON_LINE, LineGrid
from game.sim.level.predictions import Computation, Entry


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
        dataset = find_dataset(self.scenario)
        distances = LineGrid(0.5, self.reach, self.step, self.turn).distances(np.array(dataset.inputs))
        right = np.where(np.array(dataset.targets) > 0.5, distances, -distances) > ON_LINE
        return int(right.sum(axis=1).max())


COMPUTATION = Entry("most_with_a_line", 12, MostWithALine)
