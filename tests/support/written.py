"""What is written on a picture: the texts that were set while it was painted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pygame
import pytest

from game.ui.draw.fonts import Fonts
from game.ui.draw.palette import Colour

Written = list[tuple[pygame.Rect, pygame.Rect, str]]
"""Where every text was written, and on a picture of which size."""


@contextmanager
def written() -> Iterator[list[str]]:
    """Gathers every text that is set from here on, in the order it is."""
    texts: list[str] = []
    plain = Fonts.text

    def noting(fonts: Fonts, string: str, size: float, colour: Colour, style: str = "regular") -> pygame.Surface:
        texts.append(string)
        return plain(fonts, string, size, colour, style)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fonts, "text", noting)
        yield texts
