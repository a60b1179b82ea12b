"""How many of some questions are answered right."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Answered(Metric, frozen=True, tag="answered"):
    """Questions of `names` answered right; `of` says to the student which they are, such as "net A"."""

    names: Annotated[tuple[str, ...], Meta(min_length=1)]
    of: str = ""

    @property
    def of_the_player(self) -> bool:
        return True

    @property
    def key(self) -> str:
        return f"answered_{'+'.join(self.names)}"

    @property
    def label(self) -> str:
        return "answers right"

    def says(self, bound: str, noun: str) -> str:
        which = f": {self.of}" if self.of else ""
        return f"{bound.removeprefix('at least ')} right{which}"

    def measure(self, evidence: Evidence) -> float | None:
        return len(evidence.right.intersection(self.names))


METRIC = Entry("answered", 13, Answered)
