"""What the desktop says of itself: how many times larger than plain everything on it is to be drawn."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress

WindowSize = tuple[int, int]
"""Width and height in pixels."""

PLAIN_DPI = 96
LARGEST_SCALE = 4.0
TOOLKIT_SCALES = ("GDK_SCALE", "QT_SCALE_FACTOR", "ELM_SCALE")
XFT_DPI = re.compile(rb"^Xft\.dpi:\s*(\d+(?:\.\d+)?)", re.MULTILINE)


def display_scale(driver: str, given: Mapping[str, str] = os.environ) -> float:
    """The display's scale, 1.0 at 100 %: as Windows tells it, as an X server's resources or the variables that
    toolkits heed have it. On macOS, and where nothing is said, 1.0: there a window's size is in plain pixels."""
    found = 1.0
    if sys.platform == "win32":
        found = _windows_scale()
    elif sys.platform.startswith("linux"):
        named = [given[name] for name in TOOLKIT_SCALES if re.fullmatch(r"\d+(\.\d+)?", given.get(name, ""))]
        found = max([1.0, *map(float, named)])
        if driver == "x11" and found == 1.0:
            found = xft_scale(_x_resources())
    return min(LARGEST_SCALE, max(1.0, found))


def xft_scale(resources: bytes) -> float:
    """The scale in an X server's resources, where desktops put it as dots per inch; 1.0 where they do not."""
    told = XFT_DPI.search(resources)
    return float(told[1]) / PLAIN_DPI if told else 1.0


def _windows_scale() -> float:
    with suppress(AttributeError, OSError):
        return float(ctypes.windll.user32.GetDpiForSystem()) / PLAIN_DPI  # type: ignore[attr-defined, unused-ignore]
    return 1.0


def _x_resources() -> bytes:
    """What stands in RESOURCE_MANAGER of the X server's first screen."""
    with suppress(AttributeError, OSError):
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XResourceManagerString.restype = ctypes.c_char_p
        x11.XResourceManagerString.argtypes = x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        display = x11.XOpenDisplay(None)
        if display:
            resources = bytes(x11.XResourceManagerString(display) or b"")
            x11.XCloseDisplay(display)
            return resources
    return b""
