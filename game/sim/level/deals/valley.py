"""One weight in the valley of its loss."""

from __future__ import annotations

import numpy as np

from game.sim.level.actions import Action, Answer
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions.longest_step import longest_of
from game.sim.network import Edge
from game.sim.start import Start

TARGETS = (0.2, 0.3, 0.7, 0.8)
WEIGHTS = tuple(w / 2 for w in range(-8, 9))
RATES = (2.0, 4.0, 5.0, 8.0)
STEPS = 60
"""Steps that are watched."""
SHORTEST = 0.05
"""The shortest first step at which the digits shown are enough."""
NOT_AT_0 = 0.05
"""How far from 0 the first step must end, which is where one who guesses plants the flag."""
THE_WEIGHT = Edge(0, 0, 0)


class Valley(Drawer, frozen=True, tag="valley"):
    """1-1, input 1, bias held at 0, one sample: target, weight and rate are drawn. The first step is no shorter than
    0.05 and does not end at 0, and the longest of sixty is the first or one in between."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        while True:
            target, w, rate = (float(generator.choice(each)) for each in (TARGETS, WEIGHTS, RATES))
            data = samples([1.0], [target], "One sample")
            net = drawn_start([[[w]]], [[0.0]], data, base=start, learning_rate=rate, biases="frozen")
            run = MeasuredRun(net, STEPS)
            run.extend(1)
            after = run.course(THE_WEIGHT, 1)[1]
            if abs(after - w) < SHORTEST or abs(after) < NOT_AT_0:
                continue
            run.extend(STEPS)
            longest = longest_of(run.course(THE_WEIGHT, STEPS))
            if longest != "last":
                break
        batch = run.batch(0)
        facts: dict[str, Fact] = {
            "w": w,
            "target": target,
            "rate": rate,
            "output": float(batch.traces[0].output[0]),
            "slope": batch.mean_gradient(THE_WEIGHT),
            "longest": longest,
        }
        return Dealt(nets=(("", net),), facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The weight minus rate times the slope that is shown; far from the valley's steepest place the steps still
        grow."""
        w, rate, slope = (float(dealt.facts[name]) for name in ("w", "rate", "slope"))  # type: ignore[arg-type]
        flag = w - rate * round(slope, 4)
        return Answer("flag", round(flag, 4)), Answer("longest", str(dealt.facts["longest"]))


DRAWER = Entry("valley", 1, Valley)
