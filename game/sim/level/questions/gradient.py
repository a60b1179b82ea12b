"""A gradient in numbers."""

from __future__ import annotations

from game.sim.arithmetic.interval import Interval
from game.sim.arithmetic.shown_net import ShownNet
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.level.start_table import edge_problem
from game.sim.network import Edge, Layers, find_edge
from game.sim.start import Start


class Gradient(NumberQuestion, frozen=True, kw_only=True, tag="gradient"):
    """∂L/∂w of `edge`, averaged over the samples."""

    edge: str

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    def edge_asked(self, layers: Layers) -> Edge:
        return find_edge(layers, self.edge)

    def allowed(self, net: ShownNet, right: float) -> Interval:
        return net.gradient(find_edge(net.layers, self.edge))

    def right(self, start: Start) -> float:
        return MeasuredRun(start, 0).batch(0).mean_gradient(find_edge(start.settings.layers, self.edge))


QUESTION = Entry("gradient", 0, Gradient)
