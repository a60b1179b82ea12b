"""The bar above a screen that has little to say there: the game's name, a title, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui.draw.bar_background import bar_background
from game.ui.draw.kit import Kit, scale_for
from game.ui.toolkit.panel import Message, Widget
from game.ui.toolkit.panel_board import PlacesByName
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

BAR_HEIGHT, MARGIN, BUTTON = 56, 16, (96, 30)
"""Design pixels."""


class TitleBar(PicturePanel):
    """Its button, and Esc, mean `out`."""

    def __init__(self, title: str, button: str, tip: str, out: Sequence[Message]) -> None:
        self._title, self._text, self._tip, self._out = title, button, tip, out
        self._button: Button | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._rect = rect
        self._picture, left = bar_background(kit, rect.size)
        title = kit.fonts.text(self._title, 14, kit.palette.muted)
        self._picture.blit(title, title.get_rect(midleft=(left + kit.px(22), self._picture.get_height() // 2)))
        place = pygame.Rect(0, 0, kit.px(BUTTON[0]), kit.px(BUTTON[1]))
        place.midright = (rect.right - kit.px(MARGIN), rect.centery)
        self._button = Button(kit, place, self._text, tip=self._tip)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        escaped = event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE
        return self._out if escaped or (self._button and self._button.pressed(event)) else []

    def controls(self) -> Sequence[Widget]:
        return [self._button] if self._button else []


def page_places(size: tuple[int, int]) -> PlacesByName:
    """Where a page stands with such a bar above it, in a window of `size`."""
    bar = pygame.Rect(0, 0, size[0], round(BAR_HEIGHT * scale_for(size)))
    return {"page": (pygame.Rect((0, 0), size), None), "bar": (bar, None)}
