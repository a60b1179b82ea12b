"""The largest error at the last epoch."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class MaxErr(AtTheEnd, frozen=True, tag="max_err"):
    """Largest |a − y| of the samples."""

    @property
    def label(self) -> str:
        return "largest error"

    def measure(self, evidence: Evidence) -> float | None:
        return float(evidence.run.errors(evidence.epoch).max()) if evidence.run else None


METRIC = Entry("max_err", 0, MaxErr)
