"""How smoothly a run goes down."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class Ups(AtTheEnd, frozen=True, tag="ups"):
    """Number of epochs whose loss rose, by more than 1e-9."""

    @property
    def label(self) -> str:
        return "epochs with a rising loss"

    def measure(self, evidence: Evidence) -> float | None:
        return len(evidence.run.rises(evidence.epoch)) if evidence.run else None

    def least(self, evidence: Evidence) -> float | None:
        return self.measure(evidence)


METRIC = Entry("ups", 5, Ups)
