"""What happens at a gate, in numbers: the complaints that are added, the sum times the slope, and in a word how well
the neuron listens. Each plate stands beside its neuron where it covers nothing; where there is no such place the gate's
colour and hole must do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour, mix
from game.ui.network.network_layout import COLLECTOR, RING, TUBE, NetworkLayout, Neuron
from game.ui.network.packets.packet_flow import ERROR_RADIUS
from game.ui.network.sprites import Shapes

_TEXT = 11
_GAP = 4
"""Design pixels between a plate and what it belongs to."""


class Said(NamedTuple):
    """What the plate of `neuron` says; `total` is empty where nothing is added, `equation` before the sum is whole.
    `colour` is the gate's."""

    neuron: Neuron
    total: str
    equation: str
    word: str
    colour: Colour


PlateRow = tuple[pygame.Surface, ...]


class GatePlates:
    """Plates of one layout, within the `area` where it is seen."""

    def __init__(self, kit: Kit, layout: NetworkLayout, area: pygame.Rect, shapes: Shapes) -> None:
        self._kit, self._layout, self._shapes = kit, layout, shapes
        self._bounds = area.inflate(-kit.px(12), 0)

    def draw(
        self,
        surface: pygame.Surface,
        layer: int,
        said: Sequence[Said],
        badges: Mapping[Neuron, pygame.Rect],
        kept: Sequence[pygame.Rect] | None = None,
        bubbles: Sequence[pygame.Rect] = (),
    ) -> list[pygame.Rect]:
        """The plates of the neurons of `layer`, the first ones first, beside their deltas at `badges`; returns where
        they stand. In a network that has receded only what is `kept` must not be covered, and the `bubbles`."""
        taken = self._obstacles(layer, badges, kept)
        taken += [(None, bubble) for bubble in bubbles]
        places: list[pygame.Rect] = []
        for each in said:
            found = self._placed(
                each, badges[each.neuron], [rect for owner, rect in taken if owner != each.neuron] + places
            )
            if found:
                rows, place = found
                places.append(place)
                self._paint(surface, rows, place, each.colour)
        return places

    def _obstacles(
        self, layer: int, badges: Mapping[Neuron, pygame.Rect], kept: Sequence[pygame.Rect] | None
    ) -> list[tuple[Neuron | None, pygame.Rect]]:
        """What must not be covered, and whose it is if that is a neuron's delta, in whose place its plate may stand."""
        layout, grown = self._layout, self._kit.px(4)
        taken: list[tuple[Neuron | None, pygame.Rect]] = [
            *((neuron, badge) for neuron, badge in badges.items()),
            *((None, pill.inflate(0, 2 * grown)) for pill in layout.pills.values()),
            *((None, layout.vessel(neuron, RING + 2)) for neuron in layout.neurons),
        ]
        if kept is not None:
            return [*badges.items(), *((None, rect) for rect in kept)]
        for neuron in layout.neurons:
            if neuron[0] > 0:
                gate = layout.gate(neuron)
                if neuron[0] == layer:
                    gate.width = round(layout.beside(neuron, COLLECTOR + ERROR_RADIUS + 2)[0]) - gate.left
                if neuron[0] == len(layout.layers) - 1:
                    gate.width = round(layout.beside(neuron, TUBE + 10)[0]) - gate.left
                taken.append((None, gate))
        return taken

    def _placed(
        self, said: Said, badge: pygame.Rect, taken: list[pygame.Rect]
    ) -> tuple[list[PlateRow], pygame.Rect] | None:
        for place in self._anchors(said.neuron, badge):
            for rows in self._forms(said):
                size = (
                    max(sum(image.get_width() + self._kit.px(8) for image in row) for row in rows) + self._kit.px(4),
                    sum(row[0].get_height() for row in rows) + self._kit.px(4),
                )
                plate = pygame.Rect((0, 0), size)
                setattr(plate, *place)
                plate.left = max(self._bounds.left, min(plate.left, self._bounds.right - plate.width))
                if self._bounds.contains(plate) and plate.collidelist(taken) < 0:
                    return rows, plate
        return None

    def _anchors(self, neuron: Neuron, badge: pygame.Rect) -> Iterator[tuple[str, tuple[int, int]]]:
        """Corners of a plate and where they may stand: under the delta, in its place, or above the bias."""
        gap, vessel = self._kit.px(_GAP), self._layout.vessel(neuron, RING)
        yield "topleft", (badge.left, badge.bottom + gap)
        yield "topright", (badge.right, badge.bottom + gap)
        yield "topleft", badge.topleft
        yield "topright", badge.topright
        yield "bottomleft", (badge.left, 2 * vessel.centery - badge.bottom - gap)

    def _forms(self, said: Said) -> Iterator[list[PlateRow]]:
        """Its rows, in full, narrower, or with the last line alone."""
        fonts, palette = self._kit.fonts, self._kit.palette
        total = [(fonts.text(said.total, _TEXT, mix(palette.gradient, palette.text, 0.35), "mono"),)]
        if not said.equation:
            yield [*total]
            return
        equation = fonts.text(said.equation, _TEXT, palette.text, "mono")
        word = fonts.text(said.word, _TEXT, said.colour)
        above: list[PlateRow] = [*total] if said.total else []
        yield [*above, (equation, word)]
        yield [*above, (equation,), (word,)]
        yield [*above, (equation,)]
        yield [(equation,)]

    def _paint(self, surface: pygame.Surface, rows: list[PlateRow], plate: pygame.Rect, colour: Colour) -> None:
        kit = self._kit
        ground = mix(kit.palette.background, colour, 0.08)
        surface.blit(self._shapes.box(plate.size, kit.px(5), ground, mix(ground, colour, 0.4)), plate)
        y = plate.top + kit.px(2)
        for row in rows:
            x = plate.left + kit.px(6)
            for image in row:
                surface.blit(image, (x, y + (row[0].get_height() - image.get_height()) // 2))
                x += image.get_width() + kit.px(8)
            y += row[0].get_height()
