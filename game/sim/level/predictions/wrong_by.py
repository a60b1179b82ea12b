"""How wrong a machine is."""

from __future__ import annotations

import numpy as np

from game.sim.level.boards.faulty import MACHINES, gradient_table
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry

SAME = 1e-9


class WrongBy(Computation, frozen=True, tag="wrong_by"):
    """By which factor the gradients of `machine` are too large where it is least, in the level's own network: shown ÷
    true, of all that are not 0; "the same" where all have the same factor."""

    machine: str

    def __post_init__(self) -> None:
        if self.machine not in MACHINES:
            raise ValueError(f"machine is '{self.machine}', but must be one of {', '.join(MACHINES)}")

    def value(self, level: LevelFacts) -> float | str:
        shown, true = gradient_table(level.own_start, self.machine), gradient_table(level.own_start)
        ratios = shown[true != 0.0] / true[true != 0.0]
        return "the same" if np.ptp(ratios) <= SAME else float(ratios.min())


COMPUTATION = Entry("wrong_by", 13, WrongBy)
