"""What a level of boxes shows in its middle: first what the student says, then what is so. One drawing a file; each
file's DRAWING is found by the registry, and a level's file names it in its table `play`."""

from __future__ import annotations

import sys
from functools import cache

from game.sim.registry import Entry, types_of
from game.ui.level.drawings.drawing import Drawing

__all__ = ["Drawing", "Entry", "drawings"]


@cache
def drawings() -> dict[str, type[Drawing]]:
    """Every drawing by the name that files give it."""
    return types_of(sys.modules[__name__], "DRAWING")
