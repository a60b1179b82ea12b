"""How far the start was moved by hand."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.start import params_of


class NudgeAbs(Metric, frozen=True, tag="nudge_abs"):
    """Largest difference between a parameter at epoch 0 and the same one as the level gave it."""

    @property
    def label(self) -> str:
        return "size of the nudge"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        given, made = params_of(evidence.level_start), params_of(evidence.run.start)
        return max(abs(after - before) for before, after in zip(given, made, strict=True))


METRIC = Entry("nudge_abs", 8, NudgeAbs)
