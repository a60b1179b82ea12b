"""How many samples are classified right."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry


class NRight(AtTheEnd, frozen=True, tag="n_right"):
    """Samples whose output is on the target's side of 0.5, at the last epoch. An exact number is that of all."""

    @property
    def label(self) -> str:
        return "samples right"

    def says(self, bound: str, noun: str) -> str:
        word, _, number = bound.partition(" ")
        return f"all {number} right" if word == "exactly" else f"{self.label} {bound}"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        passes = evidence.run.batch(evidence.epoch).passes
        return int(((passes.a[-1][:, 0] > 0.5) == (passes.target[:, 0] > 0.5)).sum())


METRIC = Entry("n_right", 2, NRight)
