"""Calls some tables with two filled corners impossible; the lines are tried."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, PlaceLine
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    return [
        PlaceLine(net=name, impossible=sum(start.dataset.targets) == 2.0 and dice.random() < 0.5)
        for name, start in play.level.nets(0)
    ]


READER = Reader("C19", _sets)
