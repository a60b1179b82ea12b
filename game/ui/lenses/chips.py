"""Chips: small buttons painted in a lens, one of which may be the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui.draw.palette import mix
from game.ui.lenses.lens import Canvas

HEIGHT = 20
"""Design pixels: height of a chip."""
GAP = 5
"""Design pixels: distance between two."""
PADDING = 4
"""Design pixels: from a chip's side to its text."""
ROW = HEIGHT + GAP
"""Design pixels that a row of chips takes."""


def chip(canvas: Canvas, rect: pygame.Rect, text: str, *, on: bool = False) -> pygame.Rect:
    """Paint a chip at `rect`, which is given back."""
    palette = canvas.palette
    fill = mix(palette.panel, palette.positive, 0.42) if on else palette.raised
    pygame.draw.rect(canvas.surface, fill, rect, border_radius=canvas.px(6))
    ink = palette.text if on else mix(palette.muted, palette.text, 0.6)
    room = rect.width - 2 * canvas.px(PADDING)
    canvas.write(text, rect.center, ink, style="medium" if on else "regular", anchor="center", room=room)
    return rect


def chip_row(canvas: Canvas, area: pygame.Rect, texts: Sequence[str], on: int | None = None) -> list[pygame.Rect]:
    """A row of chips of one width along the top of `area`, the one numbered `on` chosen; where each stands."""
    gap, count = canvas.px(GAP), max(1, len(texts))
    width = (area.width + gap) // count - gap
    places = [pygame.Rect(area.x + k * (width + gap), area.y, width, canvas.px(HEIGHT)) for k in range(len(texts))]
    return [chip(canvas, place, text, on=k == on) for k, (place, text) in enumerate(zip(places, texts, strict=True))]


def next_pair(pair: tuple[int, int], at: int, count: int) -> tuple[int, int]:
    """`pair` with the next of `count` things in place `at`, never twice the same."""
    chosen = [*pair]
    chosen[at] = (chosen[at] + 1) % count
    if chosen[0] == chosen[1]:
        chosen[at] = (chosen[at] + 1) % count
    return chosen[0], chosen[1]
