"""How each kind of level is played, one kind a file; each file's KIND is found by the registry."""

from __future__ import annotations

import sys
from functools import cache

from game.sim.level.play.kinds.kind import KindEntry
from game.sim.registry import entries


@cache
def kinds() -> dict[str, KindEntry]:
    """Every kind by the name that files give it."""
    return entries(sys.modules[__name__], "KIND")
