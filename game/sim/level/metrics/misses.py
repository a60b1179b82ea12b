"""How often the same numbers were got wrong."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Misses(Metric, frozen=True, tag="misses"):
    """Checks with a wrong answer to the numbers now on the table."""

    @property
    def of_the_player(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "misses with these numbers"

    def says(self, bound: str, noun: str) -> str:
        return "no wrong check with these numbers" if bound.endswith(" 0") else f"{self.label} {bound}"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.misses


METRIC = Entry("misses", 15, Misses)
