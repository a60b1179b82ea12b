"""The line under the network that states its scales."""

from __future__ import annotations

import math

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour, Palette
from game.ui.draw.panel_background import MARGIN
from game.ui.network.packets.packet_flow import share_radius
from game.ui.network.sprites import RIM, RINGED, Glows

LEGEND_Y = 17.0
"""Design pixels from the panel's bottom to the middle of the line."""
_TEXT = 11.0
_EXAMPLES = ((1.0, "100%"), (0.25, "25%"), (0.05, "5%"), (0.0, "≈ 0"))
_SHRUNK = 0.62
"""The samples of the scale are drawn smaller than packets, all by the same factor, so that they fit the line."""
_RING = 5
"""Pixels that the ring around a speck reaches from its middle."""
WORDS = (
    ("amber fill, packet", " = activation a"),
    ("green ring", " = slope σ′"),
    ("hollow", " = negative"),
    ("green packet", " = share of the error"),
)
SHORT_WORDS = (("amber packet", " = a"), ("green ring", " = σ′"), ("hollow", " < 0"), ("green packet", " = share"))
SHORTEST_WORDS = (("amber", " = a"), *SHORT_WORDS[1:])
"""The things of the network and what they mean, in full and where there is little room: packets of either colour are on
a scale of their own."""

ColouredText = tuple[str, Colour]
LegendWords = tuple[tuple[str, str], ...]


def draw_legend(
    surface: pygame.Surface, kit: Kit, glows: Glows, unit: float, without: frozenset[str] = frozenset()
) -> dict[str, pygame.Rect]:
    """Draw the legend at the bottom of the panel's picture `surface`, in the largest type that fits, or in fewer words
    if no size fits. What is named in `without` is left out. Returns where each entry stands, by its full name."""
    palette = kit.palette
    room = surface.get_width() - 2 * kit.px(MARGIN)
    examples: tuple[tuple[float, str], ...] = () if "delta" in without else _EXAMPLES
    entries, size = _entries(palette, WORDS, without), _TEXT
    while size * kit.scale > 10 and _width(kit, entries, examples, unit, size) > room:
        size -= 0.5
    for fewer in (SHORT_WORDS, SHORTEST_WORDS):
        if _width(kit, entries, examples, unit, size) > room:
            entries = _entries(palette, fewer, without)
    if _width(kit, entries, examples, unit, size) > room:
        examples = (*examples[:1], *examples[-1:])
    spare = room - _width(kit, entries, examples, unit, size)
    gap = min(kit.px(20), max(kit.px(7), spare // len(entries) + kit.px(8)))
    x, y = kit.px(MARGIN), surface.get_height() - kit.px(LEGEND_Y)
    places: dict[str, pygame.Rect] = {}
    names = [name for name, _ in _names(WORDS, without)]
    for name, entry in zip(names, entries, strict=True):
        left = x
        if x + sum(kit.fonts.width(text, size) for text, _ in entry) > surface.get_width():
            return places
        for text, colour in entry:
            x = _write(surface, kit, text, size, colour, x, y)
        places[name] = pygame.Rect(left, y - kit.px(LEGEND_Y), x - left, 2 * kit.px(LEGEND_Y))
        x += gap
    x -= gap - kit.px(6)
    for share, words in examples:
        radius = _radius(share, unit)
        image, reach = glows.bead(radius), _reach(radius)
        x += reach + kit.px(6)
        surface.blit(image, image.get_rect(center=(x, y)))
        x = _write(surface, kit, words, size, palette.muted, x + reach + kit.px(4), y)
    if examples:
        places[names[-1]].width = x - left
    return places


def _names(words: LegendWords, without: frozenset[str]) -> list[tuple[str, str]]:
    about = ("", "slope", "", "delta")
    return [each for each, what in zip(words, about, strict=True) if what not in without]


def _entries(palette: Palette, words: LegendWords, without: frozenset[str]) -> list[list[ColouredText]]:
    colours = {"amber": palette.activation, "green": palette.gradient, "hollow": palette.negative}
    return [
        [(name, colours[name.split(maxsplit=1)[0]]), (meaning, palette.muted)]
        for name, meaning in _names(words, without)
    ]


def _write(surface: pygame.Surface, kit: Kit, text: str, size: float, colour: Colour, x: int, y: int) -> int:
    image = kit.fonts.text(text, size, colour)
    surface.blit(image, image.get_rect(midleft=(x, y)))
    return x + image.get_width()


def _radius(share: float, unit: float) -> float:
    """Pixels of the radius of a sample of the scale; it has a ring around it just where such a packet has one."""
    radius = share_radius(share, _SHRUNK * unit)
    return max(radius, RINGED) if share_radius(share, unit) >= RINGED else radius


def _reach(radius: float) -> int:
    """Pixels from the middle of a sample to the end of its rim or ring."""
    return max(math.ceil(radius + RIM), _RING) if radius >= RINGED else _RING


def _width(
    kit: Kit, entries: list[list[ColouredText]], examples: tuple[tuple[float, str], ...], unit: float, size: float
) -> int:
    """Pixels of the whole line with the least room between its entries."""
    words = sum(kit.fonts.width(text, size) for entry in entries for text, _colour in entry)
    radii = sum(_reach(_radius(share, unit)) for share, _text in examples)
    words += 2 * radii + sum(kit.fonts.width(text, size) + kit.px(10) for _share, text in examples)
    return words + kit.px(8) * (len(entries) - 1)
