"""Three nets of one neuron: one steep, one gentle, one nearly flat."""

from __future__ import annotations

import numpy as np

from game.sim.blame import direction
from game.sim.level.actions import Action, Answer
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions.loss_slope import LossSlope
from game.sim.network import Edge
from game.sim.start import Start

SIZES = ((0.05, 0.25), (0.01, 0.05), (0.004, 0.012))
"""Between which numbers the size of a slope lies."""
NAMES = ("A", "B", "C")
INPUTS = (-2.0, -1.0, 1.0, 2.0)
WEIGHTS, BIASES = tuple(w / 2 for w in range(-6, 7)), tuple(b / 2 for b in range(-2, 3))
THE_WEIGHT = Edge(0, 0, 0)


class ThreeSlopes(Drawer, frozen=True, tag="three_slopes"):
    """1-1, one sample: a net of each size of slope, called A, B and C in a drawn order."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        found = [self._net(start, generator, *size) for size in SIZES]
        order = generator.permutation(len(found)).tolist()
        nets = tuple((name, found[at]) for name, at in zip(NAMES, order, strict=True))
        slopes = {f"slope_{name}": slope_of(net) for name, net in nets}
        return Dealt(nets=nets, facts=dict(slopes))

    @staticmethod
    def _net(start: Start, generator: np.random.Generator, least: float, most: float) -> Start:
        while True:
            x, w, b = (float(generator.choice(each)) for each in (INPUTS, WEIGHTS, BIASES))
            target = float(generator.integers(2))
            net = drawn_start([[[w]]], [[b]], samples([x], [target], "One sample"), base=start)
            if least <= abs(slope_of(net)) < most:
                return net

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Up and down by the same nudge, with the six decimals that are shown."""
        acts: list[Action] = []
        for name, net in dealt.nets:
            nudge = 0.02 if abs(slope_of(net)) > SIZES[0][0] else 0.05
            asked = LossSlope(name="slope", prompt="slope", edge="x1->out")
            change = asked.shown_loss(net, nudge) - asked.shown_loss(net, -nudge)
            acts.append(Answer(f"{name}_slope", round(change / (2.0 * nudge), 6)))
            acts.append(Answer(f"{name}_way", direction(change)))
        return tuple(acts)


def slope_of(net: Start) -> float:
    """∂L/∂w of its one weight."""
    return MeasuredRun(net, 0).batch(0).mean_gradient(THE_WEIGHT)


DRAWER = Entry("three_slopes", 2, ThreeSlopes)
