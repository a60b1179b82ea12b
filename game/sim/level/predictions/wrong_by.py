"""How wrong a machine is."""

from __future__ import annotations

import numpy as np

from game.sim.background_job import Rest, at_once
from game.sim.level.boards.faulty import MACHINES, gradient_table
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import Bar, SeenCourse
from game.sim.network import Array

SAME = 1e-9


class WrongBy(Computation, frozen=True, tag="wrong_by"):
    """By which factor the gradients of `machine` are too large where it is least, in the level's own network: shown ÷
    true, of all that are not 0; "the same" where all have the same factor."""

    machine: str

    def __post_init__(self) -> None:
        if self.machine not in MACHINES:
            raise ValueError(f"machine is '{self.machine}', but must be one of {', '.join(MACHINES)}")

    def value(self, level: LevelFacts) -> float | str:
        ratios = self._ratios(level)
        ratios = ratios[np.isfinite(ratios)]
        return "the same" if np.ptp(ratios) <= SAME else float(ratios.min())

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        ratios = self._ratios(level)
        bars = tuple(
            Bar(f"sample {sample + 1}", float(column[np.isfinite(column)][0]))
            for sample, column in enumerate(ratios.T)
            if np.isfinite(column).any()
        )
        return SeenCourse("How many times too large its gradients are", bars, said="up")

    def _ratios(self, level: LevelFacts) -> Array:
        """Shown ÷ true of each gradient, by parameter and sample; no number where the true one is 0."""
        shown, true = gradient_table(level.own_start, self.machine), gradient_table(level.own_start)
        return np.divide(shown, true, out=np.full_like(true, np.nan), where=true != 0.0)


COMPUTATION = Entry("wrong_by", 13, WrongBy)
