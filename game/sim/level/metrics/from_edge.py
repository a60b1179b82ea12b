"""How far a rate is from the last smooth one."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class FromEdge(Metric, frozen=True, tag="from_edge"):
    """|rate ÷ edge − 1| of the run's learning rate and the deal's `edge`."""

    @property
    def share(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "rate off the edge by"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        return abs(evidence.run.start.settings.learning_rate / evidence.fact("edge") - 1.0)


METRIC = Entry("from_edge", 24, FromEdge)
