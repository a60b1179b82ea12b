"""How well what is written stands out from what it is written on, by WCAG's measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pygame

from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour

Seen = dict[tuple[Colour, Colour], str]
"""Ink and ground, with an example of what was written so."""


def luminance(colour: Colour) -> float:
    """Relative luminance, 0..1 (WCAG 2.2)."""
    linear = [v / 12.92 if (v := part / 255) <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: Colour, b: Colour) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@contextmanager
def watched() -> Iterator[Seen]:
    """While this lasts, every pair of ink and ground that letters are written with is noted; what is written on a
    picture that is still empty there is left out."""
    seen: Seen = {}
    write = Lettering.write

    def noting(self: Lettering, text: str, place: tuple[int, int], size: float, colour: Colour, *args, **options):  # type: ignore[no-untyped-def]
        rect = write(self, text, place, size, colour, *args, **options)
        ground = _ground(self.surface, rect)
        if ground is not None and text.strip():
            seen.setdefault((tuple(colour[:3]), ground), text)  # type: ignore[arg-type]
        return rect

    with patch.object(Lettering, "write", noting):
        yield seen


def _ground(surface: pygame.Surface, rect: pygame.Rect) -> Colour | None:
    """The colour that fills most of `rect`; None where the picture is empty or half transparent."""
    area = rect.inflate(4, 2).clip(surface.get_rect())
    if not area.width or not area.height:
        return None
    pixels = Counter(
        tuple(surface.get_at((x, y))) for x in range(area.left, area.right, 2) for y in range(area.top, area.bottom, 2)
    )
    red, green, blue, alpha = pixels.most_common(1)[0][0]
    return (red, green, blue) if alpha == 255 else None
