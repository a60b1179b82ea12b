"""Whether the bet was right."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.play_evidence.walk_evidence import WalkEvidence


class BetRight(Metric, frozen=True, tag="bet_right"):
    """1 if it was, else 0."""

    @property
    def of_the_player(self) -> bool:
        return True

    @property
    def label(self) -> str:
        return "steeper weight named"

    def says(self, bound: str, noun: str) -> str:
        return self.label

    def measure(self, evidence: Evidence) -> float | None:
        return float(evidence.bet_right) if isinstance(evidence, WalkEvidence) and evidence.stopped else None

    def final_at(self, evidence: Evidence) -> int | None:
        return 0 if isinstance(evidence, WalkEvidence) and evidence.stopped else None


METRIC = Entry("bet_right", 22, BetRight)
