"""Has heard of dead neurons and leaks: takes one of the two for dead, the other for alive, and gives a leak."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    dead, alive = dice.sample(("off_h1", "off_h2"), 2)
    return Turn(dead, 4), Turn(alive, dice.randrange(4)), Turn("activation", "leaky_relu")


READER = Reader("C27", _sets)
