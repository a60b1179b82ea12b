"""Which stride goes down fastest, by what nudges tell."""

from __future__ import annotations

from math import hypot

from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry


class FastestDown(Computation, frozen=True, tag="fastest_down"):
    """Nudges of `nudge` change the loss by so much for each weight (`changes`): the number, counted from 0, of the one
    of the `strides` along which it falls most for its length."""

    nudge: float
    changes: tuple[float, float]
    strides: tuple[tuple[float, float], ...]

    def value(self, level: LevelFacts) -> float | str:
        slopes = [change / self.nudge for change in self.changes]
        falls = [-(slopes[0] * x + slopes[1] * y) / hypot(x, y) for x, y in self.strides]
        return float(max(range(len(falls)), key=falls.__getitem__))


COMPUTATION = Entry("fastest_down", 14, FastestDown)
