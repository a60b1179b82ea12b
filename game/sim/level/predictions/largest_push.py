"""At which output the push is largest."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from msgspec import Meta

from game.sim.level.level_facts import LevelFacts
from game.sim.level.predictions import Computation, Entry
from game.sim.losses import losses

Output = Annotated[float, Meta(gt=0.0, lt=1.0)]


class LargestPush(Computation, frozen=True, tag="largest_push"):
    """The one of `outputs` with the largest |δ| at target 0, by the level's loss."""

    outputs: Annotated[tuple[Output, ...], Meta(min_length=2)]

    def value(self, level: LevelFacts) -> float:
        a = np.array(self.outputs)
        delta = losses()[level.own_start.settings.loss].delta(a, np.zeros_like(a), a * (1.0 - a))
        return self.outputs[int(np.abs(delta).argmax())]


COMPUTATION = Entry("largest_push", 2, LargestPush)
