"""How much of the loss is left."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.play_evidence.walk_evidence import WalkEvidence


class Excess(Metric, frozen=True, tag="excess"):
    """Loss at the end of the walk ÷ loss at its start."""

    @property
    def label(self) -> str:
        return "loss left"

    @property
    def share(self) -> bool:
        return True

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.excess if isinstance(evidence, WalkEvidence) else None

    def final_at(self, evidence: Evidence) -> int | None:
        return 0 if isinstance(evidence, WalkEvidence) and evidence.stopped else None


METRIC = Entry("excess", 20, Excess)
