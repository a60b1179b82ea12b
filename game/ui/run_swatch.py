"""A run in small: a piece of its line, and its name cut to the room there is."""

from __future__ import annotations

import pygame
from pygame import Rect

from game.ui.kit import Kit
from game.ui.run_styles import RunStyle


def swatch(kit: Kit, style: RunStyle, width: int) -> pygame.Surface:
    """A level piece of a run's line, `width` pixels long."""
    height = max(2, round(style.width * kit.scale))
    picture = pygame.Surface((width, height), pygame.SRCALPHA)
    pattern = [length * kit.scale for length in style.dash] or [float(width)]
    x, turn = 0.0, 0
    while x < width:
        length = pattern[turn % len(pattern)]
        if turn % 2 == 0:
            picture.fill(style.colour, Rect(round(x), 0, max(1, round(x + length) - round(x)), height))
        x, turn = x + length, turn + 1
    return picture


def cut(kit: Kit, text: str, size: float, room: int) -> str:
    """`text`, or its beginning with an ellipsis, no wider than `room` pixels at font `size`."""
    if kit.fonts.width(text, size) <= room:
        return text
    length = len(text)
    while length > 1 and kit.fonts.width(f"{text[:length].rstrip()}…", size) > room:
        length -= 1
    return f"{text[:length].rstrip()}…"
