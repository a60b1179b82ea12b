"""Which way one sample pulls a weight."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions import Computation, Entry
from game.sim.level.questions import direction
from game.sim.level.start_table import edge_in
from game.sim.network import find_edge


class Pull(Computation, frozen=True, tag="pull"):
    """Where one sample, counted from 0, alone would move `edge`: "up", "down" or "stays"."""

    edge: str
    sample: Annotated[int, Meta(ge=0, le=3)]

    def __post_init__(self) -> None:
        edge_in("edge", self.edge)

    def value(self, level: LevelFacts) -> str:
        traces = MeasuredRun(level.own_start, 0).batch(0).traces
        edge = find_edge(level.own_start.settings.layers, self.edge)
        return direction(traces[min(self.sample, len(traces) - 1)].gradient(edge))


COMPUTATION = Entry("pull", 1, Pull)
