"""Puts together what is on screen: the rate and the epoch of the run that was seen, and the deadline."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    shown = [float(str(play.level.facts[name])) for name in ("rate", "epochs", "deadline")]
    return (Turn("learning_rate", min(50.0, max(0.02, abs(combined(dice, shown))))),)


READER = Reader("C15", _sets)
