"""How many of many starts solve the task."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Share(Metric, frozen=True, tag="share"):
    """Share of the population, 0..1, with every output on the right side of 0.5 at the last epoch."""

    @property
    def share(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "starts that solve it"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.share


METRIC = Entry("share", 11, Share)
