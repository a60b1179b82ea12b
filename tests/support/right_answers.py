"""What is right, for tests that play a level without knowing its numbers."""

from __future__ import annotations

from game.sim.level.actions import AnswerValue
from game.sim.level.play.level_play import LevelPlay


def right_answer(play: LevelPlay, name: str) -> AnswerValue:
    """The right answer to the question called `name`."""
    question = next(each for each in play.level.questions if each.name == name)
    return question.right(play.kind.sheet.start(question))
