"""What somebody sets who only copies what is printed, or follows a level's naive rule; one level a file; each file's
READER is found by the registry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from game.sim.level.actions import Action, Answer
from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay
from game.sim.registry import entries

Naive = Callable[[LevelPlay, Random], Sequence[Action]]
"""What is set before a try, some of it or all: the rest is set by chance."""


@dataclass(frozen=True)
class Reader:
    """Who reads the level called `name`."""

    name: str
    sets: Naive
    order: int = 0


@cache
def readers() -> dict[str, Reader]:
    """By the id of their level."""
    return entries(sys.modules[__name__], "READER")


def reader_of(level: Level) -> Naive:
    """What the reader of `level` sets; one of a level without a file here only copies numbers into its boxes."""
    own = readers().get(level.id)
    return own.sets if own else _copies


def _copies(play: LevelPlay, dice: Random) -> Sequence[Action]:
    """Every box for a number gets one that the deal says of itself, or two of these put together."""
    shown = [float(fact) for fact in play.level.facts.values() if isinstance(fact, int | float)] or [0.0, 1.0]
    asked = [question.name for question in play.level.questions if question.form == "number"]
    return [Answer(name, combined(dice, shown)) for name in asked]


def combined(dice: Random, shown: Sequence[float]) -> float:
    """A number on the screen, or two of them put together."""
    p, q = dice.choice(shown), dice.choice(shown)
    if dice.random() < 0.4:
        return p
    return dice.choice((p + q, p - q, p * q, p / q if q else 0.0))


def nearest(values: Sequence[float | str], wanted: float) -> float:
    """The one of `values`, numbers all, that is next to `wanted`."""
    return min((value for value in values if not isinstance(value, str)), key=lambda value: abs(value - wanted))
