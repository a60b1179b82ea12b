"""From a part of the network to the lens that explains it."""

from __future__ import annotations

from game.sim.network import Edge
from game.ui.draw.curve import Point
from game.ui.intents import LensWay, ShowLens
from game.ui.network.hints import lock_rect
from game.ui.network.hit_map import HitMap
from game.ui.network.instant import Instant
from game.ui.network.network_layout import Neuron
from game.ui.network.neuron_look import Mark, mark_of
from game.ui.network.scene import NetworkScene


def way_from(scene: NetworkScene, hits: HitMap, instant: Instant, point: Point) -> LensWay | None:
    """A lock leads to what would have kept it open, a delta to the path it came on, a neuron and its gate to its curve,
    an input and a target to the map, a phase to its line of code, and an edge to the path of its gradient."""
    if any(chip.collidepoint(point) for chip in scene.ground.strip.chips.values()):
        return LensWay(ShowLens("code"), by_click=True)
    if not scene.area.collidepoint(point):
        return None
    edge = hits.edge_at(point)
    if edge is not None:
        return LensWay(ShowLens("path"), pins=edge)
    snapshot, layout = instant.snapshot, scene.layout
    for neuron in layout.neurons:
        if mark_of(snapshot, neuron) is not Mark.NONE and lock_rect(scene, neuron).collidepoint(point):
            return LensWay(ShowLens("what_if"), by_click=True)
    badge = hits.badge_at(point)
    if badge is not None:
        return LensWay(ShowLens("path"), by_click=True, pins=_loudest(instant, badge))
    gates = (neuron for neuron in layout.neurons if neuron[0] and scene.ground.gate.rect(neuron).collidepoint(point))
    found = hits.neuron_at(point) or next(gates, None)
    if found is not None:
        return LensWay(ShowLens("curves", found) if found[0] else ShowLens("map"), by_click=True)
    last = len(layout.layers) - 1
    tubes = (scene.ground.tube.rect((last, unit)) for unit in range(layout.layers[last]))
    return LensWay(ShowLens("map"), by_click=True) if any(tube.collidepoint(point) for tube in tubes) else None


def _loudest(instant: Instant, neuron: Neuron) -> Edge:
    """Of the weights that lead to `neuron`, the one with the largest gradient."""
    layer, unit = neuron
    edges = [Edge(layer - 1, unit, source) for source in range(instant.snapshot.settings.layers[layer - 1])]
    return max(edges, key=lambda edge: abs(instant.trace.gradient(edge)))
