"""How well the worse of several neurons listens."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class Listening(Metric, frozen=True, tag="listening"):
    """Of the neurons of the first hidden layer: the smallest of their mean slopes at epoch 0, each divided by the best
    that the deal says of it (`best`)."""

    @property
    def label(self) -> str:
        return "worse mean slope ÷ its best"

    def measure(self, evidence: Evidence) -> float | None:
        best = evidence.facts.get("best")
        if evidence.run is None or not isinstance(best, tuple):
            return None
        slopes: list[float] = evidence.run.batch(0).mean_slope[0].tolist()
        shares: list[float] = [slope / float(most) for slope, most in zip(slopes, (*best,), strict=True)]
        return min(shares)


METRIC = Entry("listening", 20, Listening)
