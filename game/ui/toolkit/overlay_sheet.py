"""What the overlays stand on: a picture above all panels that can be closed."""

from __future__ import annotations

from collections.abc import Iterable

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.toolkit.panel import Hint
from game.ui.toolkit.picture_element import PictureElement

LAYER = 20
"""Above every element of a panel."""
RADIUS = 14


class OverlaySheet:
    """A raised ground at `rect` (screen pixels). Paint on `blank()` and `show` it."""

    def __init__(self, kit: Kit, rect: pygame.Rect) -> None:
        self.kit, self.rect = kit, rect
        self._readout = PictureElement(kit, rect, LAYER)
        palette = kit.palette
        line = mix(palette.line, palette.text, 0.2)
        self._ground = rounded_box(rect.size, kit.px(RADIUS), palette.panel, line, max(1, kit.px(1)))

    def blank(self) -> pygame.Surface:
        """A new ground without text."""
        return self._ground.copy()

    def show(self, picture: pygame.Surface) -> None:
        """Show a picture of the sheet's size."""
        self._readout.put(picture)

    def hints(self) -> Iterable[Hint]:
        """The ground says nothing, but it covers what lies below."""
        yield Hint(self.rect, str)

    def kill(self) -> None:
        self._readout.kill()


def escaped(event: pygame.event.Event) -> bool:
    """Whether the event is the Esc key."""
    return event.type == pygame.KEYDOWN and bool(event.key == pygame.K_ESCAPE)
