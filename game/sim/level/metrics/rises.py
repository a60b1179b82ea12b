"""How often a stride raised the loss."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.play_evidence.walk_evidence import WalkEvidence


class Rises(Metric, frozen=True, tag="rises"):
    """Strides after which the loss was higher than before."""

    @property
    def label(self) -> str:
        return "strides uphill"

    def measure(self, evidence: Evidence) -> float | None:
        return float(evidence.rises) if isinstance(evidence, WalkEvidence) else None


METRIC = Entry("rises", 21, Rises)
