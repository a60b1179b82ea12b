"""The kinds of exercise, one file each; each file's KIND is found by the registry."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from game.sim.gym.exercise import Exercise
from game.sim.gym.numbers import Draw
from game.sim.registry import entries


@dataclass(frozen=True)
class ExerciseKind:
    """`make` draws one; `title` is what it is called on screen. `practises` says which kind helps against a
    misconception that it finds, where that is not this kind itself."""

    name: str
    order: int
    title: str
    make: Callable[[Draw], Exercise]
    practises: Mapping[str, str] = field(default_factory=dict)


@cache
def exercise_kinds() -> dict[str, ExerciseKind]:
    """Every kind of exercise by name, in the order in which they build on one another."""
    return entries(sys.modules[__name__], "KIND")


def exercise(kind: str, seed: int) -> Exercise:
    """The exercise that `seed` draws, the first that is worth asking."""
    draw = Draw([zlib.crc32(kind.encode()), seed])
    while True:
        made = exercise_kinds()[kind].make(draw)
        if made.telling:
            return replace(made, seed=seed)
