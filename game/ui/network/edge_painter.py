"""How one edge is drawn, on any surface: its ribbon, its number, the pulls it has collected.

A ribbon's thickness is |w|, its colour the sign, and so that the sign never hangs on colour alone a negative edge is
hollow, as a negative packet is.
"""

from __future__ import annotations

import math

import numpy as np
import pygame

from game.sim.network import Array, Edge
from game.ui.draw.curve import Curve
from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour, mix
from game.ui.network.edge_look import EdgeLook
from game.ui.network.network_layout import NetworkLayout
from game.ui.network.pulls import Pulls
from game.ui.network.scales import thickness
from game.ui.network.sprites import Shapes

_NUMBER_SIZE = 12
_SHADES = (0.0, 0.42)
"""Share of the ground in the green of a sample's pull, in turn, so that one is told from the next."""
_HALO_WIDTHS = {"pinned": 4.5, "hovered": 3.5}
"""Design pixels by which a halo is wider on each side."""
_HALO_SHARES = {"pinned": 0.62, "hovered": 0.34}
"""Its share of the text colour."""
_MANY = 16
"""More edges than so many between two layers are drawn thinner."""
_CROWDED = 0.62
"""By this factor, all by the same, so that they can be compared."""
_ROOM = 40
"""Pixels around an edge's middle line within which all of it is drawn."""
_LIT = 4.0
"""Design pixels by which the light around the way back from the loss is wider on each side."""

Side = list[list[float]]


class EdgePainter:
    """Draws the edges of one layout."""

    def __init__(self, kit: Kit, layout: NetworkLayout, shapes: Shapes) -> None:
        self._kit, self._layout, self._shapes = kit, layout, shapes
        self._lines: dict[Edge, _Line] = {}

    def ribbon(self, surface: pygame.Surface, edge: Edge, look: EdgeLook, lit: bool = False) -> None:
        """A weight; `lit` where the way back from the loss leads along it."""
        if not surface.get_clip().colliderect(_bounds(self._layout.curves[edge])):
            return
        kit, line = self._kit, self._line(edge)
        size = look.value if look.value == look.value else 0.0
        width = max(1.6, thickness(size) * kit.scale * min(1.0, 0.35 + 0.65 * self._layout.unit / kit.scale))
        crowded = not lit and self._layout.layers[edge.layer] * self._layout.layers[edge.layer + 1] > _MANY
        width, away = (max(1.3, width * _CROWDED), 0.2) if crowded else (width, 0.0)
        ground = kit.palette.panel
        for name, on in (("pinned", look.pinned), ("hovered", look.hovered)):
            if on:
                more, share = _HALO_WIDTHS[name], _HALO_SHARES[name]
                line.draw(surface, mix(ground, kit.palette.text, share), width + 2 * more * kit.scale)
                line.draw(surface, ground, width + (2 * more - 3) * kit.scale)
                break
        if lit:
            line.draw(surface, mix(ground, kit.palette.gradient, 0.75), width + 2 * _LIT * kit.scale)
            line.draw(surface, ground, width + (2 * _LIT - 3) * kit.scale)
        if look.pulse > 0.0:
            glow = mix(ground, kit.palette.gradient, 0.6 * look.pulse)
            line.draw(surface, glow, width + 5 * look.pulse * kit.scale)
        colour = mix(kit.palette.signed(size), ground, 0.5 + away - 0.4 * min(1.0, abs(size) / 3.0))
        line.draw(surface, colour, width)
        if size < 0:
            line.draw(surface, mix(ground, colour, 0.18), max(width * 0.42, width - 3.4 * kit.scale))

    def _line(self, edge: Edge) -> _Line:
        if edge not in self._lines:
            self._lines[edge] = _Line(self._layout.curves[edge])
        return self._lines[edge]

    def bias_stem(self, surface: pygame.Surface, edge: Edge, look: EdgeLook) -> None:
        """What leads from a bias's number into its neuron."""
        points = self._layout.curves[edge].points
        colour = mix(self._kit.palette.signed(look.value), self._kit.palette.panel, 0.45)
        pygame.draw.line(surface, colour, points[0], points[-1], max(1, self._kit.px(2)))

    def pill(self, surface: pygame.Surface, edge: Edge, look: EdgeLook, rect: pygame.Rect) -> None:
        """The number of a weight or bias at `rect`, and the pulls it has collected."""
        palette = self._kit.palette
        colour = palette.signed(look.value)
        line, width = mix(palette.panel, colour, 0.55), 1
        if look.pinned or look.hovered:
            line, width = (palette.text, 2) if look.pinned else (mix(colour, palette.text, 0.5), 1)
        elif look.pulse > 0.0:
            line = mix(line, palette.gradient, math.ceil(4 * look.pulse) / 4)  # few colours: boxes are kept
        fill = mix(palette.background, colour, 0.10)
        box = self._shapes.box(rect.size, self._kit.px(6), fill, line, max(1, self._kit.px(width)))
        surface.blit(box, rect)
        colour = mix(colour, palette.text, 0.25)
        if edge.is_bias:
            self._bias_number(surface, look.text, rect, colour)
        else:
            number = self._kit.fonts.text(look.text, _NUMBER_SIZE, colour, "mono")
            surface.blit(number, number.get_rect(center=rect.center))
        if look.pulls is not None:
            self._pull_bar(surface, rect, look.pulls)

    def _bias_number(self, surface: pygame.Surface, text: str, rect: pygame.Rect, colour: Colour) -> None:
        """A b and the number, as far apart as there is room for, so that its minus is not taken for a difference."""
        fonts = self._kit.fonts
        letter, number = (fonts.text(part, _NUMBER_SIZE, colour, "mono") for part in ("b", text))
        wide = letter.get_width() + number.get_width()
        gap = max(0, min(letter.get_width(), rect.width - self._kit.px(8) - wide))
        place = letter.get_rect(midleft=(rect.centerx - (wide + gap) // 2, rect.centery))
        surface.blit(letter, place)
        surface.blit(number, number.get_rect(midleft=(place.right + gap, rect.centery)))

    def _pull_bar(self, surface: pygame.Surface, rect: pygame.Rect, pulled: Pulls) -> None:
        """To the right what pulls upwards, to the left what pulls downwards, each sample's pull apart from the last;
        a mark where they come to."""
        palette, height = self._kit.palette, max(3, self._kit.px(4))
        track = pygame.Rect(0, 0, rect.width - self._kit.px(6), height)
        track.midtop = (rect.centerx, rect.bottom + 1)
        pygame.draw.rect(surface, mix(palette.panel, palette.line, 0.55), track, border_radius=height // 2)
        half = track.width / 2
        for ends in (pulled.up, pulled.down):
            start = track.centerx
            for number, end in enumerate(ends):
                tip = track.centerx + round(end * half)
                piece = pygame.Rect(min(start, tip), track.top, abs(tip - start), height)
                pygame.draw.rect(surface, mix(palette.gradient, palette.panel, _SHADES[number % 2]), piece)
                start = tip
        mark = track.centerx + round(pulled.net * half)
        pygame.draw.line(surface, palette.text, (mark, track.top - 1), (mark, track.bottom), max(1, self._kit.px(1.5)))

    def pull_dot(self, surface: pygame.Surface, edge: Edge, pull: float) -> None:
        """What a weight without a number has collected."""
        radius = (0.8 + 2.6 * abs(pull)) * self._kit.scale
        pygame.draw.aacircle(surface, self._kit.palette.gradient, self._layout.crossing(edge), radius)


def _bounds(curve: Curve) -> pygame.Rect:
    """The box around an edge's curve, which runs from one corner of it to another, with room for its thickness."""
    (x0, y0), (x1, y1) = curve.points[0], curve.points[-1]
    box = pygame.Rect(round(min(x0, x1)), round(min(y0, y1)), round(abs(x1 - x0)), round(abs(y1 - y0)))
    return box.inflate(2 * _ROOM, 2 * _ROOM)


class _Line:
    """A curve with its normals, ready to be drawn at any thickness."""

    def __init__(self, curve: Curve) -> None:
        self._points: Array = np.array(curve.points)
        beside = np.concatenate([self._points[:1], self._points, self._points[-1:]])
        x, y = (beside[2:] - beside[:-2]).T
        self._normals: Array = np.array([-y, x]).T / np.maximum(np.hypot(x, y), 1e-9)[:, None]

    def draw(self, surface: pygame.Surface, colour: Colour, width: float) -> None:
        """A smooth ribbon `width` pixels wide: filled inside, its two sides anti-aliased."""
        half = max(0.0, (width - 1.0) / 2)
        self._sides(surface, colour, half)
        if width > 2.2:  # the polygon's own sides are jagged: it stays inside, and two more lines bridge the rest
            left, right = self._parallels(max(0.0, half - 0.6))
            pygame.draw.polygon(surface, colour, [*left, *right[::-1]])
            self._sides(surface, colour, max(0.0, half - 0.8))

    def _sides(self, surface: pygame.Surface, colour: Colour, away: float) -> None:
        for side in self._parallels(away):
            pygame.draw.aalines(surface, colour, False, side)

    def _parallels(self, away: float) -> tuple[Side, Side]:
        offset = self._normals * away
        return (self._points + offset).tolist(), (self._points - offset).tolist()
