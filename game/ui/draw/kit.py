"""What every panel is built with: scale, colours, fonts, icons and the pygame_gui manager."""

from __future__ import annotations

from dataclasses import dataclass

import pygame
import pygame_gui

from game.ui.draw.fonts import Fonts
from game.ui.draw.icons import Icons
from game.ui.draw.palette import STANDARD, Palette
from game.ui.draw.theme import theme_for

DESIGN = (1280, 800)


def scale_for(size: tuple[int, int]) -> float:
    """UI scale of a window: 1.0 at 1280x800, 0.8 at 1024x640, 2.7 at 4K."""
    return max(0.8, min(size[0] / DESIGN[0], size[1] / DESIGN[1]))


@dataclass(frozen=True)
class Kit:
    """Shared tools of one window size; rebuilt when the window is resized."""

    scale: float
    palette: Palette
    fonts: Fonts
    icons: Icons
    manager: pygame_gui.UIManager
    zoom: float = 1.0
    """How many times larger than the window that is on which all is drawn: of it the window shows a part."""

    def pointer(self) -> tuple[int, int]:
        """Where the pointer is, on all that is drawn."""
        return pointer_at(self.zoom)

    def px(self, design_pixels: float) -> int:
        """Pixels on this screen for `design_pixels` of the 1280x800 design."""
        return round(design_pixels * self.scale)

    @property
    def typing(self) -> bool:
        """Whether keys belong to a text entry."""
        focused = self.manager.get_focus_set() or ()
        return any(isinstance(element, pygame_gui.elements.UITextEntryLine) for element in focused)


def pointer_at(zoom: float) -> tuple[int, int]:
    """Where the pointer is, on what is `zoom` times as large as the window."""
    x, y = pygame.mouse.get_pos()
    return round(x * zoom), round(y * zoom)


class ZoomedManager(pygame_gui.UIManager):
    """Finds its elements under the pointer of a window that shows a part of what is drawn, `zoom` times as large."""

    zoom = 1.0

    def _update_mouse_position(self) -> None:
        self.mouse_position = pointer_at(self.zoom)


def build_kit(
    size: tuple[int, int],
    palette: Palette = STANDARD,
    manager: pygame_gui.UIManager | None = None,
    zoom: float = 1.0,
) -> Kit:
    """A kit for a picture of `size` pixels, `zoom` times as large as the window. Its manager is a new one, themed by
    `palette`, unless `manager` is given."""
    scale = scale_for(size)
    fonts = Fonts(scale)
    if manager is None:
        fonts.open_all()
        manager = ZoomedManager(size, theme_for(scale, palette), enable_live_theme_updates=False)
        manager.zoom = zoom
    return Kit(scale, palette, fonts, Icons(), manager, zoom)
