"""Puts together what is on screen: the rate of the first step, the slopes before and after it, and the weight."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    shown = [float(str(play.level.facts[name])) for name in ("rate", "before", "after")]
    shown.append(play.simulation.cursor.params[0])
    return [Turn(name, min(50.0, max(0.05, abs(combined(dice, shown))))) for name in ("one", "learning_rate")]


READER = Reader("C16", _sets)
