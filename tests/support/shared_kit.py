"""What windows of tests share: a text that was set once, and an icon that was drawn once, for one window serve all of
the same scale. A game has one window, and sets each of its texts once anyway."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.ui.draw import fonts
from game.ui.draw.fonts import FILES, SMALLEST, Fonts


class SharedFonts:
    """In the place of `Fonts` where kits are made: the same fonts for the same scale."""

    def __init__(self) -> None:
        self._made: dict[tuple[float, Path], Fonts] = {}

    def __call__(self, scale: float) -> Fonts:
        assets: Path = vars(fonts)["ASSETS"]  # a test may have put damaged ones there
        found = self._made.get((scale, assets))
        if found is None or not stands(found):
            found = self._made[scale, assets] = Fonts(scale)
        return found


def stands(shared: Fonts) -> bool:
    """Whether these can still be written with: pygame forgets its fonts when it is closed."""
    try:
        return all(shared.font(style, SMALLEST).size("0")[0] > 0 for style in FILES)
    except pygame.error:
        return False
