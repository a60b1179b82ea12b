"""Which way each sample pulls."""

from __future__ import annotations

from typing import ClassVar

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, Question, direction, sample_names
from game.sim.level.start_table import edge_in
from game.sim.network import find_edge
from game.sim.start import Start


class SampleDirections(Question, frozen=True, kw_only=True, tag="sample_directions"):
    """For each sample: whether it alone would move `edge` up or down."""

    form: ClassVar[str] = "table"
    words: ClassVar[tuple[str, ...]] = ("up", "down")
    edge: str

    def __post_init__(self) -> None:
        edge_in("edge", self.edge)

    def options(self, start: Start) -> tuple[str, ...]:
        return sample_names(start)

    def right(self, start: Start) -> dict[str, str]:
        edge = find_edge(start.settings.layers, self.edge)
        pulls = [direction(trace.gradient(edge)) for trace in MeasuredRun(start, 0).batch(0).traces]
        return dict(zip(sample_names(start), pulls, strict=True))


QUESTION = Entry("sample_directions", 6, SampleDirections)
