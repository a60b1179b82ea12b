"""Seven sigmoid layers of one neuron each, all with the same weight."""

from __future__ import annotations

import numpy as np

from game.sim.level.actions import Action, Answer
from game.sim.level.deals import Dealt, Drawer, Entry
from game.sim.level.floors import FLOORS, first_to_last, floors
from game.sim.start import Start

WEIGHTS = (0.5, 0.8, 1.0, 1.2, 1.6, 2.0, 2.4, 3.0)
SLOPE = 0.25
"""Of a sigmoid at a = 0.5."""


class SevenFloors(Drawer, frozen=True, tag="seven_floors"):
    """The weight is drawn."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        w = float(generator.choice(WEIGHTS))
        net = floors(start, w)
        return Dealt(nets=(("", net),), facts={"w": w, "slope": SLOPE, "ratio": first_to_last(net)})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Each floor below the last multiplies by weight times slope."""
        factor = float(dealt.facts["w"]) * SLOPE  # type: ignore[arg-type]
        return (
            Answer("ratio", float(factor ** (FLOORS - 1))),
            Answer("relu", "one"),
            Answer("wide", "one"),
            Answer("loss", "same"),
            Answer("far", "3"),
        )


DRAWER = Entry("seven_floors", 4, SevenFloors)
