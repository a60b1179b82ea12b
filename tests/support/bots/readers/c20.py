"""Quarters the map: two lines through the middle."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, PlaceLine
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    angle = 15.0 * dice.randrange(24)
    return (
        PlaceLine(line=1, angle=angle, offset=0.0),
        PlaceLine(line=2, angle=(angle + 90.0) % 360.0, offset=0.0),
    )


READER = Reader("C20", _sets)
