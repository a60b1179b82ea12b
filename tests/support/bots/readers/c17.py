"""Takes momentum or Adam, with the usual 0.9; the rate is tried."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    return Turn("optimizer", dice.choice(("momentum", "adam"))), Turn("momentum", 0.9)


READER = Reader("C17", _sets)
