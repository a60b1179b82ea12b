"""Opens the display, on whatever machine this is: none at all, a small one, a huge one, one with tiny pixels."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

import pygame

from game.ui.draw.app_icon import app_icon
from game.ui.draw.kit import DESIGN
from game.window.desktop import WindowSize, display_scale

ROOMY = (1024, 640)
"""From this size on everything on screen has its place; no screen is laid out for less."""
FRAME = (16, 96)
"""Pixels that the window's frame and the system's bars need, across and down."""
PLAIN_HEIGHT = 1080
"""Height of a desktop on which the window opens at its design size, whatever scale it says it has; on one twice as
high it opens twice as large."""
LARGEST = 2.0
"""How many times its design size the window opens with at most, unless the display asks for more: more is drawn slower,
not better."""
AROUND = 12
"""Pixels around what has the keyboard that are seen as well."""
ICON_PIXELS = 64
UNSEEN = "offscreen"
"""SDL's driver that draws into memory, taken where all others fail."""
PER_MONITOR_AWARE = 2
"""PROCESS_PER_MONITOR_DPI_AWARE of Windows' shcore."""


class NoDisplayError(Exception):
    """There is nothing to draw on; the message is one sentence that says so."""


def open_display(size: WindowSize | None = None) -> pygame.Surface:
    """The window's surface, `size` pixels large or else as large as suits the desktop. Raises NoDisplayError."""
    become_dpi_aware()
    if wayland_would_complain():
        os.environ["SDL_VIDEODRIVER"] = "x11"
    try:
        pygame.display.init()
        if pygame.display.get_driver() == UNSEEN and os.environ.get("SDL_VIDEODRIVER") != UNSEEN:
            raise pygame.error("SDL found neither X11 nor Wayland")
        pygame.font.init()
        pygame.display.set_caption("Glassbox")
        pygame.display.set_icon(app_icon(ICON_PIXELS))
        return pygame.display.set_mode(size or _opening_size(), pygame.RESIZABLE)
    except pygame.error as problem:
        raise NoDisplayError(
            f"there is no display to open a window on ({problem}); --headless and --screenshot need none"
        ) from None


def become_dpi_aware() -> None:
    """Have Windows give us real pixels instead of a blurred, enlarged picture: the layout scales itself."""
    if sys.platform == "win32":
        with suppress(AttributeError, OSError):
            ctypes.windll.shcore.SetProcessDpiAwareness(PER_MONITOR_AWARE)


def wayland_would_complain(system: str = sys.platform, given: Mapping[str, str] = os.environ) -> bool:
    """Whether there is no Wayland session: its library says so on standard error in words of its own when SDL tries."""
    return system.startswith("linux") and not {"SDL_VIDEODRIVER", "XDG_RUNTIME_DIR", "WAYLAND_DISPLAY"} & set(given)


def opening_size(desktop: WindowSize, scale: float = 1.0) -> WindowSize:
    """The window's first size on a desktop of that many pixels, on which everything is drawn `scale` times as large as
    plain: no larger than there is place for, if it can be."""
    factor = max(scale, min(LARGEST, desktop[1] / PLAIN_HEIGHT))
    width, height = (
        max(min(round(design * factor), pixels - frame), min(roomy, pixels))
        for design, pixels, frame, roomy in zip(DESIGN, desktop, FRAME, ROOMY, strict=True)
    )
    return width, height


def _opening_size() -> WindowSize:
    if pygame.display.get_driver() == "dummy":
        return DESIGN
    return opening_size(pygame.display.get_desktop_sizes()[0], display_scale(pygame.display.get_driver()))


def toggle_full_screen(before: WindowSize) -> WindowSize:
    """Fill the whole display with the window; if it does so already, go back to a window of the size `before`. Returns
    the size that a next call must be given as `before`."""
    surface = pygame.display.get_surface()
    if surface is not None and surface.get_flags() & pygame.FULLSCREEN:
        pygame.display.set_mode(before, pygame.RESIZABLE)
        return before
    window = surface.get_size() if surface is not None else before
    pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    return window


def canvas_for(surface: pygame.Surface, zoom: float = 1.0) -> pygame.Surface:
    """What screens are drawn on. It is the surface of the window; but with a `zoom`, or in a window that is too small
    for any screen, it is a larger surface, and the window shows a part of it."""
    width, height = (round(side * zoom) for side in surface.get_size())
    if zoom == 1.0 and not cramped((width, height)):
        return surface
    return pygame.Surface((max(width, ROOMY[0]), max(height, ROOMY[1])))


def seen_part(surface: pygame.Surface, zoom: float, pointer: WindowSize) -> pygame.Rect:
    """The part of a canvas that the window `surface` shows. It follows the pointer as a magnifying glass does, so that
    every place on the canvas can be reached."""
    width, height = surface.get_size()
    x, y = (max(0, min(place, side - 1)) for place, side in zip(pointer, (width, height), strict=True))
    return pygame.Rect(round(x * zoom) - x, round(y * zoom) - y, width, height)


def moved_to_show(part: pygame.Rect, place: pygame.Rect, canvas: pygame.Rect) -> pygame.Rect:
    """The `part` of a canvas that is seen, moved no farther than it takes to have all of `place` in it, or where that
    is larger, nothing else."""
    around = place.inflate(2 * AROUND, 2 * AROUND).clip(canvas)
    ends = [(around.x, around.right - part.width), (around.y, around.bottom - part.height)]
    corner = [max(min(pair), min(at, max(pair))) for at, pair in zip(part.topleft, ends, strict=True)]
    return pygame.Rect(corner, part.size).clamp(canvas)


def cramped(size: WindowSize) -> str | None:
    """What is to be said of a window of `size`: None from `ROOMY` on."""
    if size[0] >= ROOMY[0] and size[1] >= ROOMY[1]:
        return None
    return f"this window is small: below {ROOMY[0]}x{ROOMY[1]} pixels parts of the screen are cut off"
