"""Which way weights want to go."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import EdgeQuestion, Entry, direction
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start


class Directions(EdgeQuestion, frozen=True, kw_only=True, tag="directions"):
    """For each of `edges`: whether a step of gradient descent moves it up or down."""

    form: ClassVar[str] = "table"
    words: ClassVar[tuple[str, ...]] = ("up", "down")
    edges: Annotated[tuple[str, ...], Meta(min_length=1)]

    def problem(self, start: Start) -> str | None:
        problems = (edge_problem("edges", edge, start.settings.layers) for edge in self.edges)
        return next(filter(None, problems), None)

    def options(self, start: Start) -> tuple[str, ...]:
        return self.edges

    def right(self, start: Start) -> dict[str, str]:
        batch = MeasuredRun(start, 0).batch(0)
        return {edge: direction(batch.mean_gradient(find_edge(start.settings.layers, edge))) for edge in self.edges}


QUESTION = Entry("directions", 5, Directions)
