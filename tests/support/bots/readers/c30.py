"""A loss that jumps is too hot; the other causes are dealt out by chance, each with its cure; the lenses stay shut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.boards.cases import CasesBoard
from game.sim.level.deals.diagnosis import CAUSES, JUMP, RIGHT
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    kind = play.kind
    assert isinstance(kind, Choosing)
    assert isinstance(kind.deal.board, CasesBoard)
    rest = [cause for cause in CAUSES if cause != "too hot"]
    dice.shuffle(rest)
    acts: list[Action] = []
    for k, case in enumerate(kind.deal.board.cases, start=1):
        jumps = max(later - earlier for earlier, later in pairwise(case.losses)) > JUMP
        cause = "too hot" if jumps else rest[k]
        acts += [Answer(f"cause{k}", cause), Answer(f"cure{k}", RIGHT[cause])]
    return acts


READER = Reader("C30", _sets)
