"""Goes by zeros, by the gradient, or by one column above or below its middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from statistics import median

from game.sim.level.actions import Action, Answer
from game.sim.level.boards.cases import Case, CasesBoard
from game.sim.level.deals.flat_runs import APART, LARGEST, NOTHING, SLOPES
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader

Rule = Callable[[float], bool]


def _numbers(case: Case, label: str) -> list[float]:
    found = next(reading.values for reading in case.readings if reading.label == label)
    return [float(value) for value in found]


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    kind = play.kind
    assert isinstance(kind, Choosing)
    assert isinstance(kind.deal.board, CasesBoard)
    cases = kind.deal.board.cases
    gradients = {case.name: _numbers(case, LARGEST)[0] for case in cases}
    way = dice.random()
    if way < 0.3:  # whatever has a zero never solves it
        least = {case.name: min(_numbers(case, APART) + _numbers(case, SLOPES)) for case in cases}
        return _said(gradients, {name: value > NOTHING for name, value in least.items()})
    if way < 0.6:
        return _said(gradients, {name: value > 1e-8 for name, value in gradients.items()})
    label, pick = dice.choice(((LARGEST, min), (APART, min), (APART, max), (SLOPES, min), (SLOPES, max)))
    column = {case.name: pick(_numbers(case, label)) for case in cases}
    cut, up = median(column.values()), dice.random() < 0.5
    return _said(column, {name: (value > cut) is up for name, value in column.items()})


def _said(sizes: dict[str, float], solving: dict[str, bool]) -> Sequence[Action]:
    """What is said of each, and the largest of those that solve it for the first."""
    first = max((name for name in sizes if solving[name]), key=lambda name: sizes[name], default="run1")
    answers = (Answer(name, "solves" if solves else "never") for name, solves in solving.items())
    return *answers, Answer("first", first)


READER = Reader("C21", _sets)
