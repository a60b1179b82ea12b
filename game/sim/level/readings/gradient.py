"""The slope of the loss along a weight or a bias."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import sample_problem
from game.sim.level.readings import Entry, Reading
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start


class GradientReading(Reading, frozen=True, tag="gradient"):
    """∂L/∂w of `edge`, on one `sample`, counted from 0, or averaged over all."""

    edge: str
    sample: Annotated[int, Meta(ge=0)] | None = None

    def problem(self, start: Start) -> str | None:
        problem = edge_problem("edge", self.edge, start.settings.layers)
        return problem or (None if self.sample is None else sample_problem(self.sample, start))

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        batch, edge = run.batch(run.reached), find_edge(run.start.settings.layers, self.edge)
        return batch.mean_gradient(edge) if self.sample is None else batch.traces[self.sample].gradient(edge)


READING = Entry("gradient", 1, GradientReading)
