"""A net whose nine weights and biases are all stepped at once, with a rate at which that helps and one that may be too
large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.sim.gym.numbers import WEIGHTS, Draw, sigmoid
from game.sim.level.actions import Action, Answer
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions.directions import Directions
from game.sim.level.questions.loss_falls import losses_at
from game.sim.network import Edge, Layers, bias_edges, edge_label, edge_name, edges
from game.sim.start import Start
from game.sim.trace import Trace

BIASES = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)
ROWS = ((1.0, 0.0), (0.0, 1.0), (2.0, 0.0), (1.0, -1.0), (-1.0, 1.0), (2.0, -1.0), (-1.0, 0.5), (-1.0, 0.0), (1.0, 2.0))
TARGETS = (0.2, 0.3, 0.4, 0.6, 0.7, 0.8)
"""Between 0 and 1: only such a target can be overshot."""
RATES, LARGE = (1.0, 2.0, 3.0), (16.0, 20.0, 25.0, 30.0, 40.0)
WRONG = 0.15
"""The least error of the output."""
MOVED = 0.01
"""The least step that is asked for."""
LEAST = 0.0005
"""The least gradient that is not 0."""
KEPT = (0.5, 1.6)
"""Which parts of the loss there is the large rate may promise to take off it where that can be kept."""
BROKEN = 5.0
"""From which part on the promise cannot be kept."""
FALLEN = 0.7
"""What is left of the loss at most, where it falls at the large rate."""
RISEN = 1.2
"""What becomes of it at least, where it rises."""


@dataclass(frozen=True)
class Candidate:
    """A net on one sample; what follows from it is found out when it is asked for."""

    start: Start

    @cached_property
    def trace(self) -> Trace:
        """Both passes of the sample."""
        return MeasuredRun(self.start, 0).batch(0).traces[0]

    @cached_property
    def gradients(self) -> dict[Edge, float]:
        """Of all weights and biases."""
        layers: Layers = self.start.settings.layers
        return {edge: self.trace.gradient(edge) for edge in (*edges(layers), *bias_edges(layers))}

    @property
    def squares(self) -> float:
        """The sum of the squares of all gradients: by rate times that the loss falls, as long as the step is short."""
        return sum(gradient**2 for gradient in self.gradients.values())


class OneStep(Drawer, frozen=True, tag="one_step"):
    """2-2-1, one sample. In half of the deals the loss falls at the large rate too: the rate alone does not tell."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        dice = Draw(generator.integers(2**32, size=4).tolist())
        falls, rate, large = dice.chance(0.5), dice.one(RATES), dice.one(LARGE)
        while True:
            net = _drawn(start, dice, rate, large, falls=falls)
            loss = net.trace.loss
            moved = [edge for edge, gradient in net.gradients.items() if rate * abs(gradient) >= MOVED]
            asked = [edge for edge in moved if edge.source is not None]
            left = losses_at(net.start, large)[1] / loss
            if asked and losses_at(net.start, rate)[1] < 0.98 * loss and (left <= FALLEN if falls else left >= RISEN):
                edge = asked[dice.one(range(len(asked)))]
                return Dealt(nets=(("", net.start),), facts=_facts(net, edge, rate, large))

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """By the digits that are shown."""
        (_, start), facts = dealt.nets[0], dealt.facts
        layers = start.settings.layers
        net = Candidate(start)
        edge = next(each for each in edges(layers) if edge_name(layers, each) == facts["asked"])
        assert edge.source is not None
        delta = round(float(net.trace.delta[edge.layer][edge.target]), 4)
        sent = round(float(net.trace.a[edge.layer][edge.source]), 4)
        now = float(net.trace.params.weights[edge.layer][edge.target, edge.source])
        step = round(dealt.number("rate") * round(delta * sent, 4), 4)
        promised = dealt.number("large") * round(dealt.number("squares"), 4)
        return (
            Answer("ways", Directions(name="ways", prompt="…").right(start)),
            Answer("after", round(now - step, 4)),
            Answer("falls", "falls" if promised < 2.0 * round(dealt.number("loss"), 4) else "rises"),
        )


def _drawn(start: Start, dice: Draw, rate: float, large: float, *, falls: bool) -> Candidate:
    """A net whose step at the large rate promises what can be kept, or far more than there is."""
    while True:
        row, target = ROWS[dice.one(range(len(ROWS)))], dice.one(TARGETS)
        into, out = [dice.several(WEIGHTS, 2) for _ in range(2)], dice.several(WEIGHTS, 2)
        biases = [dice.several(BIASES, 2), dice.several(BIASES, 1)]
        hidden = [sigmoid(_sum(weights, row) + b) for weights, b in zip(into, biases[0], strict=True)]
        a = sigmoid(_sum(out, hidden) + biases[1][0])
        heard = [w * h * (1.0 - h) for w, h in zip(out, hidden, strict=True)]
        lengths = 1.0 + _sum(hidden, hidden) + _sum(heard, heard) * (1.0 + _sum(row, row))
        promised = large * 2.0 * (a * (1.0 - a)) ** 2 * lengths  # rate × squares ÷ loss: the error cancels
        sent = [*hidden, *(each * x for each in heard for x in (1.0, *row) if x)]
        seen = abs((a - target) * a * (1.0 - a)) * min(map(abs, sent)) >= LEAST
        if seen and abs(a - target) >= WRONG and (KEPT[0] <= promised <= KEPT[1] if falls else promised >= BROKEN):
            data = samples([row], [target], "One sample")
            return Candidate(drawn_start([into, [out]], biases, data, base=start, learning_rate=rate))


def _sum(p: Sequence[float], q: Sequence[float]) -> float:
    """The sum of the products."""
    return sum(a * b for a, b in zip(p, q, strict=True))


def _facts(net: Candidate, edge: Edge, rate: float, large: float) -> dict[str, float | str]:
    layers = net.start.settings.layers
    first, second = map(float, net.trace.delta[0])
    return {
        "rate": rate,
        "large": large,
        "loss": net.trace.loss,
        "squares": net.squares,
        "delta1": first,
        "delta2": second,
        "delta": float(net.trace.delta[-1][0]),
        "asked": edge_name(layers, edge),
        "label": edge_label(layers, edge),
    }


DRAWER = Entry("one_step", 8, OneStep)
