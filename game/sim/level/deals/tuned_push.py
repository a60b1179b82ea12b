"""One neuron whose bias is tuned until its push is largest."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.start import Start

TARGETS = (0.0, 1.0, 0.1, 0.2, 0.8, 0.9)
STEP = 0.05
"""Of the bias."""


@cache
def peak(target: float) -> tuple[float, float]:
    """The activation at which |a − y| a (1 − a) is largest, and how large it is there."""
    z = np.linspace(-6.0, 6.0, 240_001)
    a = 1.0 / (1.0 + np.exp(-z))
    push = np.abs(a - target) * a * (1.0 - a)
    at = int(push.argmax())
    return float(a[at]), float(push[at])


class TunedPush(Drawer, frozen=True, tag="tuned_push"):
    """One sample with input 1. The `target` and the `weight`, from −3 to 3 in quarters, are drawn, so that z is the
    bias and the weight together; the push is `largest` at activation `best`."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        target = float(generator.choice(TARGETS))
        weight = float(generator.integers(-12, 13)) / 4
        best, largest = peak(target)
        net = drawn_start([[[weight]]], [[0.0]], samples([1.0], [target], "One sample"), base=start)
        facts = {"target": target, "weight": weight, "best": best, "largest": largest}
        return Dealt(nets=(("", net),), facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """z at the peak: ln(a / (1 − a)), less what the weight brings."""
        best, weight = dealt.number("best"), dealt.number("weight")
        bias = math.log(best / (1.0 - best)) - weight
        return (Turn("b:out", round(round(bias / STEP) * STEP, 6)),)


DRAWER = Entry("tuned_push", 1, TunedPush)
