"""What a machine that backpropagates wrongly gives for a gradient."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from game.sim.level.boards.faulty import MACHINES, gradient_table, table_edges
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import sample_problem
from game.sim.level.readings import Entry, Reading
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start


class MachineReading(Reading, frozen=True, tag="machine"):
    """∂L/∂w of `edge` on one `sample`, counted from 0, as the `machine` of that name gives it, before any training;
    without an edge, by how much any of its gradients differs from the true one at most."""

    machine: str
    edge: str = ""
    sample: Annotated[int, Meta(ge=0)] = 0

    def problem(self, start: Start) -> str | None:
        if self.machine not in MACHINES:
            return f"machine is '{self.machine}', but must be one of {', '.join(MACHINES)}"
        problem = edge_problem("edge", self.edge, start.settings.layers) if self.edge else None
        return problem or sample_problem(self.sample, start)

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        shown = gradient_table(run.start, self.machine)
        if not self.edge:
            return float(abs(shown - gradient_table(run.start)).max())
        layers = run.start.settings.layers
        return float(shown[table_edges(layers).index(find_edge(layers, self.edge)), self.sample]) + 0.0  # no −0


READING = Entry("machine", 5, MachineReading)
