"""Momentum on a constant slope."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import CourseLine, SeenCourse, along


class ConstantSlope(Computation, frozen=True, tag="constant_slope"):
    """How many times η g a step is long after `steps` steps of a slope g that stays, with `momentum`."""

    momentum: Annotated[float, Meta(ge=0.0, lt=1.0)]
    steps: Annotated[int, Meta(ge=1, le=10_000)] = 60

    def value(self, level: LevelFacts) -> float | str:
        return self._steps()[-1]

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        lines = (CourseLine("", along(self._steps())),)
        return SeenCourse("Length of a step, in η g", lines=lines, across="steps before it", said="up")

    def _steps(self) -> list[float]:
        """The length of the first, and of so many after it."""
        step, found = 0.0, []
        for _ in range(self.steps):
            step = self.momentum * step + 1.0
            found.append(step)
        return found


COMPUTATION = Entry("constant_slope", 15, ConstantSlope)
