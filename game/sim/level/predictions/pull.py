"""Which way one sample pulls a weight."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.background_job import Rest, at_once
from game.sim.blame import direction
from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions import Computation, Entry
from game.sim.level.questions import sample_problem
from game.sim.level.seen_course import Bar, SeenCourse
from game.sim.level.start_table import edge_problem
from game.sim.level.why import Scene
from game.sim.network import find_edge, flat_index
from game.sim.start import Start, params_of

WAYS = {"up": 0.1, "stays": 0.0, "down": -0.1}
"""How far the parameter is moved, to see what it does to the loss."""


class Pull(Computation, frozen=True, tag="pull"):
    """Where one sample, counted from 0, alone would move `edge` of `network`, or of the level's own: "up", "down" or
    "stays"."""

    edge: str
    sample: Annotated[int, Meta(ge=0)]
    network: Scene | None = None

    def problem(self, level: LevelFacts) -> str | None:
        start = self._start(level)
        return edge_problem("edge", self.edge, start.settings.layers) or sample_problem(self.sample, start)

    def value(self, level: LevelFacts) -> str:
        start = self._start(level)
        traces = MeasuredRun(start, 0).batch(0).traces
        return direction(traces[self.sample].gradient(find_edge(start.settings.layers, self.edge)))

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        start = self._start(level)
        at, own = flat_index(start.settings.layers, find_edge(start.settings.layers, self.edge)), params_of(start)
        bars = []
        for way, by in WAYS.items():
            params = tuple(value + by if k == at else value for k, value in enumerate(own))
            moved = MeasuredRun(msgspec.structs.replace(start, params=params), 0)
            bars.append(Bar(way if by else "not at all", moved.batch(0).traces[self.sample].loss, (way,)))
        return SeenCourse("The sample's loss, if it goes a little", tuple(bars))

    def _start(self, level: LevelFacts) -> Start:
        return self.network.start() if self.network else level.own_start


COMPUTATION = Entry("pull", 1, Pull)
