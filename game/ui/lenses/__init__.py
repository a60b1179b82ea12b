"""Lenses: other views of the running simulation, one a file; each file's LENS is found by the registry."""

from __future__ import annotations

import sys
from functools import cache

from game.sim.registry import entries
from game.ui.lenses.lens import Lens


@cache
def lenses() -> dict[str, type[Lens]]:
    """Every lens by name, in the order of the menu."""
    return entries(sys.modules[__name__], "LENS")
