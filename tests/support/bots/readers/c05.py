"""Sees the output while the bias is dragged, and stops at a round one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, nearest

ROUND = (0.5, 0.99, 0.01, 0.9, 0.1, 0.95, 0.05, 0.75, 0.25, 0.8, 0.2)


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    target, weight = play.level.own_start.dataset.targets[0], play.simulation.cursor.params[0]
    a = dice.choice((*ROUND, min(0.99, max(0.01, 1.0 - target)), min(0.99, max(0.01, target))))
    control = play.level.controls[0]
    return (Turn(control.name, nearest(control.allowed, math.log(a / (1.0 - a)) - weight)),)


READER = Reader("C05", _sets)
