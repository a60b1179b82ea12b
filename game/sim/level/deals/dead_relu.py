"""Two hidden ReLUs, one of which is off on every sample."""

from __future__ import annotations

import msgspec
import numpy as np

from game.sim.datasets import CORNERS
from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start
from game.sim.level.measured_run import MeasuredRun
from game.sim.start import Start

CLEAR = 0.05
"""No sum is nearer to 0, so that nobody is asked about a hair's breadth."""
LEAK = 0.1
"""The leak by which it is cured, to show that the deal can be won."""
RATE = 2.0
"""The learning rate that goes with it."""
SOON = 200
"""Epochs within which every error is then below 0.3, with cross-entropy as the loss."""
ERROR = 0.3


class DeadRelu(Drawer, frozen=True, tag="dead_relu"):
    """Weights and biases are drawn until one of h₁ and h₂ is off on all four samples, the other on less. `off_h1` and
    `off_h2` count the samples on which each is off."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        while True:
            weights = np.round(generator.uniform(-1.0, 1.0, (2, 2)), 1) + 0.0
            biases = np.round(generator.uniform(-0.5, 0.5, 2), 1) + 0.0
            outgoing = np.round(generator.uniform(0.5, 1.0, (1, 2)), 1) * generator.choice((-1.0, 1.0), (1, 2))
            sums = np.array(CORNERS) @ weights.T + biases
            off = (sums < 0.0).sum(axis=0)
            if (off == 4).sum() != 1 or np.abs(sums).min() < CLEAR:
                continue
            net = drawn_start([weights, outgoing], [biases, [0.0]], base=start)
            if _can_be_won(net):
                return Dealt(nets=(("", net),), facts={"off_h1": float(off[0]), "off_h2": float(off[1])})

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Count where the sums are below 0; give the off side a slope, and let the output hear its error."""
        return (
            Turn("off_h1", dealt.number("off_h1")),
            Turn("off_h2", dealt.number("off_h2")),
            Turn("activation", "leaky_relu"),
            Turn("leak", LEAK),
            Turn("loss", "cross_entropy"),
            Turn("learning_rate", RATE),
        )


def _can_be_won(net: Start) -> bool:
    changed = {"activation": "leaky_relu", "leak": LEAK, "loss": "cross_entropy", "learning_rate": RATE}
    cured = msgspec.structs.replace(net, settings=msgspec.structs.replace(net.settings, **changed))
    run = MeasuredRun(cured, SOON)
    run.extend(SOON)
    return run.first_below(ERROR) is not None


DRAWER = Entry("dead_relu", 6, DeadRelu)
