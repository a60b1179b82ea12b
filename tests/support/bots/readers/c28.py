"""Types a number on screen or two of them put together; the words are left to chance."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    shown = (float(play.level.facts["w"]), 0.25, 7.0, 0.5)  # type: ignore[arg-type]
    return (Answer("ratio", abs(combined(dice, shown))),)


READER = Reader("C28", _sets, 28)
