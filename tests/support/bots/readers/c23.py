"""As many hidden neurons as inputs, always two, or always three; a sample corrects one of them, and tells the bet."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer, OpenCase
from game.sim.level.boards.sizes import SizesBoard
from game.sim.level.deals.smallest_layer import BET, ENOUGH, TENS, percent
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.tasks.cut_tasks import FEW, SIZES
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    kind = play.kind
    assert isinstance(kind, Choosing)
    assert isinstance(kind.deal.board, SizesBoard)
    board = kind.deal.board
    way = dice.random()
    sizes = {task.name: len(task.task.inputs[0]) if way < 0.6 else 2 if way < 0.8 else 3 for task in board.tasks}
    if play.last:  # one more or one fewer, by what the last count showed
        for task in board.tasks:
            size = int(str(kind.chosen.get(task.name, sizes[task.name])))
            share = task.counts[size].share
            sizes[task.name] = min(max(size + (1 if share < ENOUGH else -1 if share > 0.97 else 0), 1), SIZES[-1])
    sampled = board.task(board.bet_on) if dice.random() < 0.5 else dice.choice(board.tasks)
    size = sizes[sampled.name]
    seen = sampled.counts[size].few / FEW
    if seen < ENOUGH:
        sizes[sampled.name] = size + 1
    elif seen > 0.97:
        sizes[sampled.name] = max(1, size - 1)
    bet = "60%" if dice.random() < 0.5 else min(TENS, key=lambda ten: abs(percent(ten) - 100.0 * seen))
    look = OpenCase(f"{sampled.name}{size}")
    return look, *(Answer(name, str(chosen)) for name, chosen in sizes.items()), Answer(BET, bet)


READER = Reader("C23", _sets)
