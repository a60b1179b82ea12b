"""An output that is confidently wrong."""

from __future__ import annotations

import numpy as np

from game.sim.level.actions import Action, Answer, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.start import Start

SIZES = tuple(3.0 + k / 4 for k in range(15))
"""How far from 0 the output's z is on the sample asked about."""
WEIGHTS = [[[1.0, 1.0], [1.0, -1.0]], [[1.0, 0.5]]]
ROWS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
GATES = {"AND": (0.0, 0.0, 0.0, 1.0), "OR": (0.0, 1.0, 1.0, 1.0)}


class LoudOutput(Drawer, frozen=True, tag="loud_output"):
    """2-2-1 with given weights; the output's bias puts its z on the first sample at the drawn size: far too high for
    (0,0) of AND, or far too low for (1,1) of OR."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        high = bool(generator.integers(2))
        z = float(generator.choice(SIZES)) * (1.0 if high else -1.0)
        gate, asked = ("AND", 0) if high else ("OR", 3)
        order = [asked, *(k for k in range(len(ROWS)) if k != asked)]
        data = samples([ROWS[k] for k in order], [GATES[gate][k] for k in order], gate)
        level = drawn_start(WEIGHTS, [[0.0, 0.0], [0.0]], data, base=start)
        bias = z - float(MeasuredRun(level, 0).batch(0).traces[0].z[-1][0])
        net = drawn_start(WEIGHTS, [[0.0, 0.0], [bias]], data, base=start)
        trace = MeasuredRun(net, 0).batch(0).traces[0]
        inputs = ",".join(f"{x:g}" for x in ROWS[asked])
        facts: dict[str, Fact] = {
            "a": float(trace.output[0]),
            "y": float(trace.target[0]),
            "gate": gate,
            "sample": f"({inputs})",
        }
        return Dealt(nets=(("", net),), facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Worked out of the output as it is shown, with four decimals."""
        a, y = round(float(dealt.facts["a"]), 4), float(dealt.facts["y"])  # type: ignore[arg-type]
        return (
            Turn("loss", "cross_entropy"),
            Answer("mse", (a - y) * a * (1.0 - a)),
            Answer("ce", a - y),
            Answer("louder", 1.0 / (a * (1.0 - a))),
        )


DRAWER = Entry("loud_output", 5, LoudOutput)
