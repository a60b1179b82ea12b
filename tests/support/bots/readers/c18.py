"""Bets the number that is given, or that number halved for the next smaller batch; or puts two shown numbers together,
dividing by the size of the batch."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.boards.batches import BatchesBoard
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    kind = play.kind
    assert isinstance(kind, Choosing)
    assert isinstance(kind.deal.board, BatchesBoard)
    columns = kind.deal.board.columns
    given = kind.deal.board.given
    at = columns.index(given)
    shown = [float(given.middle), float(given.samples), *(float(each.size) for each in columns)]
    way = dice.random()
    answers = []
    for k, column in enumerate(columns):
        if not column.place:
            continue
        if way < 0.2:
            bet = float(given.middle)
        elif way < 0.5:  # each smaller batch takes half
            bet = given.middle * 2.0 ** (at - k)
        elif way < 0.7:
            bet = given.middle / column.size
        else:
            bet = combined(dice, shown)
        answers.append(Answer(column.place, round(bet, 3)))
    return answers


READER = Reader("C18", _sets)
