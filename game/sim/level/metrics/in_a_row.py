"""How far one comes without a mistake."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class InARow(Metric, frozen=True, tag="in_a_row"):
    """Of `names`, in their order, how many are right before the first that is not; `what` says to the student what they
    are, such as "gates right in a row"."""

    names: Annotated[tuple[str, ...], Meta(min_length=1)]
    what: str = "right in a row"

    @property
    def key(self) -> str:
        return f"in_a_row_{'+'.join(self.names)}"

    @property
    def label(self) -> str:
        return self.what

    def says(self, bound: str, noun: str) -> str:
        return f"{self.what}: {bound}"

    def measure(self, evidence: Evidence) -> float | None:
        wrong = (k for k, name in enumerate(self.names) if name not in evidence.right)
        return next(wrong, len(self.names))


METRIC = Entry("in_a_row", 17, InARow)
