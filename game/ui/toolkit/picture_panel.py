"""What panels have in common that are one picture."""

from __future__ import annotations

import pygame

from game.ui.toolkit.panel import Panel


class PicturePanel(Panel):
    """Subclasses put a new picture in place of the old one, in `build` and whenever it is to look different."""

    _rect: pygame.Rect
    _picture: pygame.Surface

    @property
    def rect(self) -> pygame.Rect:
        """Where it stands on screen."""
        return self._rect

    @property
    def look(self) -> object:
        return self._picture

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._picture, self._rect)
