"""What shows how much of a long text is seen, and is dragged to see more."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix

SHORTEST = 28
"""Of the part that is dragged, in design pixels."""


class ScrollBar:
    """A strip at `rect` (screen pixels) beside a text `length` pixels high, of which as much is seen as the strip is
    high. `offset` is how many pixels of the text lie above what is seen."""

    def __init__(self, kit: Kit, rect: pygame.Rect, length: int) -> None:
        self.rect, self.offset = rect, 0
        self.most = max(0, length - rect.height)
        self._kit = kit
        self._grip: int | None = None
        share = rect.height / max(length, 1)
        self._height = min(rect.height, max(kit.px(SHORTEST), round(rect.height * share)))

    @property
    def thumb(self) -> pygame.Rect:
        """Where the part that is dragged stands, in screen pixels."""
        way = self.rect.height - self._height
        top = self.rect.y + (round(way * self.offset / self.most) if self.most else 0)
        return pygame.Rect(self.rect.x, top, self.rect.width, self._height)

    @property
    def held(self) -> bool:
        """Whether it is being dragged."""
        return self._grip is not None

    def move(self, pixels: int) -> None:
        """Move the text up by `pixels`, as far as it goes."""
        self.offset = max(0, min(self.most, self.offset + pixels))

    def handle(self, event: pygame.event.Event) -> None:
        """Let the mouse drag it; a press beside the part that is dragged takes that there."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            if self.rect.inflate(self.rect.width, 0).collidepoint(event.pos):
                inside = self.thumb.y <= event.pos[1] < self.thumb.bottom
                self._grip = event.pos[1] - self.thumb.y if inside else self._height // 2
                self._drag_to(event.pos[1])
        elif event.type == pygame.MOUSEMOTION and self.held:
            self._drag_to(event.pos[1])
        elif event.type in (pygame.MOUSEBUTTONUP, pygame.WINDOWFOCUSLOST):
            self._grip = None

    def paint(self, surface: pygame.Surface, left_top: tuple[int, int]) -> None:
        """Paint it on `surface`, whose corner is at `left_top` of the screen; nothing if all of the text is seen."""
        if not self.most:
            return
        palette, radius = self._kit.palette, self.rect.width // 2
        rail = rounded_box(self.rect.size, radius, mix(palette.panel, palette.line, 0.6))
        thumb = rounded_box(self.thumb.size, radius, mix(palette.line, palette.text, 0.6 if self.held else 0.35))
        surface.blit(rail, (self.rect.x - left_top[0], self.rect.y - left_top[1]))
        surface.blit(thumb, (self.thumb.x - left_top[0], self.thumb.y - left_top[1]))

    def _drag_to(self, y: int) -> None:
        way = self.rect.height - self._height
        if self._grip is not None and way > 0:
            self.offset = max(0, min(self.most, round((y - self._grip - self.rect.y) * self.most / way)))
