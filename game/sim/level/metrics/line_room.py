"""How much room lines leave."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.play_evidence.line_evidence import LineEvidence


class LineRoom(Metric, frozen=True, tag="line_room"):
    """The least distance of a point from its line, as a share of the most that any line of that map leaves; the worst
    map counts. Maps that no line parts, or that were called impossible, do not."""

    @property
    def label(self) -> str:
        return "room beside every line"

    def says(self, bound: str, noun: str) -> str:
        return f"{self.label} {bound} of the most possible"

    @property
    def share(self) -> bool:
        return True

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.room if isinstance(evidence, LineEvidence) else None


METRIC = Entry("line_room", 18, LineRoom)
