"""How well hidden space can be parted."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.play_evidence.line_evidence import LineEvidence


class HiddenMargin(Metric, frozen=True, tag="hidden_margin"):
    """Half the gap between the two kinds of points in hidden space, along the direction in which it is widest; negative
    where no line parts them."""

    @property
    def label(self) -> str:
        return "margin in hidden space"

    def measure(self, evidence: Evidence) -> float | None:
        return evidence.hidden_margin if isinstance(evidence, LineEvidence) else None


METRIC = Entry("hidden_margin", 19, HiddenMargin)
