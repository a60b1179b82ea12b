"""A slope of the loss as a nudge measures it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from game.sim.lenses.nudges import nudged_gradient
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import sample_problem
from game.sim.level.readings import Entry, Reading
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge, flat_index
from game.sim.start import Start


class NudgeReading(Reading, frozen=True, tag="nudge"):
    """∂L/∂w of `edge` on one `sample`, counted from 0, by pushing it up and down."""

    edge: str
    sample: Annotated[int, Meta(ge=0)] = 0

    def problem(self, start: Start) -> str | None:
        problem = edge_problem("edge", self.edge, start.settings.layers)
        return problem or sample_problem(self.sample, start)

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        settings, dataset = run.start.settings, run.start.dataset
        k, n = dataset.outputs, self.sample
        at = flat_index(settings.layers, find_edge(settings.layers, self.edge))
        targets = dataset.targets[n * k : (n + 1) * k]
        return nudged_gradient(run.params(run.reached), settings, dataset.inputs[n], targets, at)


READING = Entry("nudge", 6, NudgeReading)
