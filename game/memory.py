"""Giving back to the system what is not needed any more."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1
"""What the C library of Linux calls the sizes from which on memory is asked of the system alone, and given back from
the end of what it keeps."""
LARGE = 4 * 2**20
"""Bytes: more than a picture of all that is seen takes at the design size."""


def give_back() -> None:
    """Give back what was freed. The C library of Linux keeps it, in pieces between what is still in use: after a few
    hundred pictures of changing sizes twice as much as is needed. Elsewhere nothing is done: large pictures go back by
    themselves there."""
    trim = _of_linux("malloc_trim")
    if trim:
        trim(0)


def keep_large_apart() -> None:
    """Have every large piece of memory go back to the system as soon as it is freed. The C library of Linux keeps back
    as much as was ever freed in one piece, up to 32 MB, and more around it: in a large window, each picture of it."""
    set_option = _of_linux("mallopt")
    if set_option:
        set_option(MMAP_THRESHOLD, LARGE)
        set_option(TRIM_THRESHOLD, 2 * LARGE)  # as it grows to by itself, unless the other one is set


def _of_linux(name: str) -> Callable[..., object] | None:
    """The function called `name` of the C library, on Linux and if it has it there."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
