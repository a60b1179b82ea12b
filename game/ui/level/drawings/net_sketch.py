"""A small network drawn large: where its neurons, connections and their numbers stand, and how they look; what a click
means."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import pygame

from game.sim.arithmetic.interval import DECIMALS
from game.sim.network import Edge, Layers, bias_edges, edges, neuron_label
from game.sim.trace import Trace
from game.ui.draw.curve import Pixel
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.network.network_layout import Neuron

RADIUS = 27
"""Design pixels: a neuron's radius."""
PITCH = 150
"""Design pixels: how far apart neurons of a layer stand at most."""
PILL = (58, 20)
"""Design pixels: the box of a weight's number."""
NEAR = 9
"""Design pixels: how near to a connection a click means it."""
TARGET = 72
"""Design pixels: room for the words of the target."""
ABOVE = 25
"""Design pixels: room for a neuron's name."""
THICKEST = 7.0
ALONG = 0.36
"""The share of the way along a connection at which its weight stands, so that crossing ones do not meet."""


@dataclass(frozen=True)
class NetSketch:
    """A network of `layers` in `rect`, inputs at the left; `margin` pixels are left free above and below. Its `biases`
    may be shown, of neurons in the upper half above them, of the others below. The number of a
    weight stands at that `share` of its way."""

    kit: Kit
    rect: pygame.Rect
    layers: Layers
    margin: int = 0
    pitch: int = PITCH
    biases: bool = False
    share: float = ALONG

    @property
    def radius(self) -> int:
        """Pixels."""
        return self.kit.px(RADIUS)

    def place(self, layer: int, unit: int) -> Pixel:
        """The middle of a neuron."""
        radius, rect = self.radius, self.rect
        pitch = min(self.kit.px(self.pitch), rect.height - 3 * radius - 2 * self.margin)
        share = layer / (len(self.layers) - 1)
        x = rect.x + 2 * radius + round(share * (rect.width - 4 * radius - self.kit.px(TARGET - 2)))
        return x, rect.centery + round((unit - (self.layers[layer] - 1) / 2) * pitch)

    def ends(self, edge: Edge) -> tuple[Pixel, Pixel]:
        """The middles of the neurons that a weight connects."""
        assert edge.source is not None
        return self.place(edge.layer, edge.source), self.place(edge.layer + 1, edge.target)

    def along(self, edge: Edge, share: float) -> Pixel:
        """The place at that share of the way along a connection."""
        start, end = self.ends(edge)
        return tuple(round(a + (b - a) * share) for a, b in zip(start, end, strict=True))  # type: ignore[return-value]

    def pill(self, edge: Edge) -> pygame.Rect:
        """Where the number of a weight or bias stands."""
        pill = pygame.Rect(0, 0, self.kit.px(PILL[0]), self.kit.px(PILL[1]))
        if edge.source is None:
            x, y = self.place(edge.layer + 1, edge.target)
            if edge.target < self.layers[edge.layer + 1] // 2:  # below it the next connection goes down
                pill.midbottom = (x, y - self.radius - self.kit.px(ABOVE))
            else:
                pill.midtop = (x, y + self.radius + self.kit.px(5))
        else:
            pill.center = self.along(edge, self.share)
        return pill

    def neuron_at(self, position: Pixel) -> Neuron | None:
        """The neuron, if it is no input, whose disc is there."""
        units = [(layer, unit) for layer, count in enumerate(self.layers) if layer for unit in range(count)]
        return next((each for each in units if math.dist(self.place(*each), position) <= self.radius), None)

    def edge_at(self, position: Pixel) -> Edge | None:
        """The connection whose number is there, or which is nearest of those that are near."""
        numbered = next((edge for edge in self._numbered if self.pill(edge).collidepoint(position)), None)
        if numbered:
            return numbered
        far = {edge: _distance(position, *self.ends(edge)) for edge in edges(self.layers)}
        nearest = min(far, key=far.__getitem__)
        on_neuron = any(
            math.dist(self.place(layer, unit), position) <= self.radius
            for layer, count in enumerate(self.layers)
            for unit in range(count)
        )
        return nearest if far[nearest] <= self.kit.px(NEAR) and not on_neuron else None

    @property
    def _numbered(self) -> tuple[Edge, ...]:
        """The weights, and the biases where they are shown."""
        return (*edges(self.layers), *(bias_edges(self.layers) if self.biases else ()))

    # -- looks -------------------------------------------------------------------------------------------------------

    def draw(self, pen: Lettering, trace: Trace, halos: dict[Edge, tuple[Colour, float]] | None = None) -> None:
        """The network as it answers the sample of `trace`; a connection has a halo of that colour and width (design
        pixels) around it, where one is given."""
        lit = halos or {}
        for layer, (sources, units) in enumerate(pairwise(self.layers)):
            for source in range(sources):
                for unit in range(units):
                    edge = Edge(layer, unit, source)
                    weight = float(trace.params.weights[layer][unit, source])
                    self._edge(pen, edge, weight, lit.get(edge))
        for layer, count in enumerate(self.layers):
            for unit in range(count):
                self._neuron(pen, (layer, unit), float(trace.a[layer][unit]))
        for edge in self._numbered:
            if edge.source is None:
                self._number(pen, edge, float(trace.params.biases[edge.layer][edge.target]), lit.get(edge))
        x, y = self.place(len(self.layers) - 1, 0)
        words = f"target {float(trace.target[0]):g}"
        place = (x + self.radius + pen.kit.px(10), y)
        pen.write(words, place, 13, pen.kit.palette.gradient, "medium", room=pen.kit.px(TARGET))

    def _edge(self, pen: Lettering, edge: Edge, weight: float, halo: tuple[Colour, float] | None) -> None:
        kit, palette = pen.kit, pen.kit.palette
        start, end = self.ends(edge)
        colour = mix(palette.panel, palette.signed(weight), 1.0 if halo else 0.55)
        width = max(1, round(kit.scale * min(THICKEST, 1.0 + 2.0 * abs(weight))))
        if halo:
            tone, wide = halo
            pygame.draw.line(pen.surface, mix(palette.panel, tone, 0.5), start, end, width + kit.px(wide))
        pygame.draw.line(pen.surface, colour if weight else palette.muted, start, end, width)
        self._number(pen, edge, weight, halo)

    def _number(self, pen: Lettering, edge: Edge, value: float, halo: tuple[Colour, float] | None) -> None:
        """Of a weight or bias, in its box."""
        kit, palette, pill = pen.kit, pen.kit.palette, self.pill(edge)
        line = mix(palette.panel, halo[0] if halo else mix(palette.panel, palette.signed(value), 0.55), 0.8)
        pen.surface.blit(rounded_box(pill.size, kit.px(6), palette.panel, line), pill)
        short = abs(value - round(value, 2)) < 1e-9
        text = (f"{round(value, 2):g}" if short else fixed(value, DECIMALS)).replace("-", "−")
        pen.write(text, pill.center, 12.5, palette.text, "mono-medium", anchor="center", room=pill.width - kit.px(4))

    def _neuron(self, pen: Lettering, neuron: Neuron, a: float) -> None:
        kit, palette, place = pen.kit, pen.kit.palette, self.place(*neuron)
        ground = mix(palette.raised, palette.activation, 0.6 * min(max(a, 0.0), 1.0))
        face = disc(2 * self.radius, ground, mix(palette.panel, palette.activation, 0.7), max(1, kit.px(2)))
        pen.surface.blit(face, face.get_rect(center=place))
        short = neuron[0] == 0 or abs(a - round(a, 1)) < 1e-9
        text = (f"{a:.6g}" if short else fixed(a, DECIMALS)).replace("-", "−")
        pen.write(text, place, 12, palette.text, "mono-medium", anchor="center")
        name = neuron_label(self.layers, *neuron)
        above = (place[0], place[1] - self.radius - kit.px(15))
        pen.write(name, above, 12, palette.muted, "medium", anchor="center")


def _distance(point: Pixel, start: Pixel, end: Pixel) -> float:
    """Pixels from `point` to the line between two places."""
    (ax, ay), (bx, by) = start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(0.0, min(1.0, ((point[0] - ax) * (bx - ax) + (point[1] - ay) * (by - ay)) / length))
    return math.dist(point, (ax + share * (bx - ax), ay + share * (by - ay)))
