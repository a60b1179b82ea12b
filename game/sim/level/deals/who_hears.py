"""Three nets about who hears what: where nothing is heard, who is deaf and which way weights go, who moves most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.sim.blame import biggest_mover, deafest
from game.sim.gym.numbers import WEIGHTS, Draw, logit
from game.sim.level.actions import Action, Answer
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions.biggest_mover import BiggestMover
from game.sim.level.questions.deafest_neuron import DeafestNeuron
from game.sim.level.questions.directions import Directions
from game.sim.level.questions.silent_edges import SilentEdges
from game.sim.start import Start
from game.sim.trace import Trace

ACTIVATIONS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
HEAVY = (-8.0, -6.0, -4.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
"""Outgoing weights where it is asked who moves most: over a heavy one more comes back than ŷ itself got."""
INPUTS, SMALL_INPUTS = (-1.0, -0.5, 0.5, 1.0, 2.0), (0.2, 0.4, 0.5, 0.8, 1.0, 1.5)
CASES = (
    *((cut, None) for cut in (0, 1)),
    *((None, deaf) for deaf in (0, 1) for _ in range(2)),
    *((cut, deaf) for cut in (0, 1) for deaf in (0, 1) for _ in range(2)),
)
"""Which input is 0, and which hidden neuron's way to ŷ weighs 0: one of the two at least. Inputs alone are to blame in
one deal of seven."""
DEAF = 1.5
"""How many times as large the second smallest slope is as the smallest."""
MOST = 1.3
"""How many times as large the largest gradient is as the second."""
INTO_HIDDEN = ("x1->h1", "x2->h1", "x1->h2", "x2->h2")


class WhoHears(Drawer, frozen=True, tag="who_hears"):
    """2-2-1, one sample each, activations of one decimal. A: something is exactly 0. B: no input is 0. C: neither the
    largest weight moves most, nor one rule of thumb."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        dice = Draw(generator.integers(2**32, size=4).tolist())
        nets = tuple((name, made(dice).start(start)) for name, made in (("A", _silent), ("B", _deaf), ("C", _moving)))
        facts = {}
        for name, net in nets:
            trace = _trace(net)
            facts[f"{name}_a"], facts[f"{name}_y"] = float(trace.output[0]), float(trace.target[0])
            facts[f"{name}_delta"] = float(trace.delta[-1][0])
            facts[f"{name}_slope1"], facts[f"{name}_slope2"] = map(float, trace.slope[0])
        return Dealt(nets=nets, facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        nets = dict(dealt.nets)
        asked = (
            (SilentEdges(name="A_silent", prompt="…"), "A"),
            (DeafestNeuron(name="B_deafest", prompt="…"), "B"),
            (Directions(name="B_ways", prompt="…", edges=INTO_HIDDEN), "B"),
            (BiggestMover(name="C_mover", prompt="…"), "C"),
        )
        return tuple(Answer(question.name, question.right(nets[net])) for question, net in asked)


@dataclass(frozen=True)
class PlannedNet:
    """2-2-1 on one sample: its inputs `row`, the weights `into` the hidden neurons and `out` of them, the activations
    of these and of the output, and the target."""

    row: list[float]
    into: list[list[float]]
    out: list[float]
    hidden: list[float]
    a: float
    y: float

    @property
    def activations(self) -> list[float]:
        """Of all neurons but the inputs."""
        return [*self.hidden, self.a]

    def start(self, base: Start) -> Start:
        """The net itself: biases are what makes activations those drawn."""
        biases = [
            logit(h) - sum(w * x for w, x in zip(weights, self.row, strict=True))
            for h, weights in zip(self.hidden, self.into, strict=True)
        ]
        last = logit(self.a) - sum(w * h for w, h in zip(self.out, self.hidden, strict=True))
        data = samples([self.row], [self.y], "One sample")
        return drawn_start([self.into, [self.out]], [biases, [last]], data, base=base)


def _drawn(dice: Draw, inputs: Sequence[float]) -> PlannedNet:
    return PlannedNet(
        dice.several(inputs, 2),
        [dice.several(WEIGHTS, 2) for _ in range(2)],
        dice.several(WEIGHTS, 2),
        dice.several(ACTIVATIONS, 2),
        dice.one(ACTIVATIONS),
        dice.one((0.0, 1.0)),
    )


def _silent(dice: Draw) -> PlannedNet:
    """An input of 0, an outgoing weight of 0, or both; and a weight of 0 where something is heard and sent."""
    cut, deaf = CASES[dice.one(range(len(CASES)))]
    net = _drawn(dice, (0.5, 1.0, 2.0))
    if cut is not None:
        net.row[cut] = 0.0
    if deaf is not None:
        net.out[deaf] = 0.0
    unit = dice.one((0, 1)) if deaf is None else 1 - deaf
    net.into[unit][dice.one((0, 1)) if cut is None else 1 - cut] = 0.0
    return net


def _deaf(dice: Draw) -> PlannedNet:
    """The lowest activation is deafest in half of the deals; mostly outgoing weights have two signs, and an input is
    negative."""
    low, two_signs, turned = dice.chance(0.5), dice.chance(0.75), dice.chance(0.7)
    while True:
        net = _drawn(dice, INPUTS)
        slopes = [a * (1.0 - a) for a in net.activations]
        least, second, _ = sorted(slopes)
        lowest = net.activations.index(min(net.activations)) == deafest(slopes)
        apart = (net.out[0] > 0.0) != (net.out[1] > 0.0)
        if second >= DEAF * least and (lowest, apart, min(net.row) < 0.0) == (low, two_signs, turned):
            return net


def _moving(dice: Draw) -> PlannedNet:
    """Drawn beforehand: into which layer the biggest mover leads; whether it is the activations or the deltas that
    speak for the other layer, so that neither of them tells; and whether the hidden neuron with the heavier way to the
    output hears more, which the other one does where it is open enough. The largest weight never moves most."""
    into_hidden = dice.chance(0.6)
    loud_elsewhere, by_weight = dice.chance(0.6), dice.chance(0.65)
    while True:
        row, out, hidden = dice.several(SMALL_INPUTS, 2), dice.several(HEAVY, 2), dice.several(ACTIVATIONS, 2)
        heard = [abs(w) * h * (1.0 - h) for w, h in zip(out, hidden, strict=True)]
        sizes = [*(delta * x for delta in heard for x in row), *hidden]
        most, (second, first) = biggest_mover(sizes), sorted(sizes)[-2:]
        here = most < len(heard) * len(row)
        louder, larger = (max(heard) > 1.0) == here, (max(row) > max(hidden)) == here
        heavier = biggest_mover(out) == biggest_mover(heard)
        open_enough = heavier == by_weight or not (here and loud_elsewhere)
        as_drawn = (here, louder, larger) == (into_hidden, not loud_elsewhere, loud_elsewhere) and open_enough
        if not as_drawn or first < MOST * second or abs(out[0]) == abs(out[1]):
            continue
        net = replace(_drawn(dice, SMALL_INPUTS), row=row, out=out, hidden=hidden)
        weights = [abs(each) for layer in (*net.into, net.out) for each in layer]
        if weights[most] < max(weights):
            return net


def _trace(net: Start) -> Trace:
    return MeasuredRun(net, 0).batch(0).traces[0]


DRAWER = Entry("who_hears", 7, WhoHears)
