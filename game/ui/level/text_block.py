"""Wrapped text on a picture."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.palette import Colour

PITCH = 1.36
"""Distance of two lines, as a share of the font's size."""


def line_height(kit: Kit, size: float) -> int:
    """Pixels from one line to the next."""
    return max(kit.px(size * PITCH), kit.fonts.font("regular", size).get_height() - 1)


def block_height(kit: Kit, text: str, size: float, room: int, style: str = "regular") -> int:
    """How high `text` is when it is wrapped into `room` pixels."""
    return len(wrapped(kit, text, size, room, style)) * line_height(kit, size)


def write_block(
    pen: Lettering, text: str, rect: pygame.Rect, size: float, colour: Colour, style: str = "regular"
) -> int:
    """Write `text` from the top of `rect` on, as wide as it is; the y below the last line."""
    pitch, y = line_height(pen.kit, size), rect.y
    for line in wrapped(pen.kit, text, size, rect.width, style):
        pen.write(line, (rect.x, y + pitch // 2), size, colour, style)
        y += pitch
    return y
