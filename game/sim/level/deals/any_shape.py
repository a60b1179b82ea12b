"""A network of any shape, for its multiplications to be counted."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.sim.arithmetic.multiplications import COUNTS
from game.sim.level.actions import Action, Answer
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start, samples
from game.sim.start import Start

WEIGHTS = 1.0
"""Weights are drawn up to so far from 0."""


class AnyShape(Drawer, frozen=True, tag="any_shape"):
    """Two to four inputs, one to three hidden layers of two to five, one to three outputs."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        hidden = [int(generator.integers(2, 6)) for _ in range(int(generator.integers(1, 4)))]
        layers = (int(generator.integers(2, 5)), *hidden, int(generator.integers(1, 4)))
        weights = [generator.uniform(-WEIGHTS, WEIGHTS, (units, sources)) for sources, units in pairwise(layers)]
        biases = [np.zeros(units) for units in layers[1:]]
        inputs = generator.integers(0, 2, layers[0]).astype(float).tolist()
        net = drawn_start(weights, biases, samples([inputs], [[1.0] * layers[-1]], "One sample"), base=start)
        facts: dict[str, Fact] = {name: float(count(layers)) for name, count in COUNTS.items()}
        return Dealt(nets=(("", net),), facts={**facts, "shape": "-".join(map(str, layers))})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """A multiplication a weight forward; two passes for each parameter; and back by the rule of the second hint."""
        layers = dealt.nets[0][1].settings.layers
        weights, units, outputs = sum(a * b for a, b in pairwise(layers)), sum(layers[1:]), layers[-1]
        back = units + outputs + (weights - layers[0] * layers[1]) + (units - outputs) + weights
        nudging = 2 * (weights + units) * weights
        return Answer("forward", float(weights)), Answer("central", float(nudging)), Answer("backward", float(back))


DRAWER = Entry("any_shape", 3, AnyShape)
