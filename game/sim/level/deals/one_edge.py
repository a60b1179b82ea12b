"""Three nets in which the gradient of one connection is traced."""

from __future__ import annotations

import numpy as np

from game.sim.level.actions import Action, Answer
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.network import Edge
from game.sim.start import Start

NETS = ("A", "B", "C")
WEIGHTS = tuple(w / 2 for w in range(-4, 5) if w)
BIASES = tuple(b / 2 for b in range(-2, 3))
ROWS = ((0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
LEAST = 0.02
"""The smallest gradient that is asked for."""
APART = 0.15
"""How far the two hidden activations lie apart at least."""
ASKED = Edge(1, 0, 0)


class OneEdge(Drawer, frozen=True, tag="one_edge"):
    """2-2-1, one sample each. In every net the two hidden neurons send different activations, and the connection asked
    about is not the one with weight 1."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        nets, facts = [], {}
        for name in NETS:
            net = self._net(start, generator)
            nets.append((name, net))
            facts.update({f"{name}_{key}": value for key, value in _numbers(net).items()})
        return Dealt(nets=tuple(nets), facts=facts)

    @staticmethod
    def _net(start: Start, generator: np.random.Generator) -> Start:
        while True:
            weights = [generator.choice(WEIGHTS, (2, 2)).tolist(), generator.choice(WEIGHTS, (1, 2)).tolist()]
            biases = [generator.choice(BIASES, 2).tolist(), generator.choice(BIASES, 1).tolist()]
            row, target = ROWS[int(generator.integers(len(ROWS)))], float(generator.integers(2))
            net = drawn_start(weights, biases, samples([row], [target], "One sample"), base=start)
            trace = MeasuredRun(net, 0).batch(0).traces[0]
            apart = abs(float(trace.a[1][0] - trace.a[1][1]))
            if abs(trace.gradient(ASKED)) >= LEAST and apart >= APART and weights[1][0][0] != 1.0:
                return net

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """By the four decimals that are shown, each step written down with four."""
        shown = {name: round(float(value), 4) for name, value in dealt.facts.items()}  # type: ignore[arg-type]
        a = shown["C_a"]
        slope = round(a * (1.0 - a), 4)
        delta = round((a - shown["C_y"]) * slope, 4)
        return (
            Answer("A_gradient", round(shown["A_delta"] * shown["A_h"], 4)),
            Answer("B_delta", round(shown["B_error"] * shown["B_slope"], 4)),
            Answer("C_slope", slope),
            Answer("C_delta", delta),
            Answer("C_gradient", round(delta * shown["C_h"], 4)),
        )


def _numbers(net: Start) -> dict[str, Fact]:
    """What may be given of a net."""
    trace = MeasuredRun(net, 0).batch(0).traces[0]
    return {
        "a": float(trace.output[0]),
        "y": float(trace.target[0]),
        "error": float(trace.raw_error[0]),
        "slope": float(trace.slope[-1][0]),
        "delta": float(trace.delta[-1][0]),
        "h": float(trace.a[1][0]),
    }


DRAWER = Entry("one_edge", 6, OneEdge)
