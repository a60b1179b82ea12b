"""Types what is given of each net, or two of these numbers put together, the weight asked about among them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from tests.support.bots.readers import Reader, combined

GIVEN = {"A": ("delta", "h", "a", "y"), "B": ("error", "slope", "a", "y"), "C": ("a", "y", "h")}


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    facts = play.level.facts
    acts: list[Action] = []
    for name, net in play.level.nets(0):
        weights = MeasuredRun(net, 0).params(0).weights[1][0].tolist()
        shown = [round(float(facts[f"{name}_{part}"]), 4) for part in GIVEN[name]]  # type: ignore[arg-type]
        asked = [question.name for question in play.level.questions if question.net == name]
        acts += [Answer(each, combined(dice, [*shown, *weights])) for each in asked]
    return acts


READER = Reader("C10", _sets, 10)
