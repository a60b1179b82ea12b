"""Where the numbers of what stands out have room (pure): a weight's along its edge, a delta's around its neuron. None
lies on another, nor on a neuron or gate that stands out; what has no room has no number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pygame import Rect

from game.sim.network import Edge
from game.ui.draw.curve import Point
from game.ui.network.focus.focus import Focus
from game.ui.network.network_layout import BADGE, BIAS_PILL, PILL, RING, TUBE, NetworkLayout, Neuron
from game.ui.network.pill_places import SHARES

_GAP = 4.0
"""Design pixels between a neuron's ring and its delta."""
_APART = 2
"""Pixels between two numbers."""
_BESIDE = (-1.3, 1.3, -2.2, 2.2, -3.1, 3.1)
"""Where there is no room on an edge: heights of its number from the edge's middle."""
MOST_WEIGHTS = 12
"""Weights that have their number at the same time."""


@dataclass(frozen=True)
class FocusLabels:
    """Places of numbers; `kept` are what they and others must not cover: the neurons and gates that stand out, and
    where errors speak."""

    pills: dict[Edge, Rect]
    badges: dict[Neuron, Rect]
    kept: tuple[Rect, ...]


def focus_labels(layout: NetworkLayout, focus: Focus, bounds: Rect, spoken: Sequence[Rect] = ()) -> FocusLabels:
    """Within `bounds`, in the order of importance, and off the bubbles of what is `spoken`. Numbers that have their
    place in any case keep it."""
    kept = (*_kept(layout, focus), *spoken)
    pills = {edge: layout.pills[edge] for edge in focus.edges if edge in layout.pills}
    badges = {neuron: layout.badges[neuron] for neuron in focus.neurons if neuron in layout.badges}
    taken = [*kept, *pills.values(), *badges.values()]

    def find(choices: Iterator[Rect]) -> Rect | None:
        for rect in choices:
            if bounds.contains(rect) and rect.inflate(_APART, _APART).collidelist(taken) < 0:
                taken.append(rect)
                return rect
        return None

    for edge in focus.edges[: len(focus.path) + 1]:
        if edge not in pills and (place := find(_along(layout, edge))):
            pills[edge] = place
    for neuron in focus.neurons:
        if neuron[0] > 0 and neuron not in badges and (place := find(_around(layout, neuron))):
            badges[neuron] = place
    for edge in focus.edges:
        if edge not in pills and len(pills) < MOST_WEIGHTS and (place := find(_along(layout, edge))):
            pills[edge] = place
    return FocusLabels(pills, badges, kept)


def _kept(layout: NetworkLayout, focus: Focus) -> Iterator[Rect]:
    for neuron in focus.neurons:
        yield layout.vessel(neuron, RING)
        if neuron[0] > 0:
            gate = layout.gate(neuron)
            if neuron[0] == len(layout.layers) - 1:
                gate.width = round(layout.beside(neuron, TUBE + 12)[0]) - gate.left
            yield gate


def _along(layout: NetworkLayout, edge: Edge) -> Iterator[Rect]:
    size = (round(PILL[0] * layout.scale), round(PILL[1] * layout.scale))
    if edge.is_bias:
        neuron, width = (edge.layer + 1, edge.target), round(BIAS_PILL[0] * layout.scale)
        yield from _beside(layout, neuron, (width, size[1]))
        return
    for share in SHARES:
        yield _boxed(layout.curves[edge].at(share), size)
    for lines in _BESIDE:
        yield _boxed(layout.curves[edge].at(0.5), size).move(0, round(lines * size[1]))


def _boxed(centre: Point, size: tuple[int, int]) -> Rect:
    rect = Rect((0, 0), size)
    rect.center = (round(centre[0]), round(centre[1]))
    return rect


def _around(layout: NetworkLayout, neuron: Neuron) -> Iterator[Rect]:
    yield from _beside(layout, neuron, (round(BADGE[0] * layout.scale), round(BADGE[1] * layout.scale)))


def _beside(layout: NetworkLayout, neuron: Neuron, size: tuple[int, int]) -> Iterator[Rect]:
    """Under a neuron or above it, in the middle or to one side; in a chain, whose neurons stand close in one row, also
    a line further down, as what is moved aside there would stand under its neighbour."""
    vessel, gap = layout.vessel(neuron, RING), round(_GAP * layout.scale)
    if max(layout.layers) == 1:
        for line in range(2):
            below = Rect((0, 0), size)
            below.midtop = (vessel.centerx, vessel.bottom + gap + line * (size[1] + gap))
            yield below
    for shift in (0, size[0] // 3, -size[0] // 3, 2 * size[0] // 3, -2 * size[0] // 3):
        below = Rect((0, 0), size)
        below.midtop = (vessel.centerx - shift, vessel.bottom + gap)
        yield below
        above = Rect((0, 0), size)
        above.midbottom = (vessel.centerx - shift, vessel.top - gap)
        yield above
