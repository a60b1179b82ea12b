"""How far a complaint's loudness changes on its way down."""

from __future__ import annotations

import math

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Octaves(Metric, frozen=True, tag="octaves"):
    """|log₂| of δ of the first neuron divided by that of the last one, on the first sample at epoch 0."""

    @property
    def label(self) -> str:
        return "doublings or halvings on the way"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        delta = evidence.run.batch(0).traces[0].delta
        first, last = abs(float(delta[0][0])), abs(float(delta[-1][0]))
        return abs(math.log2(first / last)) if first and last and math.isfinite(first) else math.inf


METRIC = Entry("octaves", 21, Octaves)
