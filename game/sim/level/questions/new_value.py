"""A weight after one step."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, ParameterQuestion
from game.sim.network import find_edge, flat_index
from game.sim.start import Start


class NewValue(ParameterQuestion, frozen=True, kw_only=True, tag="new_value"):
    """The weight or bias `edge` after one epoch."""

    def allowed(self, net: ShownNet, right: float) -> Interval:
        return net.new_value(find_edge(net.layers, self.edge)) if net.steps_plainly else super().allowed(net, right)

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        layers, rate = start.settings.layers, start.settings.learning_rate
        edge, run = find_edge(layers, self.edge), MeasuredRun(start, 0)
        now, slope = run.params(0).flat()[flat_index(layers, edge)], run.batch(0).mean_gradient(edge)
        return (
            (now + rate * slope, "That goes along the slope; a step goes against it."),
            (now - slope, "The rate was left out."),
            (now + slope, "The rate was left out, and a step goes against the slope."),
            (-rate * slope, "That is the step alone: where does it lead?"),
            (rate * slope, "That is the step alone, and it goes against the slope."),
            (slope, "That is the slope itself."),
            (now * (1.0 - rate * slope), "The step does not depend on how large w is."),
        )

    def right(self, start: Start) -> float:
        run = MeasuredRun(start, 1)
        run.extend(1)
        layers = start.settings.layers
        return run.params(run.reached).flat()[flat_index(layers, find_edge(layers, self.edge))]


QUESTION = Entry("new_value", 2, NewValue)
