"""The project's own icons, drawn large in a unit square and scaled down, so that they are crisp at any size."""

from __future__ import annotations

import pygame

from game.ui.draw.icon_shapes import DRAWINGS, Pen
from game.ui.draw.palette import Colour

ICON_OVERSAMPLING = 8


class Icons:
    """Icons by name, each drawn once for a size and colour."""

    def __init__(self) -> None:
        self._cache: dict[tuple[str, int, Colour], pygame.Surface] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every icon there is."""
        return tuple(DRAWINGS)

    def let_go(self) -> None:
        """Forget what was drawn; what is asked for again is drawn again."""
        self._cache.clear()

    def get(self, name: str, size_px: int, colour: Colour) -> pygame.Surface:
        """Icon `name` on a transparent square of `size_px` pixels. The surface is shared: blit it, never draw on it.
        Raises KeyError for a name that is not in `names`."""
        key = (name, size_px, colour)
        found = self._cache.get(key)
        if found is None:
            pen = Pen(size_px * ICON_OVERSAMPLING, colour)
            DRAWINGS[name](pen)
            found = pygame.transform.smoothscale(pen.surface, (size_px, size_px))
            self._cache[key] = found
        return found
