"""What the dialogs stand on: a sheet above all panels, and where they stop everything else, a backdrop between."""

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
DARKNESS = 150
"""Of 255."""


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
        """Take it away, and let go of the ground: a dialog that is shut holds its sheet until it is opened again."""
        self._readout.kill()
        self._ground = pygame.Surface((0, 0))


class Backdrop:
    """Darkens a screen below the dialog that is open, and keeps the pointer from it: hangs just below `LAYER`."""

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


def escaped(event: pygame.event.Event) -> bool:
    """Whether the event is the Esc key."""
    return event.type == pygame.KEYDOWN and bool(event.key == pygame.K_ESCAPE)
