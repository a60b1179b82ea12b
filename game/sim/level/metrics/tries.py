"""How often was tried."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Tries(Metric, frozen=True, tag="tries"):
    """Runs, tests, checks or submissions since the level was entered, this one included."""

    @property
    def of_the_player(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "tries"

    def says(self, bound: str, noun: str) -> str:
        return f"{bound} {noun}" if bound.endswith(" 1") else f"{bound} {noun}s"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.tries or None  # before the first nothing is kept yet


METRIC = Entry("tries", 14, Tries)
