"""A run in small: a piece of its line, and its name cut to the room there is."""

from __future__ import annotations

import pygame
from pygame import Rect

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import cut
from game.ui.timeline.run_styles import RunStyle


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


def fitting_name(kit: Kit, name: str, size: float, room: int) -> str:
    """A run's `name` no wider than `room` pixels at font `size`. What tells it from others is often where it began, so
    "from epoch 250" becomes "@ 250" first, and the words before it are cut, not that."""
    if kit.fonts.width(name, size) <= room:
        return name
    what, found, epoch = name.rpartition(" from epoch ")
    return cut(kit, what, size, room, f" @ {epoch}") if found else cut(kit, name, size, room)
