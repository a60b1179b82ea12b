"""What a single step at another rate leaves of the loss."""

from __future__ import annotations

import msgspec

from game.sim.level.evidence import Evidence
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.metrics import Entry, Metric


class AfterOne(Metric, frozen=True, tag="after_one"):
    """The loss after one step from the level's start, divided by that before it, at the rate that the control `rate`
    says; none as long as it says nothing."""

    rate: str

    @property
    def key(self) -> str:
        return "after_one"

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.rate,)

    @property
    def share(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "loss left after one step"

    def measure(self, evidence: Evidence) -> float | None:
        rate = evidence.values.get(self.rate)
        if evidence.run is None or not isinstance(rate, (int, float)):
            return None
        settings = msgspec.structs.replace(evidence.level_start.settings, learning_rate=float(rate))
        run = MeasuredRun(msgspec.structs.replace(evidence.level_start, settings=settings), 1)
        run.extend(1)
        return float(run.losses[-1] / run.losses[0]) if run.reached and run.losses[0] else None


METRIC = Entry("after_one", 23, AfterOne)
