"""What a big network shows in full while the rest recedes (pure): an edge with the way back to it from the loss, or a
neuron with its edges and that way."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.lenses.path import FactorKind, loss_path
from game.sim.network import Edge, Layers
from game.sim.settings import Settings
from game.sim.trace import Trace
from game.ui.network.network_layout import Neuron


@dataclass(frozen=True)
class Focus:
    """`edges` are shown in full, the most important ones first; `path` are those of them along which most of the
    gradient comes back from the loss, from the output on; `neurons` are shown in full, from the output on."""

    edges: tuple[Edge, ...]
    path: tuple[Edge, ...]
    neurons: tuple[Neuron, ...]


def edge_focus(trace: Trace, settings: Settings, edge: Edge) -> Focus:
    """A weight or bias, and the strongest way back to it."""
    path = _way_to(trace, settings, edge)
    target = (edge.layer + 1, edge.target)
    neurons = (*((each.layer + 1, each.target) for each in path), target)
    source = () if edge.source is None else ((edge.layer, edge.source),)
    return Focus((edge, *path), path, (*neurons, *source))


def neuron_focus(trace: Trace, settings: Settings, neuron: Neuron) -> Focus:
    """A neuron, all that leads to it and from it, and the strongest way back to it."""
    layers, (layer, unit) = settings.layers, neuron
    into = tuple(Edge(layer - 1, unit, source) for source in range(layers[layer - 1])) if layer else ()
    onward = _onward(layers, neuron)
    path = _way_to(trace, settings, Edge(layer - 1, unit, None)) if layer else ()
    others = tuple(edge for edge in (*onward, *into) if edge not in path)
    neurons = (*((each.layer + 1, each.target) for each in path), neuron)
    return Focus((*path, *others), path, neurons)


def _onward(layers: Layers, neuron: Neuron) -> tuple[Edge, ...]:
    layer, unit = neuron
    return tuple(Edge(layer, target, unit) for target in range(layers[layer + 1])) if layer + 1 < len(layers) else ()


def _way_to(trace: Trace, settings: Settings, edge: Edge) -> tuple[Edge, ...]:
    factors = loss_path(trace, edge, settings).factors
    return tuple(each.edge for each in factors if each.kind is FactorKind.WEIGHT and each.edge is not None)
