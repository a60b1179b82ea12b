"""Whether a flag stands on the side to which the weight goes."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.metrics.flag_off import flag_and_step
from game.sim.level.start_table import edge_problem
from game.sim.start import Start


class FlagSide(Metric, frozen=True, tag="flag_side"):
    """1 if the answer to `question` lies on the side of the weight or bias `edge` to which the first step takes it,
    else 0."""

    question: str
    edge: str

    @property
    def key(self) -> str:
        return "flag_side"

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    @property
    def label(self) -> str:
        return "flag on the side to which w goes"

    def says(self, bound: str, noun: str) -> str:
        return self.label

    def measure(self, evidence: Evidence) -> float | None:
        found = flag_and_step(evidence, self.question, self.edge)
        if found is None:
            return None
        flag, before, after = found
        return float((flag - before) * (after - before) > 0.0)


METRIC = Entry("flag_side", 18, FlagSide)
