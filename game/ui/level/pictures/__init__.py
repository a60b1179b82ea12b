"""Pictures that a level has below its network: what the student sets or has tried, drawn. One a file; each file's
PICTURE is found by the registry, and a level's file names it: `picture = "NAME"`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from game.sim.level.play.level_play import LevelPlay
from game.sim.registry import entries
from game.ui.toolkit.panel import Panel


@dataclass(frozen=True)
class PictureEntry:
    """`panel` makes it; it is `height` design pixels high."""

    name: str
    order: int
    panel: Callable[[LevelPlay], Panel]
    height: int


@cache
def pictures() -> dict[str, PictureEntry]:
    """Every picture by name."""
    return entries(sys.modules[__name__], "PICTURE")
