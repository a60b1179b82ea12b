"""How much memory this process holds."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pygame


def resident_mb() -> float:
    """Memory of this process that is in use, in MB (Linux only)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def pictures() -> dict[int, pygame.Surface]:
    """Every picture that something in the process holds, by its id; parts of others are left out."""
    gc.collect()
    held = (each for thing in gc.get_objects() for each in gc.get_referents(thing) if isinstance(each, pygame.Surface))
    return {id(each): each for each in held if each.get_parent() is None}


def picture_bytes() -> int:
    """What they come to."""
    return sum(each.get_pitch() * each.get_height() for each in pictures().values())
