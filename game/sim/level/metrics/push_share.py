"""How near a push comes to the largest there is."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class PushShare(Metric, frozen=True, tag="push_share"):
    """|δ| of the output on the first sample at epoch 0, divided by the deal's `largest`."""

    @property
    def label(self) -> str:
        return "|δ| ÷ the largest |δ|"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        return abs(float(evidence.run.batch(0).traces[0].delta[-1][0])) / evidence.fact("largest")


METRIC = Entry("push_share", 19, PushShare)
