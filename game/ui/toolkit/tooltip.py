"""Hover help: one sentence near the pointer once it rests on something that has a hint."""

from __future__ import annotations

from collections.abc import Iterable

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.toolkit.panel import Hint
from game.ui.toolkit.repaint import Floating, floating_picture

REST_SECONDS = 0.35
STILL = 3
"""Pixels the pointer may move and still rest."""
WIDTH = 290
"""Design pixels: width of the text at most."""
PADDING = 9
"""Design pixels: from the box's edges to its text."""
RADIUS = 8
"""Design pixels: corner radius of the box."""
TEXT_SIZE = 12.5
"""Design pixels: size of the text."""
BELOW = 20
"""Design pixels: from the pointer's tip down to the box."""
BESIDE = 10
"""Design pixels: from the pointer's tip to the box at its right, and up to a box above it."""


class Tooltip:
    """Call `update` once a frame with the pointer and all hints, and draw what is `floating` above everything else."""

    def __init__(self) -> None:
        self._hint: Hint | None = None
        self._mouse = (0, 0)
        self._rested_since = 0.0
        self._shown = False
        self._pressed = False
        self._hushed: pygame.Rect | None = None
        self._pressed_at: tuple[int, int] | None = None
        self._more = ""
        self.said = ""
        """What the box says, or was to say last."""
        self._box: pygame.Surface | None = None
        self._look: tuple[str, float, object] | None = None

    @property
    def text(self) -> str:
        """The sentence to be shown now; empty when there is none."""
        if not (self._shown and self._hint):
            return ""
        said = self._hint.text()
        return f"{said} {self._more}".rstrip() if said.strip() else ""

    def update(self, mouse: tuple[int, int], now: float, hints: Iterable[Hint], more: str = "") -> None:
        """`mouse` in screen pixels, `now` in seconds. Of nested hints the smallest one counts; what `more` there is to
        say of the place stands behind it."""
        self._more = more
        under = [hint for hint in hints if hint.rect.collidepoint(mouse)]
        hint = min(under, key=lambda hint: hint.rect.width * hint.rect.height, default=None)
        same = hint is not None and self._hint is not None and hint.rect == self._hint.rect
        if not same or (not self._shown and _apart(mouse, self._mouse)):
            self._rested_since, self._mouse = now, mouse
        self._hint = hint
        here = hint.rect if hint else None
        if self._pressed:
            self._pressed_at = mouse
        elif self._pressed_at and _apart(mouse, self._pressed_at):
            self._pressed_at = None
        if self._pressed or here != self._hushed:
            self._hushed = here if self._pressed else None
            self._pressed = False
        rested = now - self._rested_since >= REST_SECONDS
        self._shown = here is not None and here != self._hushed and not self._pressed_at and rested
        if self._shown:
            self._mouse = mouse

    def press(self) -> None:
        """The mouse was pressed: who uses a thing needs no help with it until the pointer comes back to it, nor with
        what the press has brought under the pointer until that has moved."""
        self.hide()
        self._pressed = True

    def hide(self) -> None:
        """Take the box away until the pointer rests again."""
        self._hint, self._shown = None, False

    def floating(self, kit: Kit, window: pygame.Rect, *, live: bool = True) -> list[Floating]:
        """The box, if there is one; unless `live`, with the sentence that was to be read last."""
        self.said = self.text if live or not self.text else self.said
        text = self.said
        if not text.strip():
            return []
        look = (text, kit.scale, kit.palette)
        if self._box is None or look != self._look:
            self._box, self._look = _box(kit, text), look
        return [floating_picture(self._box, _placed(kit, self._box.get_rect(), self._mouse, window))]


def _box(kit: Kit, text: str) -> pygame.Surface:
    lines = [kit.fonts.text(line, TEXT_SIZE, kit.palette.text) for line in wrapped(kit, text, TEXT_SIZE, kit.px(WIDTH))]
    padding, pitch = kit.px(PADDING), max(line.get_height() for line in lines)
    size = (max(line.get_width() for line in lines) + 2 * padding, pitch * len(lines) + 2 * padding)
    edge = mix(kit.palette.line, kit.palette.text, 0.25)
    box = rounded_box(size, kit.px(RADIUS), kit.palette.raised, edge, max(1, kit.px(1)))
    for row, line in enumerate(lines):
        box.blit(line, (padding, padding + row * pitch))
    return box


def _placed(kit: Kit, box: pygame.Rect, mouse: tuple[int, int], screen: pygame.Rect) -> pygame.Rect:
    """Below the pointer or above it, wholly on `screen` and never over the pointer."""
    box.topleft = (mouse[0] + kit.px(BESIDE), mouse[1] + kit.px(BELOW))
    if box.bottom > screen.bottom:
        box.bottom = mouse[1] - kit.px(BESIDE)
    return box.clamp(screen)


def _apart(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return abs(a[0] - b[0]) > STILL or abs(a[1] - b[1]) > STILL
