"""When every output first comes close to its target."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class FirstEpochMaxErrBelow(Metric, frozen=True, tag="first_epoch_max_err_below"):
    """First epoch after which every |a − y| is below `error`; none if that never happens within the run."""

    error: Annotated[float, Meta(gt=0.0, lt=1.0)]

    @property
    def label(self) -> str:
        return f"epochs until all errors < {self.error:g}"

    def measure(self, evidence: Evidence) -> float | None:
        first = evidence.run.first_below(self.error) if evidence.run else None
        return first if first is not None and first <= evidence.epoch else None

    def least(self, evidence: Evidence) -> float | None:
        first = self.measure(evidence)
        return evidence.epoch + 1 if first is None and evidence.run else first

    def final_at(self, evidence: Evidence) -> int | None:
        run = evidence.run
        if run is None:
            return None
        first = run.first_below(self.error)
        return first if first is not None else run.reached if run.complete else None


METRIC = Entry("first_epoch_max_err_below", 1, FirstEpochMaxErrBelow)
