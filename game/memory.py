"""How the game holds memory: what stays, what is thrown away when, and what goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable

MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1
"""What the C library of Linux calls the sizes from which on memory is asked of the system alone, and given back from
the end of what it keeps."""
LARGE = 4 * 2**20
"""Bytes: more than a picture of all that is seen takes at the design size."""
SELDOM = 200
"""Looks at what is young before Python's collector goes through everything by itself, where it would after 10."""


def hold_for_play() -> None:
    """Before the first window: what is there by now stays and need not be gone through again, which takes a frame or
    two, and what comes is gone through between the student's acts (`game/ui/screens/tidying.py`), not amid them."""
    gc.freeze()
    young, older, _ = gc.get_threshold()
    gc.set_threshold(young, older, SELDOM)
    keep_large_apart()


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
