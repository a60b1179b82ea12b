"""How far training has moved a weight."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge, flat_index
from game.sim.start import Start


class Moved(AtTheEnd, frozen=True, tag="moved"):
    """|w − its start| of the weight or bias `edge` at the last epoch."""

    edge: str

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    @property
    def label(self) -> str:
        return f"how far {self.edge} has moved"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        layers = evidence.run.start.settings.layers
        at = flat_index(layers, find_edge(layers, self.edge))
        return abs(evidence.run.params(evidence.epoch).flat()[at] - evidence.run.params(0).flat()[at])


METRIC = Entry("moved", 9, Moved)
