"""Knows that a tiny nudge is not enough, and leaves to chance which nudges change both twins alike; nudges something by
as much as the last star allows."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.deals.mirror_twins import EQUAL, LETTERS, OWN, SOLVES, TOO_SMALL
from game.sim.level.play.level_play import LevelPlay
from game.sim.start import params_of
from tests.support.bots.readers import Reader

AT = {"b:h1": 4, "h1->out": 6, "b:out": 8}
"""Places of what may be nudged among the parameters."""


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    acts = []
    for letter in LETTERS.lower():
        tiny = "0.00001" in str(play.level.facts[f"nudge_{letter}"])
        acts.append(Turn(f"call_{letter}", dice.choice((TOO_SMALL if tiny else SOLVES, EQUAL))))
    begun, edge = params_of(play.level.own_start), dice.choice(list(AT))
    back = [Turn(each, begun[at]) for each, at in AT.items()]
    return *acts, *back, Turn(edge, round(begun[AT[edge]] + OWN, 2))


READER = Reader("C24", _sets)
