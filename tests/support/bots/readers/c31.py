"""Takes the recipe that the prediction tells for the best of all; then goes back to the best so far and copies its
share, or changes one thing and hopes for the same."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.sim.level.actions import Action, BeginTry, Turn
from game.sim.level.controls import Value
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.trial import start_with
from tests.support.bots.licence_counts import licence
from tests.support.bots.readers import Reader

TOLD: dict[str, Value] = {"loss": "mse", "learning_rate": 1, "weight_init": 0.1, "bias_init": 1}
TOLD_SHARE = 93.0


def _sets(play: LevelPlay, dice: Random) -> Sequence[Action]:
    counted = _counted(play)
    if not counted:
        return _acts(TOLD, TOLD_SHARE)
    share, best = max(counted, key=lambda each: each[0])
    if dice.random() < 0.5:
        return _acts(best, share)
    control = dice.choice([each for each in play.level.controls if each.name in TOLD])
    return _acts({**best, control.name: dice.choice(control.allowed)}, share)


def _counted(play: LevelPlay) -> list[tuple[float, dict[str, Value]]]:
    """The recipes of this visit, each with the share that was printed, in %."""
    values: dict[str, Value] = {}
    found = []
    for act in play.log:
        if isinstance(act, Turn):
            values[act.control] = act.value
        elif isinstance(act, BeginTry):
            start = start_with(play.level, values)
            found.append((100.0 * licence(start, play.level.epochs), {name: values[name] for name in TOLD}))
    return found


def _acts(recipe: dict[str, Value], share: float) -> Sequence[Action]:
    return *(Turn(name, value) for name, value in recipe.items()), Turn("named", share)


READER = Reader("C31", _sets)
