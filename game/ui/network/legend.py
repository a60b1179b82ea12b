"""The line under the network that states its scales."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour, Palette
from game.ui.draw.panel_background import MARGIN
from game.ui.network.packets.packet_flow import share_radius
from game.ui.network.sprites import Glows

LEGEND_Y = 17.0
"""Design pixels from the panel's bottom to the middle of the line."""
_TEXT = 11.0
_EXAMPLES = ((1.0, "100 %"), (0.25, "25 %"), (0.05, "5 %"), (0.0, "≈ 0"))
_SHRUNK = 0.62
"""The samples of the scale are drawn smaller than packets, all by the same factor, so that they fit the line."""
_RING = 5
"""Pixels that the ring around a speck reaches from its middle."""
WORDS = (" = activation a", " = slope σ′", " = negative", " = share of the error")
SHORT_WORDS = (" = a", " = σ′", " < 0", " = share")
"""What the things of the network mean, in full and where there is little room."""

Part = tuple[str, Colour]


def draw_legend(
    surface: pygame.Surface, kit: Kit, glows: Glows, unit: float, without: frozenset[str] = frozenset()
) -> dict[str, pygame.Rect]:
    """At the bottom of the panel's picture `surface`, in the largest type that fits; in fewer words if none does; not
    of what it is `without`. Returns where each entry stands, by its first words."""
    palette = kit.palette
    room = surface.get_width() - 2 * kit.px(MARGIN)
    entries = _entries(palette, WORDS, without)
    examples: tuple[tuple[float, str], ...] = () if "delta" in without else _EXAMPLES
    size = _TEXT
    while size * kit.scale > 10 and _width(kit, entries, examples, unit, size) > room:
        size -= 0.5
    if _width(kit, entries, examples, unit, size) > room:
        entries = _entries(palette, SHORT_WORDS, without)
    if _width(kit, entries, examples, unit, size) > room:
        examples = (*examples[:1], *examples[-1:])
    spare = room - _width(kit, entries, examples, unit, size)
    gap = min(kit.px(20), max(kit.px(7), spare // len(entries) + kit.px(8)))
    x, y = kit.px(MARGIN), surface.get_height() - kit.px(LEGEND_Y)
    places: dict[str, pygame.Rect] = {}
    for entry in entries:
        left = x
        if x + sum(kit.fonts.width(text, size) for text, _ in entry) > surface.get_width():
            return places
        for text, colour in entry:
            x = _write(surface, kit, text, size, colour, x, y)
        places[entry[0][0]] = pygame.Rect(left, y - kit.px(LEGEND_Y), x - left, 2 * kit.px(LEGEND_Y))
        x += gap
    x -= gap - kit.px(6)
    for share, words in examples:
        radius = share_radius(share, _SHRUNK * unit)
        image, reach = glows.bead(radius), max(round(radius), _RING)
        x += reach + kit.px(6)
        surface.blit(image, image.get_rect(center=(x, y)))
        x = _write(surface, kit, words, size, palette.muted, x + reach + kit.px(4), y)
    if examples:
        places[entries[-1][0][0]].width = x - left
    return places


def _entries(palette: Palette, words: tuple[str, ...], without: frozenset[str]) -> list[list[Part]]:
    names = (
        (("amber fill", palette.activation), ""),
        (("green ring", palette.gradient), "slope"),
        (("hollow", palette.negative), ""),
        (("green packet", palette.gradient), "delta"),
    )
    shown = zip(names, words, strict=True)
    return [[name, (meaning, palette.muted)] for (name, about), meaning in shown if about not in without]


def _write(surface: pygame.Surface, kit: Kit, text: str, size: float, colour: Colour, x: int, y: int) -> int:
    image = kit.fonts.text(text, size, colour)
    surface.blit(image, image.get_rect(midleft=(x, y)))
    return x + image.get_width()


def _width(
    kit: Kit, entries: list[list[Part]], examples: tuple[tuple[float, str], ...], unit: float, size: float
) -> int:
    """Pixels of the whole line with the least room between its entries."""
    words = sum(kit.fonts.width(text, size) for entry in entries for text, _colour in entry)
    radii = sum(max(round(share_radius(share, _SHRUNK * unit)), _RING) for share, _text in examples)
    words += 2 * radii + sum(kit.fonts.width(text, size) + kit.px(10) for _share, text in examples)
    return words + kit.px(8) * (len(entries) - 1)
