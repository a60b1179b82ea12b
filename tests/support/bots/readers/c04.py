"""Goes by the target, by the output or by the nearer end for each arrow, by chance; ranks by what is printed; puts two
numbers of the sample together."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.boards.cases import CasesBoard
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    kind = play.kind
    assert isinstance(kind, Choosing)
    assert isinstance(kind.deal.board, CasesBoard)
    gauges = [case.gauge for case in kind.deal.board.cases if case.gauge]
    rules = (lambda a, y: y > 0.5, lambda a, y: a < 0.5)
    ups = [dice.choice(rules)(a, y) for a, y in gauges]
    size = dice.choice((lambda a, y: -a, lambda a, y: a, lambda a, y: y, lambda a, y: -y, lambda a, y: dice.random()))
    order = sorted(range(len(gauges)), key=lambda k: size(*gauges[k]))
    acts: list[Action] = []
    for k, up in enumerate(ups):
        acts += [Answer(f"arrow{k + 1}", "up" if up else "down"), Answer(f"rank{k + 1}", str(order.index(k) + 1))]
    asked = next(case.gauge for case in kind.deal.board.cases if case.box)
    assert asked is not None
    return [*acts, Answer("error", round(combined(dice, asked), 4))]


READER = Reader("C04", _sets)
