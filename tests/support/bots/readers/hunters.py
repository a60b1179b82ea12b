"""What the readers of all bug hunts do."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.deals.bug_hunt import PROBES, HuntBoard
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay


def hunted(play: LevelPlay, dice: Random) -> Sequence[Action]:
    """Three nudges, an accusation where shown and measured differ, and numbers that stand on the screen."""
    kind = play.kind
    assert isinstance(kind, Choosing)
    board = kind.deal.board
    assert isinstance(board, HuntBoard)
    probed = dice.sample(kind.deal.looks, PROBES)
    cells = [board.cell(name) for name in probed]
    hits = [name for name, (row, column) in zip(probed, cells, strict=True) if board.wrong[row][column]]
    row, column = board.asked
    shown = round(board.shown[row][column], 4)
    values = [shown, -shown, *(round(board.nudged(*cell), 4) for cell in cells)]
    return (
        Answer("proof", dice.choice(hits or kind.deal.looks)),
        Answer("bug", dice.choice(board.bugs)),
        Answer("repair", dice.choice(values)),
    )
