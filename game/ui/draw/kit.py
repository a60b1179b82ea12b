"""What every panel is built with: scale, colours, fonts, icons and the pygame_gui manager."""

from __future__ import annotations

from dataclasses import dataclass

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

    def px(self, design_pixels: float) -> int:
        """Pixels on this screen for `design_pixels` of the 1280x800 design."""
        return round(design_pixels * self.scale)

    @property
    def typing(self) -> bool:
        """Whether keys belong to a text entry."""
        focused = self.manager.get_focus_set() or ()
        return any(isinstance(element, pygame_gui.elements.UITextEntryLine) for element in focused)


def build_kit(size: tuple[int, int], palette: Palette = STANDARD, manager: pygame_gui.UIManager | None = None) -> Kit:
    """A kit for a window of `size` pixels. Its manager is a new one, themed by `palette`, unless `manager` is given."""
    scale = scale_for(size)
    fonts = Fonts(scale)
    if manager is None:
        fonts.open_all()
        manager = pygame_gui.UIManager(size, theme_for(scale, palette), enable_live_theme_updates=False)
    return Kit(scale, palette, fonts, Icons(), manager)
