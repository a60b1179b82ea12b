"""One neuron with one input, drawn small: no slope, no delta, nothing that is not yet there."""

from __future__ import annotations

import pygame

from game.sim.arithmetic.interval import DECIMALS
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import mix

RADIUS = 26
"""Design pixels: a neuron's radius."""
THICKEST = 9.0
"""Design pixels: the thickest connection."""
PILL = (74, 24)
"""Design pixels: the box of the weight's number."""


def draw_neuron(pen: Lettering, rect: pygame.Rect, source: float, weight: float, output: float, target: float) -> None:
    """Input `source`, the connection of `weight`, the `output` as a level in its vessel, and the `target` as a mark
    beside it, from left to right in `rect`."""
    kit, palette, surface = pen.kit, pen.kit.palette, pen.surface
    radius, y = kit.px(RADIUS), rect.centery
    left, right = rect.x + radius + kit.px(8), rect.right - radius - kit.px(96)
    colour = palette.signed(weight)
    width = max(1, round(kit.scale * min(THICKEST, 1.0 + 2.0 * abs(weight))))
    pygame.draw.line(surface, mix(palette.panel, colour, 0.75), (left, y), (right, y), width)
    side = disc(2 * radius, palette.raised, mix(palette.panel, palette.activation, 0.6), max(1, kit.px(2)))
    surface.blit(side, side.get_rect(center=(left, y)))
    pen.write(fixed(source, 0), (left, y), 16, palette.activation, "mono-medium", anchor="center")
    _vessel(pen, (right, y), output)
    pill = pygame.Rect(0, 0, kit.px(PILL[0]), kit.px(PILL[1]))
    pill.center = ((left + right) // 2, y)
    surface.blit(rounded_box(pill.size, kit.px(7), palette.panel, mix(palette.panel, colour, 0.7)), pill)
    text = f"{weight:.4g}".replace("-", "−")
    pen.write(text, pill.center, 13, palette.text, "mono-medium", anchor="center", room=pill.width - kit.px(6))
    _words(pen, (left, right), y, target)


def _vessel(pen: Lettering, place: tuple[int, int], output: float) -> None:
    """A disc filled up to `output`, with the number below it."""
    kit, palette = pen.kit, pen.kit.palette
    radius = kit.px(RADIUS)
    empty = disc(2 * radius, palette.raised, mix(palette.panel, palette.activation, 0.6), max(1, kit.px(2)))
    full = disc(2 * radius, mix(palette.raised, palette.activation, 0.75), palette.activation, max(1, kit.px(2)))
    rect = empty.get_rect(center=place)
    level = round((1.0 - min(max(output, 0.0), 1.0)) * rect.height)
    pen.surface.blit(empty, rect)
    pen.surface.blit(full, (rect.x, rect.y + level), pygame.Rect(0, level, rect.width, rect.height - level))
    ink = palette.background if output > 0.55 else palette.text
    pen.write(fixed(output, DECIMALS), place, 12, ink, "mono-medium", anchor="center")


def _words(pen: Lettering, ends: tuple[int, int], y: int, target: float) -> None:
    """What is what; and the target as a mark at its height beside the vessel."""
    kit, palette = pen.kit, pen.kit.palette
    (left, right), radius = ends, kit.px(RADIUS)
    below = y + radius + kit.px(10)
    for x, word in ((left, "input"), ((left + right) // 2, "weight w"), (right, "output")):
        pen.write(word, (x, below), 11, palette.muted, anchor="center")
    height = y + radius - round(target * 2 * radius)
    mark = right + radius + kit.px(5)
    pygame.draw.line(pen.surface, palette.gradient, (mark, height), (mark + kit.px(10), height), max(2, kit.px(3)))
    text = f"target {target:g}"
    pen.write(text, (mark + kit.px(15), height), 12, palette.gradient, "medium", room=kit.px(74))
