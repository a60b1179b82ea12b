"""At which output the push is largest."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from msgspec import Meta

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import Bar, SeenCourse
from game.sim.losses import losses
from game.sim.network import Array

Output = Annotated[float, Meta(gt=0.0, lt=1.0)]


class LargestPush(Computation, frozen=True, tag="largest_push"):
    """The one of `outputs` with the largest |δ| at target 0, by the level's loss."""

    outputs: Annotated[tuple[Output, ...], Meta(min_length=2)]

    def value(self, level: LevelFacts) -> float:
        return self.outputs[int(self._pushes(level).argmax())]

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        pushes = zip(self.outputs, self._pushes(level).tolist(), strict=True)
        return SeenCourse(
            "|δ| of an output whose target is 0", tuple(Bar(f"a = {a:.2f}", push, (a,)) for a, push in pushes)
        )

    def _pushes(self, level: LevelFacts) -> Array:
        """|δ| of each output."""
        a = np.array(self.outputs)
        return np.abs(losses()[level.own_start.settings.loss].delta(a, np.zeros_like(a), a * (1.0 - a)))


COMPUTATION = Entry("largest_push", 2, LargestPush)
