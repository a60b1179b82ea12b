"""Which panels a kind of level has and where they stand, one kind a file; each file's PANELS is found by the registry.
A kind without a file has the usual ones: controls at the left, the network, and its numbers laid open at the right."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from game.sim.level.play.level_play import LevelPlay
from game.sim.registry import entries
from game.ui.toolkit.panel import Panel

MakePanels = Callable[[LevelPlay], Mapping[str, Panel]]


def no_panels(_play: LevelPlay) -> Mapping[str, Panel]:
    """None beside the usual ones."""
    return {}


@dataclass(frozen=True)
class KindPanels:
    """`own` makes the panels that the kind has beside the usual ones, by name; `left`, `centre` and `below` say which
    stand at the left (the usual "work": its controls and the button), in the middle ("network") and at the right below
    the goals ("card"), `briefed` what is seen beside the briefing; `timeline` and `samples` whether those are there. A
    `board` of choices, which is called `left`, takes the middle as well. Where the middle has
    `buttons_below`, hints open above it, so that these stay where they are. `left_width` and `result_width` are
    design pixels."""

    name: str
    order: int
    own: MakePanels = no_panels
    left: str = "work"
    centre: str = "network"
    below: str = "card"
    briefed: str = "network"
    timeline: bool = False
    samples: bool = False
    board: bool = False
    buttons_below: bool = False
    left_width: int = 268
    result_width: int = 344


@cache
def all_kind_panels() -> dict[str, KindPanels]:
    """Those of every kind that has its own, by its name."""
    return entries(sys.modules[__name__], "PANELS")


def kind_panels(kind: str) -> KindPanels:
    """Those of the kind called `kind`."""
    return all_kind_panels().get(kind) or KindPanels(kind, 0)
