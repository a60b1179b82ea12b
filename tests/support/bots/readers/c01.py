"""Sees which lamps burn: the side and a steep weight; the bias is tried."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    weight = 10.0 if play.level.own_start.dataset.targets[-1] else -10.0
    bias = float(dice.randrange(101))
    return Turn("x1->out", weight), Turn("b:out", -bias if weight > 0 else bias)


READER = Reader("C01", _sets)
