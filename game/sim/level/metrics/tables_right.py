"""How many maps were answered rightly."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.play_evidence.line_evidence import LineEvidence


class TablesRight(Metric, frozen=True, tag="tables_right"):
    """Maps whose line has every point on its right side, or that were rightly called impossible."""

    @property
    def label(self) -> str:
        return "tables right"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.maps_right if isinstance(evidence, LineEvidence) else None


METRIC = Entry("tables_right", 17, TablesRight)
