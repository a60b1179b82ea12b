"""Metrics that a level's conditions and predictions name, one a file; each file's METRIC is found by the registry."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import msgspec

from game.sim.level.evidence import Evidence
from game.sim.registry import Entry, types_of, union
from game.sim.start import Start

__all__ = ["AtTheEnd", "Entry", "Metric", "any_metric", "metrics"]


class Metric(msgspec.Struct, frozen=True, kw_only=True, tag_field="metric", forbid_unknown_fields=True):
    """Base of all metrics; the fields of each are its parameters."""

    @property
    def key(self) -> str:
        """What reports call it: the name, with its parameters where it has any."""
        own = msgspec.structs.asdict(self).values()
        return "_".join([str(self.__struct_config__.tag), *(str(value) for value in own)])

    @property
    def share(self) -> bool:
        """Whether the value is a share of a whole, 0..1, which students are shown in percent."""
        return False

    @property
    def of_the_player(self) -> bool:
        """Whether it says something about who plays, such as tries and answers, and nothing about a setting."""
        return False

    @property
    def reads(self) -> tuple[str, ...]:
        """The loose controls whose numbers it looks at."""
        return ()

    def never(self, value: float) -> bool:
        """Whether `value` only says that what is measured did not come about."""
        return False

    def problem(self, start: Start) -> str | None:
        """What in it does not fit a level that begins with `start`."""
        return None

    @property
    def label(self) -> str:
        """What is measured, for the student: "largest error"."""
        raise NotImplementedError

    def says(self, bound: str, noun: str) -> str:
        """A condition in short, with `bound` such as "below 0.45"; a try is called a `noun`."""
        return f"{self.label} {bound}"

    def measure(self, evidence: Evidence) -> float | None:
        """The value; None where there is none (yet)."""
        raise NotImplementedError

    def least(self, evidence: Evidence) -> float | None:
        """The least that the value can still come to; None where that is open."""
        return self.measure(evidence) if self.final_at(evidence) is not None else None

    def final_at(self, evidence: Evidence) -> int | None:
        """The epoch from which on the value will not change; None if it still may. Only a run has epochs to wait."""
        return 0


class AtTheEnd(Metric, frozen=True):
    """Base of metrics that look at the last epoch of a run."""

    def final_at(self, evidence: Evidence) -> int | None:
        run = evidence.run
        return run.reached if run and run.complete else None


@cache
def metrics() -> dict[str, type[Metric]]:
    """Every metric by name."""
    return types_of(sys.modules[__name__], "METRIC")


def any_metric() -> Any:
    """The union of all metrics, for decoding."""
    return union(metrics().values())
