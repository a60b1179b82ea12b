"""How near to a deadline a run comes."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric

FAR = 2
"""After so many deadlines it is over: it has missed by more than one."""


class Land(Metric, frozen=True, tag="land"):
    """|epoch − deadline| ÷ deadline, for the first epoch after which every |a − y| is below `error` and the deal's
    `deadline`; 1 where that is not reached by twice the deadline."""

    error: Annotated[float, Meta(gt=0.0, lt=1.0)] = 0.3

    @property
    def share(self) -> bool:
        return True

    @property
    def key(self) -> str:
        return "land"

    @property
    def label(self) -> str:
        return "missed the deadline by"

    def never(self, value: float) -> bool:
        return value >= 1.0

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        deadline, first = evidence.fact("deadline"), evidence.run.first_below(self.error)
        if first is not None and first <= min(evidence.epoch, FAR * deadline):
            return abs(first - deadline) / deadline
        return 1.0 if self.final_at(evidence) is not None else None

    def least(self, evidence: Evidence) -> float | None:
        found = self.measure(evidence)
        if found is not None or evidence.run is None:
            return found
        return max(0.0, (evidence.epoch + 1) / evidence.fact("deadline") - 1.0)

    def final_at(self, evidence: Evidence) -> int | None:
        run = evidence.run
        if run is None:
            return None
        last, first = int(FAR * evidence.fact("deadline")), run.first_below(self.error)
        if first is not None and first <= last:
            return first
        return last if run.reached >= last else run.reached if run.complete else None


METRIC = Entry("land", 22, Land)
