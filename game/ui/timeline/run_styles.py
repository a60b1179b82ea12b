"""How each run is told from the others: a colour and a dash pattern of its own for as long as it is there; and a run in
small, a piece of its line and its name cut to the room there is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pygame
from pygame import Rect

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import cut
from game.ui.draw.palette import Colour, Palette

Dash = tuple[float, ...]
"""Design pixels of pen down, pen up, and so on; empty for a solid line."""


@dataclass(frozen=True)
class RunStyle:
    """`width` in design pixels."""

    colour: Colour
    dash: Dash
    width: float


GHOSTS: tuple[tuple[Colour, Dash], ...] = (
    ((178, 140, 255), (9, 4)),
    ((104, 208, 214), (2, 3)),
    ((240, 138, 196), (14, 4, 2, 4)),
    ((205, 176, 142), (5, 3)),
    ((168, 178, 205), (16, 5)),
    ((186, 196, 110), (8, 3, 2, 3, 2, 3)),
    ((140, 160, 235), (3, 6)),
    ((226, 226, 226), (6, 2, 2, 2)),
)
"""No blue, red, green or amber: those have a meaning of their own."""
GHOST_WIDTH, ACTIVE_WIDTH = 1.5, 2.2


class RunStyles:
    """Hands out the looks of ghosts; a run keeps its own until it is gone, also while it is the active one."""

    def __init__(self) -> None:
        self._slots: dict[int, int] = {}

    def sync(self, ids: Iterable[int]) -> None:
        """Let go of runs that are gone, and give each new one the first look that is free."""
        present = list(ids)
        self._slots = {run: slot for run, slot in self._slots.items() if run in present}
        for run in present:
            if run not in self._slots:
                taken = set(self._slots.values())
                self._slots[run] = next((k for k in range(len(GHOSTS)) if k not in taken), 0)

    def style(self, run: int, palette: Palette, *, active: bool) -> RunStyle:
        """The active run is a solid line in the colour of what is positive."""
        if active:
            return RunStyle(palette.positive, (), ACTIVE_WIDTH)
        colour, dash = GHOSTS[self._slots[run]]
        return RunStyle(colour, dash, GHOST_WIDTH)


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
    "from epoch 250" becomes "@ 250" first, and the words before it are cut, not that nor a number at the end."""
    if kit.fonts.width(name, size) <= room:
        return name
    name, number = _numbered(name)
    what, found, epoch = name.rpartition(" from epoch ")
    return cut(kit, what, size, room, f" @ {epoch}{number}") if found else cut(kit, name, size, room, number)


def _numbered(name: str) -> tuple[str, str]:
    """`name` without the number that tells it from another of the same name, and that number: " (2)"."""
    found = re.fullmatch(r"(.*)( \(\d+\))", name, re.DOTALL)
    return (found[1], found[2]) if found else (name, "")
