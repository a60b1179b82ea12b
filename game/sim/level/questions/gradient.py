"""A gradient in numbers."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, ParameterQuestion
from game.sim.network import find_edge
from game.sim.start import Start


class Gradient(ParameterQuestion, frozen=True, kw_only=True, tag="gradient"):
    """∂L/∂w of `edge`, averaged over the samples."""

    def allowed(self, net: ShownNet, right: float) -> Interval:
        return net.gradient(find_edge(net.layers, self.edge))

    def slips(self, start: Start) -> Sequence[tuple[float, str]]:
        edge, run = find_edge(start.settings.layers, self.edge), MeasuredRun(start, 0)
        traces, right = run.batch(0).traces, self.right(start)
        if len(traces) > 1 or edge.source is None:
            return ((-right, "The sign."),)
        delta = float(traces[0].delta[edge.layer][edge.target])
        weight = float(run.params(0).weights[edge.layer][edge.target, edge.source])
        sent = float(traces[0].a[edge.layer][edge.source])
        return (
            (delta, "That is δ: times what the connection carried."),
            (delta * weight, "That is δ × its weight: it is blamed for what it carried."),
            (sent, "That is the activation: times δ at its end."),
            (delta * sent * weight, "Its own weight has no part in it."),
            (-right, "The sign is that of δ here."),
        )

    def right(self, start: Start) -> float:
        return MeasuredRun(start, 0).batch(0).mean_gradient(find_edge(start.settings.layers, self.edge))


QUESTION = Entry("gradient", 0, Gradient)
