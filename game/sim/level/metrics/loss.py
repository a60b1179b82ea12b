"""The loss a run ends with."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class Loss(AtTheEnd, frozen=True, tag="loss"):
    """Average loss at the last epoch."""

    @property
    def label(self) -> str:
        return "loss at the end"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.course.losses[evidence.epoch] if evidence.course else None


METRIC = Entry("loss", 4, Loss)
