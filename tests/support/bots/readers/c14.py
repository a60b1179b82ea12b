"""Types a size of a layer, a count of the example or two of them put together; or the parameters, the neurons, the
product of all sizes."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined

EXAMPLE = (9.0, 6.0, 108.0, 14.0, 20.0)


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    layers = play.level.layers
    shown = [*map(float, layers), *EXAMPLE]

    def made() -> float:
        return float(round(combined(dice, shown)))

    first = dice.choice((made(), float(play.level.facts["parameters"]), sum(layers), prod(layers)))  # type: ignore[arg-type]
    return Answer("forward", float(first)), Answer("central", made()), Answer("backward", made())


READER = Reader("C14", _sets, 14)
