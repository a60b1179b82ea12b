"""Whether the level's verdict was given."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Declared(Metric, frozen=True, tag="declared"):
    """1 once the level's verdict has been pressed, else 0."""

    @property
    def of_the_player(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "verdict given"

    def says(self, bound: str, noun: str) -> str:
        return self.label

    def measure(self, evidence: Evidence) -> float | None:
        return int(evidence.declared)


METRIC = Entry("declared", 16, Declared)
