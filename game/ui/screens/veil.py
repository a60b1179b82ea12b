"""What lies between a dialog and the screen it belongs to: it darkens that and keeps the pointer from it."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.toolkit.overlay_sheet import LAYER
from game.ui.toolkit.picture_element import PictureElement

DARKNESS = 150
"""Of 255."""


class Backdrop:
    """Down while a dialog is open. Dialogs stand on `LAYER`; the veil hangs just below it."""

    def __init__(self) -> None:
        self._cloth: PictureElement | None = None

    def lower(self, kit: Kit, window: pygame.Rect) -> None:
        """Hang it over all of `window`."""
        self.lift()
        cloth = pygame.Surface(window.size, pygame.SRCALPHA)
        cloth.fill((*kit.palette.background, DARKNESS))
        self._cloth = PictureElement(kit, window, LAYER - 1)
        self._cloth.put(cloth)

    def lift(self) -> None:
        """Take it away."""
        if self._cloth:
            self._cloth.kill()
        self._cloth = None
