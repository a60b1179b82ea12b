"""A short message at the lower edge that goes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

import pygame

from game.ui.draw.capitals import capitalised
from game.ui.draw.fonts import Fonts
from game.ui.draw.lettering import wrapped
from game.ui.draw.palette import Palette
from game.ui.toolkit.repaint import Floating

SECONDS, SECONDS_PER_LETTER = 4.0, 0.06
SIZE = 14
"""Design pixels: size of the text."""
BOTTOM = 206
"""Design pixels: from the box to the window's lower edge."""
MARGIN = 4
"""Design pixels: from the box to the sides of its column."""
PADDING = 16
"""Design pixels: beside the text."""


class Brush(Protocol):
    """What a toast is drawn with; every Kit is one."""

    @property
    def fonts(self) -> Fonts:
        """What its words are set in."""

    @property
    def palette(self) -> Palette:
        """The colours to draw with."""

    def px(self, design_pixels: float) -> int:
        """Pixels on this screen for `design_pixels` of the 1280x800 design."""


class Toast:
    """One sentence at a time, for so many seconds, `bottom` design pixels above the window's lower edge; a new one
    takes the place of the old. It keeps to the `column` of the screen, if one is given, so as to cover no table, and in
    any case to the `seen` part of it, if only a part is."""

    def __init__(self, seconds: float = SECONDS, bottom: int = BOTTOM) -> None:
        self.column: pygame.Rect | None = None
        self.seen: pygame.Rect | None = None
        self._seconds, self._bottom = seconds, bottom
        self._text, self._passing = "", False
        self._until: float | None = None

    @property
    def text(self) -> str:
        """What is being said; empty if nothing is."""
        return self._text

    def say(self, text: str, *, passing: bool = False) -> None:
        """Show `text` for a few seconds from the next frame on; what is `passing` only until something is done."""
        self._text, self._passing = capitalised(text), passing
        self._until = None

    def pass_by(self) -> None:
        """Something was done: what was passing is no longer so."""
        if self._passing:
            self.say("")

    def floating(self, kit: Brush, window: tuple[int, int], now: float) -> list[Floating]:
        """The message, if there is one, in a window of that size; `now` in seconds."""
        if not self._text.strip():
            return []
        if self._until is None:
            self._until = now + max(self._seconds, SECONDS_PER_LETTER * len(self._text))
        if now > self._until:
            self._text = ""
            return []
        column = self.column or pygame.Rect((0, 0), window).inflate(-round(window[0] * 0.3), 0)
        seen = self.seen.inflate(-2 * kit.px(MARGIN), -2 * kit.px(MARGIN)) if self.seen else column
        room = min(column.width, seen.width)
        lines = wrapped(kit, self._text, SIZE, room - 2 * kit.px(MARGIN + PADDING), "medium")
        images = [kit.fonts.text(line, SIZE, kit.palette.text, "medium") for line in lines]
        width, height = max(image.get_width() for image in images), sum(image.get_height() for image in images)
        box = pygame.Rect(0, 0, width + 2 * kit.px(PADDING), height + kit.px(18))
        box.midbottom = (column.centerx, window[1] - kit.px(self._bottom))
        if self.seen:
            box.clamp_ip(seen)
        return [Floating((self._text, kit.palette.activation), box, partial(_paint, kit=kit, box=box, images=images))]

    def draw(self, surface: pygame.Surface, kit: Brush, now: float) -> bool:
        """Draw the message, if there is one; whether there is."""
        found = self.floating(kit, surface.get_size(), now)
        for each in found:
            each.paint(surface)
        return bool(found)


def _paint(surface: pygame.Surface, *, kit: Brush, box: pygame.Rect, images: Sequence[pygame.Surface]) -> None:
    pygame.draw.rect(surface, kit.palette.raised, box, border_radius=kit.px(8))
    pygame.draw.rect(surface, kit.palette.activation, box, max(1, kit.px(1)), border_radius=kit.px(8))
    top = box.y + kit.px(9)
    for image in images:
        surface.blit(image, image.get_rect(midtop=(box.centerx, top)))
        top += image.get_height()
