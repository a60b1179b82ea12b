"""A push button with a text, an icon, or both."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import fitting_size
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.widgets.painted import Tip
from game.ui.widgets.pressable import Pressable

RADIUS = 8
"""Design pixels: corner radius."""
BUTTON_TEXT_SIZE = 13
"""Design pixels: size of the text at most."""
ICON_SIZE = 14
"""Design pixels: side of the icon."""
GAP = 6
"""Design pixels: between icon and text."""
BUTTON_PADDING = 8
"""Design pixels: beside what is in the button."""
SMALLEST_LABEL = 10
"""Design pixels of the text on a button or beside a slider where there is little room."""


class ButtonWords(NamedTuple):
    """What stands on a button, and the help beside it."""

    text: str
    tip: str


class Button(Pressable):
    """A button at `rect` (screen pixels). `style` "normal" is raised, "primary" filled with the accent, "quiet" bare
    until hovered. A selected button is filled like a primary one. `layer` as in `PaintedButton`."""

    def __init__(
        self,
        kit: Kit,
        rect: pygame.Rect,
        text: str = "",
        *,
        icon: str | None = None,
        style: str = "normal",
        tip: Tip = "",
        layer: int = 1,
    ) -> None:
        self._text, self._icon, self._style = text, icon, style
        super().__init__(kit, rect, tip, layer)

    @property
    def text(self) -> str:
        """What stands on it."""
        return self._text

    @property
    def icon(self) -> str | None:
        """The name of the icon on it."""
        return self._icon

    @property
    def style(self) -> str:
        """How it calls for being pressed: "normal", "primary" or "quiet"."""
        return self._style

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.element.repaint()

    def set_icon(self, icon: str | None) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self.element.repaint()

    def set_style(self, style: str) -> None:
        """Show it in another style."""
        if style != self._style:
            self._style = style
            self.element.repaint()

    def _paint(self, state: str) -> pygame.Surface:
        face, ink = self._colours(state)
        size = self._rect.size
        picture = pygame.Surface(size, pygame.SRCALPHA) if face is None else self._ground(size, face)
        content = self._content(ink, size[0] - 2 * self._kit.px(BUTTON_PADDING if self._text else 0))
        picture.blit(content, content.get_rect(center=(size[0] // 2, size[1] // 2)))
        return picture

    def _ground(self, size: tuple[int, int], face: Colour) -> pygame.Surface:
        line = mix(face, self._kit.palette.text, 0.1)
        return rounded_box(size, self._kit.px(RADIUS), face, line, max(1, self._kit.px(1)))

    def _colours(self, state: str) -> tuple[Colour | None, Colour]:
        """Ground and ink."""
        palette = self._kit.palette
        accent = mix(palette.panel, palette.positive, 0.42)
        filled = state == "selected" or (self._style == "primary" and state != "disabled")
        ground = accent if filled else palette.raised
        if state == "disabled":
            faded = mix(palette.panel, palette.muted, 0.55)
            return (None if self._style == "quiet" else mix(palette.panel, palette.raised, 0.5)), faded
        if state == "hovered":
            return mix(ground, palette.text, 0.1), palette.text
        if state == "active":
            return mix(ground, palette.background, 0.35), palette.text
        if self._style == "quiet" and not filled:
            return None, palette.muted
        return ground, palette.text

    def _content(self, ink: Colour, room: int) -> pygame.Surface:
        """Icon and text side by side, the text made smaller where it would not fit."""
        kit = self._kit
        icon = kit.icons.get(self._icon, kit.px(ICON_SIZE), ink) if self._icon else None
        if not self._text:
            return icon or pygame.Surface((0, 0), pygame.SRCALPHA)
        beside = icon.get_width() + kit.px(GAP) if icon else 0
        size = fitting_size(kit, self._text, BUTTON_TEXT_SIZE, room - beside, "medium", smallest=SMALLEST_LABEL)
        text = kit.fonts.text(self._text, size, ink, "medium")
        whole = pygame.Surface((beside + text.get_width(), max(text.get_height(), kit.px(ICON_SIZE))), pygame.SRCALPHA)
        middle = whole.get_height() // 2
        if icon:
            whole.blit(icon, icon.get_rect(midleft=(0, middle)))
        whole.blit(text, text.get_rect(midleft=(beside, middle)))
        return whole
