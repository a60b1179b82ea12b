"""The values that options take: each read, and checked as soon as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

SMALLEST_WINDOW = (1024, 640)
"""Pixels of the smallest window that everything has room in."""
LARGEST_WINDOW = (7680, 4320)
"""Pixels of the largest window."""
MOST_TICKS = 10_000_000


class OptionError(Exception):
    """An option that cannot be taken; the message is one sentence naming it and what it allows."""


def whole_number(name: str, lowest: int, highest: int) -> Callable[[str], int]:
    """What reads the whole number that option `name` takes, from `lowest` to `highest`."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,15}", text) or not lowest <= int(text) <= highest:
            raise OptionError(f"--{name} is '{text}', but must be a whole number from {lowest} to {highest:,}")
        return int(text)

    return parse


def size(text: str) -> tuple[int, int]:
    """Width and height of a window or picture, from "WxH"."""
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    low, high = SMALLEST_WINDOW, LARGEST_WINDOW
    if not (low[0] <= size[0] <= high[0] and low[1] <= size[1] <= high[1]):
        raise OptionError(f"--size is '{text}', but must be WIDTHxHEIGHT from {low[0]}x{low[1]} to {high[0]}x{high[1]}")
    return size


def png_path(text: str) -> Path:
    """The PNG file to write a picture to."""
    if Path(text).suffix.lower() != ".png":
        raise OptionError(f"--screenshot is '{text}', but must be a file name ending in .png")
    return _to_write("screenshot", text)


def animation(text: str) -> Path:
    """The GIF file to write a film to."""
    if Path(text).suffix.lower() != ".gif":
        raise OptionError(f"--film is '{text}', but must be a file name ending in .gif")
    return _to_write("film", text)


def tick_range(text: str) -> tuple[int, int | None]:
    """A number of ticks, or from which to which."""
    first, colon, last = text.partition(":")
    parse = whole_number("ticks", 0, MOST_TICKS)
    span = (parse(first), parse(last) if colon else None)
    if span[1] is not None and span[1] <= span[0]:
        raise OptionError(f"--ticks is '{text}', but the second number must be the larger one")
    return span


def recording(text: str) -> Path:
    """The file to write a replay to."""
    return _to_write("record", text)


def report(text: str | None) -> Path | None:
    """The file to write the report of a self-check to; None if none is wanted."""
    return _to_write("selfcheck", text) if text else None


def _to_write(option: str, text: str) -> Path:
    """The file to write, if it can be one: said at once, not when an hour's work is to be saved. A device is none: what
    is written takes the place of what was there."""
    path = Path(text)
    try:
        if path.exists() and not path.is_file():
            raise OptionError(
                f"--{option} is '{text}', which cannot be written: it must be a file, no folder or device"
            )
        if not path.absolute().parent.is_dir():
            raise OptionError(f"--{option} is '{text}', but its folder does not exist")
    except OSError as problem:
        raise OptionError(f"--{option} is '{text}', but no such file can be written ({problem.strerror})") from None
    return path
