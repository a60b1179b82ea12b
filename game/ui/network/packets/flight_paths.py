"""The ways packets take through one layout, each found once (pure): a way and the share of it at which the weight or
slope gate stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from game.sim.network import Edge
from game.ui.draw.curve import Curve, Point, through
from game.ui.network.network_layout import COLLECTOR, PASSED, TUBE, NetworkLayout, Neuron

K = TypeVar("K", Edge, Neuron)


_PILE = 62.0
"""Design pixels beside a neuron: how high complaints may be piled in front of its gate."""
_PILE_PITCH = 26.0
"""Design pixels beside a neuron: from one complaint to the next where there are few."""
_THROAT = 29.0
"""Design pixels beside a neuron: the middle of a packet that the gate's hole has half squeezed. The largest one's front
is then at the jaws' far side, beyond which nothing is seen that is wider than the hole."""
_LATEST = 0.94
"""Share of a way back at which a packet has met its weight at the latest, so that it arrives as what it has become."""


class FlightPath(NamedTuple):
    """`crossing` is the share of `path` at which what is carried changes."""

    path: Curve
    crossing: float


class FlightPaths:
    """The ways of one layout."""

    def __init__(self, layout: NetworkLayout) -> None:
        self.layout = layout
        self._found: dict[tuple[str, Edge | Neuron], FlightPath] = {}

    def forward(self, edge: Edge) -> FlightPath:
        """From the source's rim across the weight (or from the bias) to a resting place in the neuron."""
        return self._once("forward", edge, self._forward)

    def from_gap(self, neuron: Neuron) -> FlightPath:
        """From the target's tube to the output's gate."""
        return self._once("gap", neuron, self._from_gap)

    def through_gate(self, neuron: Neuron) -> FlightPath:
        """From where complaints wait, through the gate, to the vessel's rim."""
        return self._once("gate", neuron, self._through_gate)

    def added(self, edge: Edge) -> FlightPath:
        """From a complaint's place in the pile to the pile's middle, where they are added."""
        return self._once("added", edge, self._added)

    def back(self, edge: Edge) -> FlightPath:
        """From a neuron's rim back across the weight to its place in the pile of the source's complaints."""
        return self._once("back", edge, self._back)

    def to_weight(self, edge: Edge) -> FlightPath:
        """From a neuron's rim back to the weight, or to the bias."""
        return self._once("weight", edge, self._to_weight)

    def at_weight(self, edge: Edge) -> FlightPath:
        """Resting at the weight or bias."""
        return self._once("rest", edge, lambda edge: FlightPath(through([self.layout.crossing(edge)]), 0.0))

    def _once(self, kind: str, place: K, find: Callable[[K], FlightPath]) -> FlightPath:
        key = (kind, place)
        if key not in self._found:
            self._found[key] = find(place)
        return self._found[key]

    def _forward(self, edge: Edge) -> FlightPath:
        layout, neuron = self.layout, (edge.layer + 1, edge.target)
        start = layout.curves[edge].points if edge.source is not None else layout.curves[edge].points[:1]
        path = through([*start, self._slot(neuron, edge.source)])
        return FlightPath(path, 0.0 if edge.is_bias else path.share_near(layout.crossing(edge)))

    def _slot(self, neuron: Neuron, source: int | None) -> Point:
        """Where in a neuron the packet of unit `source` of the layer before rests (None: the bias)."""
        layout, count = self.layout, self.layout.layers[neuron[0] - 1] + 1
        place = count - 1 if source is None else source
        x, y = layout.centre(neuron)
        step = min(11.0 * layout.unit, 1.3 * layout.radius / count)
        return (x + (place - (count - 1) / 2) * step, y + 0.52 * layout.radius)

    def _collector(self, neuron: Neuron) -> Point:
        return self.layout.beside(neuron, COLLECTOR)

    def _in_pile(self, edge: Edge) -> Point:
        """Where what comes back along `edge` waits: one above the other, in the order of the units they come from."""
        assert edge.source is not None, "nothing waits for complaints at a bias"
        x, y = self._collector((edge.layer, edge.source))
        count = self.layout.layers[edge.layer + 1]
        pitch = min(_PILE_PITCH, _PILE / max(1, count - 1)) * self.layout.unit
        return (x, y + (edge.target - (count - 1) / 2) * pitch)

    def _added(self, edge: Edge) -> FlightPath:
        assert edge.source is not None, "nothing waits for complaints at a bias"
        return FlightPath(through([self._in_pile(edge), self._collector((edge.layer, edge.source))]), 0.5)

    def _from_gap(self, neuron: Neuron) -> FlightPath:
        return FlightPath(through([self.layout.beside(neuron, TUBE), self._collector(neuron)]), 0.0)

    def _through_gate(self, neuron: Neuron) -> FlightPath:
        path = through([self._collector(neuron), self.layout.beside(neuron, PASSED)])
        return FlightPath(path, path.share_near(self.layout.beside(neuron, _THROAT)))

    def _back(self, edge: Edge) -> FlightPath:
        layout, stop = self.layout, self._in_pile(edge)
        way = layout.curves[edge].reversed().points
        path = through([*(point for point in way if point[0] > stop[0] + 2.0), stop])
        return FlightPath(path, min(path.share_near(layout.crossing(edge)), _LATEST))

    def _to_weight(self, edge: Edge) -> FlightPath:
        layout = self.layout
        end = layout.crossing(edge)
        if edge.is_bias:
            return FlightPath(through([layout.curves[edge].points[-1], end]), 0.0)
        way = layout.curves[edge].reversed().points
        reach = max(1, int((1.0 - layout.crossings[edge]) * (len(way) - 1)))
        return FlightPath(through([*way[:reach], end]), 0.0)
