"""The loss a run ends with."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class FinalLoss(AtTheEnd, frozen=True, tag="loss"):
    """Average loss at the last epoch."""

    @property
    def label(self) -> str:
        return "loss at the end"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.run.losses[evidence.epoch] if evidence.run else None


METRIC = Entry("loss", 4, FinalLoss)
