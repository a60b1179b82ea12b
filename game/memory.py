"""Giving back to the system what is not needed any more."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back what was freed. The C library of Linux keeps it, in pieces between what is still in use: after a few
    hundred pictures of changing sizes twice as much as is needed. Elsewhere nothing is done: large pictures go back by
    themselves there."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)
