"""Hidden neurons that are born locked."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class LockedAt0(Metric, frozen=True, tag="locked_at_0"):
    """Hidden neurons whose slope, averaged over the samples, is below the lock threshold at epoch 0."""

    @property
    def label(self) -> str:
        return "hidden neurons locked at the start"

    def says(self, bound: str, noun: str) -> str:
        return "no hidden neuron starts locked" if bound == "exactly 0" else f"{self.label} {bound}"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        threshold = evidence.run.start.settings.lock_threshold
        return sum(int((slope < threshold).sum()) for slope in evidence.run.batch(0).mean_slope[:-1])


METRIC = Entry("locked_at_0", 6, LockedAt0)
