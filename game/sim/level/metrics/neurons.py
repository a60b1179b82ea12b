"""How many hidden neurons are spent."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Neurons(Metric, frozen=True, tag="neurons"):
    """The sum of the numbers answered to `names`; None as long as one is missing."""

    names: Annotated[tuple[str, ...], Meta(min_length=1)]

    @property
    def key(self) -> str:
        return "neurons"

    @property
    def label(self) -> str:
        return "hidden neurons in all"

    def measure(self, evidence: Evidence) -> float | None:
        if any(name not in evidence.answers for name in self.names):
            return None
        return sum(float(str(evidence.answers[name])) for name in self.names)


METRIC = Entry("neurons", 27, Neurons)
