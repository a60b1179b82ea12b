"""Seven floors of one neuron each, all held at one activation: how large must a weight be for a complaint to arrive as
loud as it left?"""

from __future__ import annotations

import math

import numpy as np

from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.start import Start

FLOORS = 7
ACTIVATIONS = (0.6, 0.7, 0.8, 0.9, 0.92, 0.95)
STEP = 0.05
"""Of the weight."""


class LevelVoice(Drawer, frozen=True, tag="level_voice"):
    """Sigmoid or tanh, and the activation `a` of every floor, are drawn; the weights are 1, and each bias puts its
    neuron at `a`. `slope` is that of every floor; `rule` is "sigmoid" or "tanh"."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        rule = ("sigmoid", "tanh")[generator.integers(2)]
        a = float(generator.choice(ACTIVATIONS))
        z, slope = (math.log(a / (1.0 - a)), a * (1.0 - a)) if rule == "sigmoid" else (math.atanh(a), 1.0 - a * a)
        net = drawn_start(
            [[[1.0]]] * FLOORS,
            [[z - a]] * FLOORS,
            samples([a], [0.0], "One sample"),
            base=start,
            activation=rule,
            output=rule,
        )
        return Dealt(nets=(("", net),), facts={"a": a, "slope": slope, "rule": rule})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Weight times slope is 1."""
        return (Turn("w", round(round(1.0 / dealt.number("slope") / STEP) * STEP, 6)),)


DRAWER = Entry("level_voice", 3, LevelVoice)
