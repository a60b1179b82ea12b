"""How many tasks are solved from enough starts."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Enough(Metric, frozen=True, tag="enough"):
    """Tasks of `names` that are solved from at least the share `of` of the starts, with as many hidden neurons as was
    answered: the deal has each share under the task's name and the number."""

    names: Annotated[tuple[str, ...], Meta(min_length=1)]
    of: Annotated[float, Meta(gt=0.0, le=1.0)] = 0.4

    @property
    def key(self) -> str:
        return "enough"

    @property
    def label(self) -> str:
        return f"tasks solved from {100 * self.of:g}% of starts"

    def says(self, bound: str, noun: str) -> str:
        return f"{bound} {self.label}"

    def measure(self, evidence: Evidence) -> float | None:
        sizes = {name: evidence.answers[name] for name in self.names if name in evidence.answers}
        return sum(evidence.fact(f"{name}{size}") >= self.of for name, size in sizes.items())


METRIC = Entry("enough", 26, Enough)
