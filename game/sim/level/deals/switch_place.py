"""Ten inputs on a line and lamps that burn on one side of a place."""

from __future__ import annotations

import numpy as np

from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.start import Start

INPUTS = (*(float(x) for x in range(1, 10)), 0.0)
"""The first one is shown: of input 0 a turn of the weight changes nothing."""
STEEP = 10.0


class SwitchPlace(Drawer, frozen=True, tag="switch_place"):
    """One neuron, weight and bias 0, inputs 0 to 9. The `place` from 0.5 to 8.5 and the side whose lamps burn are
    drawn: `up` is 1 where they burn above it."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        place = float(generator.integers(9)) + 0.5
        up = bool(generator.integers(2))
        lamps = [float((x > place) == up) for x in INPUTS]
        net = drawn_start([[[0.0]]], [[0.0]], samples(INPUTS, lamps, "Ten lamps"), base=start)
        return Dealt(nets=(("", net),), facts={"place": place, "up": float(up)})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """As steep as it goes, towards the lamps that burn; then b = −w × place."""
        weight = STEEP if dealt.facts["up"] else -STEEP
        return Turn("x1->out", weight), Turn("b:out", -weight * dealt.number("place"))


DRAWER = Entry("switch_place", 0, SwitchPlace)
