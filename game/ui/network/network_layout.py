"""Where neurons, edges and their numbers stand: network shape and rectangle -> places (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pygame import Rect

from game.sim.network import Edge, Layers, bias_edges, edges
from game.ui.draw.curve import Curve, Point, s_curve, through
from game.ui.network.pill_places import pill_centre, place_pills

RADIUS = 34.0
"""Design pixels of a neuron's radius where there is room; every length around a neuron is in proportion to it."""
RING = 7.0
"""At `RADIUS`: from the vessel's rim to the slope ring's outside."""
PASSED = 12.0
"""From the vessel's rim to where what has passed the slope gate arrives, at `RADIUS`."""
GATE = 25.0
"""From the rim to the gate, at `RADIUS`."""
COLLECTOR = 50.0
"""From the rim to the place in front of the gate where complaints collect, at `RADIUS`."""
TUBE = 84.0
"""At `RADIUS`: from the output's rim to the middle of the target's tube."""
GATE_SIZE = (16.0, 76.0)
"""At `RADIUS`: the gate's width, and its height from the upper end of one jaw to the lower end of the other."""
_WAITING = (26.0, 22.0)
"""At `RADIUS`: the room around that place which numbers leave free, if they can."""
LABELLED = 17.0
"""Smallest radius (design pixels) at which a neuron has its badges."""
NUMBERED = 12.0
"""Smallest radius at which it has its number."""
NAMED = 20.0
"""Smallest radius at which it has its name."""
PILL = (54.0, 20.0)
"""Design pixels: size of the plate of a weight's number."""
BIAS_PILL = (64.0, 20.0)
"""Design pixels: size of that of a bias's number."""
BADGE = (82.0, 22.0)
"""Design pixels: size of the badge of a δ."""
_LABEL_GAP, _PILL_BESIDE = 6.0, 20.0
_LABELS = 2 * (RING + _LABEL_GAP) + BIAS_PILL[1] + BADGE[1] + 10.0
_BESIDE = 2.0
"""Between the labels of one layer and those of the next."""
_TUBE_TEXT = 62.0
"""Design pixels: room at the right of the target's tube for its words."""
_TUBE_BARE = 30.0
"""Design pixels: room at the right of it without words."""
_LEFT = 34.0
"""Design pixels: from the panel's left edge to the rims of the inputs."""
_LARGEST_PITCH, _LARGEST_GAP = 236.0, 290.0
_FAN = 0.55
"""Share of an edge's own slant at which it leaves a neuron's rim."""

Neuron = tuple[int, int]
"""Layer (0: the inputs) and unit."""


@dataclass(frozen=True, eq=False)
class NetworkLayout:
    """Places in pixels of the rectangle's own surface. `centres[l][j]` is unit j of layer l; `curves` run from rim to
    rim; `crossings` say at which share of an edge its weight stands; `pills` holds the weights and biases that have
    room for their number, `badges` the deltas'."""

    layers: Layers
    rect: Rect
    scale: float
    radius: float
    centres: tuple[tuple[Point, ...], ...]
    curves: dict[Edge, Curve]
    crossings: dict[Edge, float]
    pills: dict[Edge, Rect]
    badges: dict[Neuron, Rect]

    @property
    def unit(self) -> float:
        """Pixels of a design pixel beside a neuron: small beside small neurons."""
        return self.radius / RADIUS

    @property
    def packet_scale(self) -> float:
        """Pixels of a design pixel of a packet: where neurons are small, packets are a little smaller too."""
        return min(self.scale, 0.25 * self.scale + 0.75 * self.unit)

    @property
    def numbered(self) -> bool:
        """Whether neurons have room for their number."""
        return self.radius >= NUMBERED * self.scale

    @property
    def named(self) -> bool:
        """Whether neurons have room for their name."""
        return self.radius >= NAMED * self.scale

    @property
    def labelled(self) -> bool:
        """Whether neurons have room for delta and bias beside them."""
        return bool(self.badges)

    @cached_property
    def complete(self) -> bool:
        """Whether there is room for every number, so that none must be left out."""
        return len(self.pills) == len(self.curves) and len(self.badges) == len(self.neurons) - self.layers[0]

    @cached_property
    def neurons(self) -> tuple[Neuron, ...]:
        """Every neuron, the inputs first."""
        return tuple((layer, unit) for layer, units in enumerate(self.layers) for unit in range(units))

    def centre(self, neuron: Neuron) -> Point:
        """The middle of a neuron."""
        return self.centres[neuron[0]][neuron[1]]

    def beside(self, neuron: Neuron, distance: float) -> Point:
        """The point `distance` design pixels to the right of a neuron's rim."""
        x, y = self.centre(neuron)
        return (x + self.radius + distance * self.unit, y)

    def gate(self, neuron: Neuron) -> Rect:
        """The slope gate of a neuron, both jaws."""
        return _gate(self.centre(neuron), self.radius)

    def vessel(self, neuron: Neuron, margin: float = 0.0) -> Rect:
        """The square around a neuron, `margin` design pixels wider on every side."""
        x, y = self.centre(neuron)
        reach = self.radius + margin * self.unit
        return Rect(round(x - reach), round(y - reach), round(2 * reach), round(2 * reach))

    def crossing(self, edge: Edge) -> Point:
        """Where packets cross the weight."""
        return self.curves[edge].at(self.crossings[edge])

    def weight_rect(self, edge: Edge) -> Rect:
        """The number of a weight or bias, or where it would stand if there were room; always within the rectangle."""
        if edge in self.pills:
            return self.pills[edge]
        size = BIAS_PILL if edge.is_bias else PILL
        return _box(self.crossing(edge), size, self.scale).clamp(self.rect)


def network_layout(layers: Layers, rect: Rect, scale: float) -> NetworkLayout:
    """The network `layers` within `rect`; `scale` is the pixels of a design pixel."""
    radius, pitch, labelled = _radius(layers, rect, scale)
    xs, radius = _columns(layers, rect, scale, radius, labelled)
    if labelled and xs[1] - xs[0] < (BADGE[0] + _BESIDE) * scale:
        labelled = False
        xs, radius = _columns(layers, rect, scale, _bare_radius(pitch, scale), labelled)
    centres = tuple(
        tuple((x, rect.centery + (unit - (units - 1) / 2) * pitch) for unit in range(units))
        for x, units in zip(xs, layers, strict=True)
    )
    curves = {edge: _edge_curve(edge, centres, radius) for edge in edges(layers)}
    drop = (_LABEL_GAP + BIAS_PILL[1] / 2) * scale if labelled else 0.0
    biases = {edge: _bias_curve(edge, centres, radius, drop) for edge in bias_edges(layers)}
    unit = radius / RADIUS
    badges, bias_pills = {}, {}
    if labelled:
        for edge in bias_edges(layers):
            x, y = centres[edge.layer + 1][edge.target]
            below = y + radius + RING * unit + (_LABEL_GAP + BADGE[1] / 2) * scale
            badges[edge.layer + 1, edge.target] = _box((x, below), BADGE, scale)
            bias_pills[edge] = _box(biases[edge].points[0], BIAS_PILL, scale)
    gates = [_gate(centre, radius) for column in centres[1:] for centre in column]
    obstacles = [*badges.values(), *bias_pills.values(), *_vessels(centres, radius), *gates]
    waiting = [_box((x + radius + COLLECTOR * unit, y), _WAITING, unit) for column in centres[1:-1] for x, y in column]
    beside = [_PILL_BESIDE * scale + reach / 2 * unit for reach in (_WAITING[1], GATE_SIZE[1])]
    places = place_pills(curves, obstacles, waiting, (PILL[0] * scale, PILL[1] * scale), beside)
    pills = {edge: _box(pill_centre(curves[edge], place), PILL, scale) for edge, place in places.items()}
    crossings = {edge: places[edge].share if edge in places else 0.5 for edge in curves} | dict.fromkeys(biases, 0.0)
    return NetworkLayout(layers, rect, scale, radius, centres, curves | biases, crossings, pills | bias_pills, badges)


def _radius(layers: Layers, rect: Rect, scale: float) -> tuple[float, float, bool]:
    """Radius and distance from neuron to neuron that the height allows, and whether labels fit between them."""
    pitch = min(rect.height / max(layers), _LARGEST_PITCH * scale)
    # (radius + labels that do not shrink) must fit the pitch; the ring does shrink, so this errs to the safe side.
    roomy = min(RADIUS * scale, (pitch - _LABELS * scale) / 2)
    if roomy >= LABELLED * scale:
        return roomy, pitch, True
    return _bare_radius(pitch, scale), pitch, False


def _bare_radius(pitch: float, scale: float) -> float:
    """Of neurons without labels, so far from each other."""
    return min(0.8 * RADIUS * scale, pitch * 0.36)


def _columns(
    layers: Layers, rect: Rect, scale: float, radius: float, labelled: bool
) -> tuple[tuple[float, ...], float]:
    """The layers' x and the radius that the width allows, the whole in the middle of `rect`."""
    gaps = len(layers) - 1
    for _ in range(2):  # the margins depend on the radius, and the radius on what the margins leave
        unit = radius / RADIUS
        left = radius + _LEFT * scale
        right = radius + TUBE * unit + (_TUBE_TEXT * scale if labelled else _TUBE_BARE * scale)
        gap = min((rect.width - left - right) / gaps, _LARGEST_GAP * scale)
        radius = min(radius, gap * 0.24)
    start = rect.left + left + (rect.width - left - right - gap * gaps) / 2
    return tuple(start + gap * layer for layer in range(len(layers))), radius


def _edge_curve(edge: Edge, centres: tuple[tuple[Point, ...], ...], radius: float) -> Curve:
    assert edge.source is not None
    (x0, y0), (x1, y1) = centres[edge.layer][edge.source], centres[edge.layer + 1][edge.target]
    slant = _FAN * math.atan2(y1 - y0, x1 - x0)
    rim = radius * (1 + RING / RADIUS)
    bare = radius if edge.layer == 0 else rim  # inputs have no ring
    across, down = math.cos(slant), math.sin(slant)
    return s_curve((x0 + bare * across, y0 + bare * down), (x1 - rim * across, y1 - rim * down))


def _bias_curve(edge: Edge, centres: tuple[tuple[Point, ...], ...], radius: float, drop: float) -> Curve:
    x, y = centres[edge.layer + 1][edge.target]
    rim = y - radius * (1 + RING / RADIUS)
    return through([(x, rim - drop), (x, rim)])


def _box(centre: Point, size: tuple[float, float], scale: float) -> Rect:
    width, height = round(size[0] * scale), round(size[1] * scale)
    return Rect(round(centre[0] - width / 2), round(centre[1] - height / 2), width, height)


def _gate(centre: Point, radius: float) -> Rect:
    unit = radius / RADIUS
    return _box((centre[0] + radius + GATE * unit, centre[1]), GATE_SIZE, unit)


def _vessels(centres: tuple[tuple[Point, ...], ...], radius: float) -> Iterator[Rect]:
    reach = radius * (1 + RING / RADIUS)
    for column in centres:
        for x, y in column:
            yield Rect(round(x - reach), round(y - reach), round(2 * reach), round(2 * reach))
