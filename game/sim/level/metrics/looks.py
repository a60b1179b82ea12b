"""How much was looked into before choosing."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Looks(Metric, frozen=True, tag="looks"):
    """What was looked into so far; `what` says what that is, such as "lenses opened"."""

    what: str = "looks taken"

    @property
    def key(self) -> str:
        return "looks"

    @property
    def label(self) -> str:
        return self.what

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.looks


METRIC = Entry("looks", 18, Looks)
