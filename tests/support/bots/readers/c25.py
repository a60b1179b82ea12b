"""Takes cross-entropy, which the title's lesson is about, and types numbers on screen or two of them put together."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    facts = play.level.facts
    shown = (round(float(facts["a"]), 4), float(facts["y"]), 1.0)  # type: ignore[arg-type]
    numbers = [combined(dice, shown) for _ in range(3)]
    answers = [Answer(name, value) for name, value in zip(("mse", "ce"), numbers, strict=False)]
    return (Turn("loss", "cross_entropy"), *answers, Answer("louder", abs(numbers[2])))


READER = Reader("C25", _sets, 25)
