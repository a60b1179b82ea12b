"""The loss after one step."""

from __future__ import annotations

from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.start import Start


class NewLoss(NumberQuestion, frozen=True, kw_only=True, tag="new_loss"):
    """The average loss after one epoch."""

    def allowed(self, net: ShownNet, right: float) -> Interval:
        return net.new_loss(right) if net.steps_plainly else super().allowed(net, right)

    def right(self, start: Start) -> float:
        run = MeasuredRun(start, 1)
        run.extend(1)
        return run.losses[-1]


QUESTION = Entry("new_loss", 3, NewLoss)
