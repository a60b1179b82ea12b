"""How far a flag stands from where the weight goes."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start


class FlagOff(Metric, frozen=True, tag="flag_off"):
    """|flag − w after one step| ÷ |step|; the flag is the answer to `question`, w the weight or bias `edge`."""

    question: str
    edge: str

    @property
    def key(self) -> str:
        return "flag_off"

    @property
    def share(self) -> bool:
        return True

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    @property
    def label(self) -> str:
        return "flag off, in parts of the step"

    def says(self, bound: str, noun: str) -> str:
        return f"flag off by {bound} of the step"

    def measure(self, evidence: Evidence) -> float | None:
        found = flag_and_step(evidence, self.question, self.edge)
        if found is None or found[2] == found[1]:
            return None
        flag, before, after = found
        return abs(flag - after) / abs(after - before)


def flag_and_step(evidence: Evidence, question: str, edge: str) -> tuple[float, float, float] | None:
    """The answer to `question`, and the weight or bias `edge` before and after the first step; None without a run."""
    run, flag = evidence.run, evidence.answers.get(question)
    if run is None or run.reached < 1 or not isinstance(flag, (int, float)):
        return None
    before, after = run.course(find_edge(run.start.settings.layers, edge), 1)
    return float(flag), before, after


METRIC = Entry("flag_off", 17, FlagOff)
