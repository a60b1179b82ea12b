"""Computations by which the simulation itself answers a prediction, one a file; each file's COMPUTATION is found by the
registry."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import msgspec

from game.sim.background_job import Rest, at_once
from game.sim.level.level_facts import LevelFacts
from game.sim.level.seen_course import SeenCourse
from game.sim.level.why import Counterexample
from game.sim.registry import Entry, types_of, union

__all__ = ["Computation", "Entry", "any_computation", "computations"]


class Computation(msgspec.Struct, frozen=True, kw_only=True, tag_field="by", forbid_unknown_fields=True):
    """Base of all computations; the fields of each are its parameters."""

    def problem(self, level: LevelFacts) -> str | None:
        """What in it does not fit the level."""
        return None

    @property
    def example(self) -> Counterexample | None:
        """A network on which it can be seen, if there is one."""
        return None

    @property
    def has_course(self) -> bool:
        """Whether there is a course to be seen, where no network is."""
        return type(self).course is not Computation.course

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        """How it comes out, drawn. May take some seconds; `rest()` is called now and then meanwhile."""
        raise NotImplementedError

    def value(self, level: LevelFacts) -> float | str:
        """What comes out: a number or a word, "never" where nothing does. May take a second or two."""
        raise NotImplementedError


@cache
def computations() -> dict[str, type[Computation]]:
    """Every computation by name."""
    return types_of(sys.modules[__name__], "COMPUTATION")


def any_computation() -> Any:
    """The union of all computations, for decoding."""
    return union(computations().values())
