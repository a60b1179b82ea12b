"""A straight neuron, whose loss is a parabola over its weight, and one step in it."""

from __future__ import annotations

import msgspec
import numpy as np

from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.start import Start

INPUTS = (-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0)
BOTTOMS, AWAY = (-2.0, -1.0, 1.0, 2.0, 3.0), (-3.0, -2.0, 2.0, 3.0)
RATE = 0.05
"""Learning rate of the step that is told of."""
IN_HAND = 0.98
"""Share of the edge that one who understands gives, since slopes are told in digits."""


class Parabola(Drawer, frozen=True, tag="parabola"):
    """Three inputs, the weight at the `bottom` and where it starts are drawn; targets lie on the line through 0. `rate`
    is that of a first step, `before` and `after` are the slopes of the loss before and after it, in four decimals;
    `landing` is the rate that lands in one step, `edge` the last at which the loss never rises."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        inputs = generator.choice(INPUTS, 3, replace=False)
        bottom = float(generator.choice(BOTTOMS))
        away = float(generator.choice(AWAY))
        curvature = float((inputs * inputs).mean())
        data = samples(inputs.tolist(), (bottom * inputs).tolist(), "Three samples")
        settings = msgspec.structs.replace(start.settings, output="linear", biases="frozen")
        base = msgspec.structs.replace(start, settings=settings)
        net = drawn_start([[[bottom + away]]], [[0.0]], data, base=base)
        facts = {
            "rate": RATE,
            "before": round(curvature * away, 4),
            "after": round(curvature * away * (1.0 - RATE * curvature), 4),
            "landing": 1.0 / curvature,
            "edge": 2.0 / curvature,
            "bottom": bottom,
        }
        return Dealt(nets=(("", net),), facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """From the two slopes: each step takes the share rate × curvature away."""
        curvature = (1.0 - dealt.number("after") / dealt.number("before")) / dealt.number("rate")
        edge = IN_HAND * 2.0 / curvature
        return Turn("one", float(f"{1.0 / curvature:.6g}")), Turn("learning_rate", float(f"{edge:.6g}"))


DRAWER = Entry("parabola", 5, Parabola)
