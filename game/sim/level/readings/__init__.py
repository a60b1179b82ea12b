"""Numbers that a sentence quotes, read off a network as the simulation computes it, one kind a file; each file's
READING is found by the registry."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from game.sim.background_job import Rest, at_once
from game.sim.level.level_parts import LevelTrial
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.seen_course import SeenCourse
from game.sim.registry import Entry, types_of, union
from game.sim.start import Start

__all__ = ["Entry", "Reading", "any_reading", "readings"]


class Reading(msgspec.Struct, frozen=True, kw_only=True, tag_field="by", forbid_unknown_fields=True):
    """Base of all readings. `name` is what a sentence calls the number in its {braces}, `exactly` (`is` in a file) what
    it must come to, as precisely as it is written there; `trial` says how the network is changed and how long it is
    trained (not at all, if it says nothing of epochs)."""

    name: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
    exactly: float | None = msgspec.field(default=None, name="is")
    trial: LevelTrial = LevelTrial()

    @property
    def on_sample(self) -> int | None:
        """The sample that the number is about, counted from 0; None if it is about all of them, or none."""
        sample: int | None = getattr(self, "sample", None)
        return sample

    def problem(self, start: Start) -> str | None:
        """What in it does not fit the network that starts so."""
        return None

    @property
    def has_course(self) -> bool:
        """Whether more is to be seen than a network: how the number comes about."""
        return type(self).course is not Reading.course

    def course(self, start: Start, epochs: int, rest: Rest = at_once) -> SeenCourse:
        """How the number comes about, in so many epochs from `start`; `rest()` is called now and then meanwhile."""
        raise NotImplementedError

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        """The number, at the last epoch of `run`, which is trained already; `known` are those read before it."""
        raise NotImplementedError


@cache
def readings() -> dict[str, type[Reading]]:
    """Every kind of reading by name."""
    return types_of(sys.modules[__name__], "READING")


def any_reading() -> Any:
    """The union of all kinds, for decoding."""
    return union(readings().values())
