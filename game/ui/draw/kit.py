"""What every panel is built with: scale, colours, fonts, icons and the pygame_gui manager."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pygame
import pygame_gui
from pygame_gui.core import BlockingThreadedResourceLoader
from pygame_gui.core.surface_cache import SurfaceCache
from pygame_gui.core.ui_appearance_theme import UIAppearanceTheme

from game.ui.draw.fonts import Fonts, fonts_folder
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


class Tools:
    """What everything is made with that has one scale: fonts, icons, and a theme for each palette, each of them made
    when it is first asked for."""

    def __init__(self, scale: float) -> None:
        self.fonts, self.icons = Fonts(scale), Icons()
        self.themes: dict[Palette, UIAppearanceTheme] = {}

    def let_go(self) -> None:
        """Forget all that was made. Whoever still holds these tools can go on with them: it is made again."""
        self.fonts.let_go()
        self.icons.let_go()
        self.themes.clear()


class Toolbox:
    """The tools of the `most` scales that were asked for last; those before let go of what they have made."""

    def __init__(self, most: int = 2) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[float, Path], Tools] = OrderedDict()

    def at(self, scale: float) -> Tools:
        """The tools of that scale: those of the last time, unless pygame was closed since, and with it all fonts."""
        key = (scale, fonts_folder())
        found = self._kept.pop(key, None)
        if found is None or not found.fonts.usable:
            found = Tools(scale)
        self._kept[key] = found
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)[1].let_go()
        return found


@cache
def toolbox() -> Toolbox:
    """Where every screen takes its tools from."""
    return Toolbox()


class NoShapes(SurfaceCache):
    """Keeps no shapes: pygame_gui has four megabytes at hand for those of each theme, and all that it draws here are
    the rectangles of text entries."""

    def __init__(self) -> None:
        """Without a surface to put them on."""

    def update(self) -> None:
        """Nothing waits to be kept."""

    def add_surface_to_cache(self, surface: pygame.Surface, string_id: str) -> None:
        """Let it go."""

    def find_surface_in_cache(self, lookup_id: str) -> None:
        """None is there."""

    def remove_user_from_cache_item(self, string_id: str) -> None:
        """Nobody uses any."""


class ThemedManager(pygame_gui.UIManager):
    """Takes its theme from `tools`, and finds its elements under the pointer of a window that shows a part of what is
    drawn, `zoom` times as large."""

    def __init__(self, size: tuple[int, int], tools: Tools, palette: Palette, zoom: float) -> None:
        self._tools, self._palette, self._zoom = tools, palette, zoom
        super().__init__(size, enable_live_theme_updates=False, resource_loader=BlockingThreadedResourceLoader())

    def create_new_theme(self, theme_path: object = None) -> UIAppearanceTheme:
        """The theme of the palette. To read it takes as long as half a panel."""
        themes = self._tools.themes
        if self._palette not in themes:
            themes[self._palette] = super().create_new_theme(theme_for(self._tools.fonts.scale, self._palette))
            themes[self._palette].shape_cache = NoShapes()
            self.resource_loader.start()  # its threads; where the theme is there already there is nothing to load
            self.resource_loader.update()
        return themes[self._palette]

    def _update_mouse_position(self) -> None:
        self.mouse_position = pointer_at(self._zoom)


def build_kit(size: tuple[int, int], palette: Palette = STANDARD, zoom: float = 1.0) -> Kit:
    """A kit for a picture of `size` pixels, `zoom` times as large as the window, with a manager of its own. Raises
    OSError for a damaged font."""
    tools = toolbox().at(scale_for(size))
    tools.fonts.open_all()
    manager = ThemedManager(size, tools, palette, zoom)
    return Kit(tools.fonts.scale, palette, tools.fonts, tools.icons, manager, zoom)
