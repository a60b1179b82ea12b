"""How many patients a prescription cures."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Cured(Metric, frozen=True, tag="cured"):
    """Patients cured by the medicines given to them."""

    @property
    def label(self) -> str:
        return "patients cured"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.cured


METRIC = Entry("cured", 12, Cured)
