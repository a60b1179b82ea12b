"""A short message at the lower edge that goes by itself."""

from __future__ import annotations

from typing import Protocol

import pygame

from game.ui.draw.fonts import Fonts
from game.ui.draw.palette import Palette

SECONDS, SECONDS_PER_LETTER = 4.0, 0.06
SIZE, BOTTOM = 14, 206
"""Design pixels: text, and from the box to the window's lower edge."""


class Brush(Protocol):
    """What a toast is drawn with; every Kit is one."""

    @property
    def fonts(self) -> Fonts: ...

    @property
    def palette(self) -> Palette: ...

    def px(self, design_pixels: float) -> int: ...


class Toast:
    """One sentence at a time, for so many seconds, `bottom` design pixels above the window's lower edge; a new one
    takes the place of the old."""

    def __init__(self, seconds: float = SECONDS, bottom: int = BOTTOM) -> None:
        self._seconds, self._bottom = seconds, bottom
        self._text = ""
        self._until: float | None = None

    def say(self, text: str) -> None:
        """Show `text` for a few seconds from the next frame on."""
        self._text = text[:1].upper() + text[1:]
        self._until = None

    def draw(self, surface: pygame.Surface, kit: Brush, now: float) -> bool:
        """Draw the message, if there is one; whether there is."""
        if not self._text:
            return False
        if self._until is None:
            self._until = now + max(self._seconds, SECONDS_PER_LETTER * len(self._text))
        if now > self._until:
            self._text = ""
            return False
        lines = _wrapped(self._text, kit, round(surface.get_width() * 0.7))
        images = [kit.fonts.text(line, SIZE, kit.palette.text, "medium") for line in lines]
        width, height = max(image.get_width() for image in images), sum(image.get_height() for image in images)
        box = pygame.Rect(0, 0, width + kit.px(32), height + kit.px(18))
        box.midbottom = (surface.get_width() // 2, surface.get_height() - kit.px(self._bottom))
        pygame.draw.rect(surface, kit.palette.raised, box, border_radius=kit.px(8))
        pygame.draw.rect(surface, kit.palette.activation, box, max(1, kit.px(1)), border_radius=kit.px(8))
        top = box.y + kit.px(9)
        for image in images:
            surface.blit(image, image.get_rect(midtop=(box.centerx, top)))
            top += image.get_height()
        return True


def _wrapped(text: str, kit: Brush, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and kit.fonts.width(longer, SIZE, "medium") > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]
