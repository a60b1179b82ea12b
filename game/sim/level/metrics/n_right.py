"""How many samples are classified right."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class NRight(AtTheEnd, frozen=True, tag="n_right"):
    """Samples whose output is on the target's side of 0.5, at the last epoch."""

    @property
    def label(self) -> str:
        return "samples right"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        traces = evidence.run.batch(evidence.epoch).traces
        return sum(bool(trace.output[0] > 0.5) == bool(trace.target[0] > 0.5) for trace in traces)


METRIC = Entry("n_right", 2, NRight)
