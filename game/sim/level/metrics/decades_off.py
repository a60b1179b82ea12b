"""How many powers of ten an answer is off."""

from __future__ import annotations

import math

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric

FINE = 9
"""Decimals that are told apart: what rounding leaves of nothing is nothing."""
HOPELESS = 99.0
"""Of an answer that is no positive number, which no power of ten is."""


class DecadesOff(Metric, frozen=True, tag="decades_off"):
    """|log₁₀ of the answer to `question` − log₁₀ of the deal's `fact`|."""

    question: str
    fact: str

    @property
    def key(self) -> str:
        return "decades_off"

    @property
    def label(self) -> str:
        return "answer off, in powers of ten"

    def says(self, bound: str, noun: str) -> str:
        return f"answer off by {bound} powers of ten"

    def measure(self, evidence: Evidence) -> float | None:
        found = evidence.answers.get(self.question)
        if not isinstance(found, (int, float)):
            return None
        return round(abs(math.log10(found / evidence.fact(self.fact))), FINE) if found > 0.0 else HOPELESS


METRIC = Entry("decades_off", 19, DecadesOff)
