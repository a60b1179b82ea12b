"""How far a recipe is from the best that there is."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class BehindBest(Metric, frozen=True, tag="behind_best"):
    """The share of starts that solve it, in points (hundredths), below the best that the deal knows of (`best`)."""

    @property
    def label(self) -> str:
        return "points behind the best share"

    def says(self, bound: str, noun: str) -> str:
        return f"{bound} points behind the best"

    def measure(self, evidence: Evidence) -> float | None:
        return None if evidence.share is None else round(100.0 * (evidence.fact("best") - evidence.share), 6)


METRIC = Entry("behind_best", 27, BehindBest)
