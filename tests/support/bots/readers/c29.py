"""Puts together what is on screen: the activation, and how many floors there are."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined, nearest


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    a = play.level.own_start.dataset.inputs[0][0]
    control = play.level.controls[0]
    wanted = min(25.0, max(0.05, abs(combined(dice, (a, 6.0, 7.0)))))
    return (Turn(control.name, nearest(control.allowed, wanted)),)


READER = Reader("C29", _sets)
