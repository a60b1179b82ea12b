"""Takes the slope that bears the gate's name and a weight by chance; at the end something that came in somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    facts = play.level.facts
    weights = [str(facts[name]) for name in ("w1", "w2", "w3")]
    return (
        Answer("gate2", (dice.choice(weights), f"slope of {facts['h2']}")),
        Answer("gate1", (dice.choice(weights), f"slope of {facts['h1']}")),
        Answer("last", dice.choice(("x", f"a of {facts['h1']}", f"a of {facts['h2']}", weights[0]))),
    )


READER = Reader("C07", _sets)
