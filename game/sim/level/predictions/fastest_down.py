"""Which stride goes down fastest, by what nudges tell."""

from __future__ import annotations

from math import hypot

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import Bar, SeenCourse


class FastestDown(Computation, frozen=True, tag="fastest_down"):
    """Nudges of `nudge` change the loss by so much for each weight (`changes`): the number, counted from 0, of the one
    of the `strides` along which it falls most for its length."""

    nudge: float
    changes: tuple[float, float]
    strides: tuple[tuple[float, float], ...]

    def value(self, level: LevelFacts) -> float | str:
        falls = self._falls()
        return float(max(range(len(falls)), key=falls.__getitem__))

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        bars = tuple(
            Bar(f"({x:+g}, {y:+g})", fall, (float(k),))
            for k, ((x, y), fall) in enumerate(zip(self.strides, self._falls(), strict=True))
        )
        return SeenCourse("How fast the loss falls along each stride", bars)

    def _falls(self) -> list[float]:
        """How much the loss falls along each stride for its length."""
        slopes = [change / self.nudge for change in self.changes]
        return [-(slopes[0] * x + slopes[1] * y) / hypot(x, y) for x, y in self.strides]


COMPUTATION = Entry("fastest_down", 14, FastestDown)
