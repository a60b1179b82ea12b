"""Moves one weight at a time and goes on as long as that helps; stops when two stars are there."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Bet, Stride
from game.sim.level.play.kinds.striding import BETS, Striding
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader

LENGTH, SHORTER = 2.0, 0.7


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    """The strides set by chance are taken back: only a walk of its own counts."""
    kind = play.kind
    assert isinstance(kind, Striding)
    kind.again()
    hill, here = kind.hill, kind.here
    height = began = hill.height(here)
    acts: list[Action] = [Bet(dice.choice(BETS))]
    length, axis, sign = LENGTH, 0, 1.0
    for _ in range(kind.table.strides):
        step = (sign * length, 0.0) if axis == 0 else (0.0, sign * length)
        there = here[0] + step[0], here[1] + step[1]
        acts.append(Stride(*step))
        before, height, here = height, hill.height(there), there
        if height > before:
            length *= SHORTER
            sign, axis = (-1.0, axis) if sign > 0 else (1.0, 1 - axis)
        if height <= 0.02 * began:
            break
    return acts


READER = Reader("C08", _sets)
