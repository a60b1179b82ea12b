"""How sure the three best samples are."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class ThirdErr(AtTheEnd, frozen=True, tag="third_err"):
    """Third-smallest |a − y| at the last epoch; none with fewer than three samples."""

    @property
    def label(self) -> str:
        return "largest error of the best three"

    def measure(self, evidence: Evidence) -> float | None:
        ranked = sorted(evidence.run.errors(evidence.epoch)) if evidence.run else []
        return float(ranked[2]) if len(ranked) > 2 else None


METRIC = Entry("third_err", 3, ThirdErr)
