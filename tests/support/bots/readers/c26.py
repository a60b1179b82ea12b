"""Takes the bias for minus one weight, minus or plus the sum, or nought."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Turn
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    weights = play.simulation.cursor.params[:4]
    pairs = (weights[:2], weights[2:])
    guesses = [dice.choice((0.0, -p, -q, -(p + q), p + q)) for p, q in pairs]
    return [Turn(f"b:h{unit}", guess) for unit, guess in enumerate(guesses, start=1)]


READER = Reader("C26", _sets)
