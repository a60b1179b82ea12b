"""Types a number on screen, or two of them put together, and names any step."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    facts = play.level.facts
    shown = [round(float(facts[name]), 4) for name in ("w", "target", "rate", "output", "slope")]  # type: ignore[arg-type]
    return (Answer("flag", combined(dice, shown)),)


READER = Reader("C03", _sets, 3)
