"""Which way each sample pulls."""

from __future__ import annotations

from typing import ClassVar

from game.sim.blame import direction
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, SampleQuestion, sample_names
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start


class SampleDirections(SampleQuestion, frozen=True, kw_only=True, tag="sample_directions"):
    """For each sample: whether it alone would move `edge` up or down."""

    form: ClassVar[str] = "table"
    words: ClassVar[tuple[str, ...]] = ("up", "down")
    edge: str

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers) or super().problem(start)

    def right(self, start: Start) -> dict[str, str]:
        edge = find_edge(start.settings.layers, self.edge)
        pulls = [direction(trace.gradient(edge)) for trace in MeasuredRun(start, 0).batch(0).traces]
        return dict(zip(sample_names(start), pulls, strict=True))


QUESTION = Entry("sample_directions", 6, SampleDirections)
