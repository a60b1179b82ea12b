"""How far the locks of a run have been found anew, for another threshold."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.sim.engine.training import LockChange
from game.sim.network import Flat


@dataclass
class LockSearch:
    """Up to `epoch` (-1: nothing yet) of the epochs to `end` they are found; `params` and `locked` are those there.
    `later` are the changes after `end`, which were recorded since the search began."""

    end: int
    epoch: int = -1
    params: Flat = ()
    locked: tuple[bool, ...] = ()
    later: list[LockChange] = field(default_factory=list)
