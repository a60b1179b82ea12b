"""Goes back to the best range so far, and names a share that was printed, or the middle of two."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.deals.lucky_starts import CHOICES, StartsDeal, share
from game.sim.level.level import DealtLevel
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    assert isinstance(play.level, DealtLevel)
    deal = play.level.table
    assert isinstance(deal, StartsDeal)
    turned = [act.value for act in play.log if isinstance(act, Turn) and act.control == "weight_init"]
    counted = [value for value in turned if isinstance(value, (int, float))][-play.visit.tries :]
    if not play.visit.tries:
        return Turn("weight_init", dice.choice(CHOICES)), Turn("named", dice.randrange(101))
    shown = [share(deal.recipe, each) for each in (*counted, *deal.asked[:-1])]
    best = max(counted, key=lambda each: share(deal.recipe, each))
    chosen = dice.choice((best, dice.choice(CHOICES)))
    named = dice.choice((dice.choice(shown), (dice.choice(shown) + dice.choice(shown)) / 2))
    return Turn("weight_init", chosen), Turn("named", round(100 * named, 1))


READER = Reader("C22", _sets)
