"""Nudges once, goes where the loss gets smaller, and types a number on screen or two of them put together."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer, Nudge, OpenCase
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    acts: list[Action] = []
    for name, _net in play.level.nets(0):
        play.do(OpenCase(name))
        kind = play.kind
        assert isinstance(kind, Boxes)
        by = dice.choice(kind.table.nudges)
        play.do(Nudge(by))
        before, after = round(kind.home.loss, 6), round(kind.here.loss, 6)
        shown = [kind.home.weight, before, after, round(after - before, 6), by]
        way = "down" if after > before else "up"
        acts += [Answer(f"{name}_slope", combined(dice, shown)), Answer(f"{name}_way", way)]
    return acts


READER = Reader("C02", _sets, 2)
