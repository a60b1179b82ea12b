"""Which way one sample pulls a weight."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions import Computation, Entry
from game.sim.level.questions import direction, sample_problem
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge


class Pull(Computation, frozen=True, tag="pull"):
    """Where one sample, counted from 0, alone would move `edge`: "up", "down" or "stays"."""

    edge: str
    sample: Annotated[int, Meta(ge=0)]

    def problem(self, level: LevelFacts) -> str | None:
        start = level.own_start
        return edge_problem("edge", self.edge, start.settings.layers) or sample_problem(self.sample, start)

    def value(self, level: LevelFacts) -> str:
        traces = MeasuredRun(level.own_start, 0).batch(0).traces
        edge = find_edge(level.own_start.settings.layers, self.edge)
        return direction(traces[self.sample].gradient(edge))


COMPUTATION = Entry("pull", 1, Pull)
