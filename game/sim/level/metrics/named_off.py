"""How far a share named beforehand is from the one that is counted."""

from __future__ import annotations

from typing import Literal

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class NamedOff(Metric, frozen=True, tag="named_off"):
    """|named − counted|, in points (hundredths): what stands at the `control`, against the share of the recipe's own
    starts or of the second ones."""

    control: str
    of: Literal["own", "second"] = "own"

    @property
    def of_the_player(self) -> bool:
        return True

    @property
    def key(self) -> str:
        return "named_off"

    @property
    def label(self) -> str:
        return "points off with the share named"

    def says(self, bound: str, noun: str) -> str:
        return f"share named within {bound.removeprefix('at most ')} points"

    def measure(self, evidence: Evidence) -> float | None:
        named = evidence.values.get(self.control)
        share = evidence.share if self.of == "own" else evidence.second_share
        if share is None or not isinstance(named, (int, float)):
            return None
        return round(abs(named - 100.0 * share), 6)


METRIC = Entry("named_off", 28, NamedOff)
