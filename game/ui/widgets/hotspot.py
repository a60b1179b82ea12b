"""A part of a panel's own drawing that can be pressed: bare, with a thin frame while the pointer is over it."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import mix
from game.ui.widgets.painted import Tip
from game.ui.widgets.pressable import Pressable

RADIUS = 6
"""Design pixels."""


class HotSpot(Pressable):
    """Something at `rect` (screen pixels) that can be pressed, the drawing being the panel's."""

    def __init__(self, kit: Kit, rect: pygame.Rect, *, tip: Tip = "", layer: int = 1) -> None:
        super().__init__(kit, rect, tip, layer=layer)

    def _paint(self, state: str) -> pygame.Surface:
        picture = pygame.Surface(self._rect.size, pygame.SRCALPHA)
        if state in ("hovered", "active"):
            palette = self._kit.palette
            colour = mix(palette.line, palette.text, 0.7 if state == "active" else 0.35)
            line = max(1, self._kit.px(1))
            pygame.draw.rect(picture, colour, picture.get_rect(), line, self._kit.px(RADIUS))
        return picture
