"""How strongly the output is pushed."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class DeltaOutAbs(AtTheEnd, frozen=True, tag="delta_out_abs"):
    """|δ| of the output, averaged over the samples, at the last epoch."""

    @property
    def label(self) -> str:
        return "push |δ| of the output"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        traces = evidence.run.batch(evidence.epoch).traces
        return sum(abs(float(trace.delta[-1][0])) for trace in traces) / len(traces)


METRIC = Entry("delta_out_abs", 7, DeltaOutAbs)
