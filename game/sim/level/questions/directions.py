"""Which way weights want to go."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from game.sim.blame import direction
from game.sim.level.actions import AnswerValue
from game.sim.level.filling import number
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import EdgeQuestion, Entry
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start


class Directions(EdgeQuestion, frozen=True, kw_only=True, tag="directions"):
    """For each of `edges`: whether a step of gradient descent moves it up or down."""

    form: ClassVar[str] = "table"
    words: ClassVar[tuple[str, ...]] = ("up", "down")
    slip_lines: ClassVar[int] = 2
    edges: Annotated[tuple[str, ...], Meta(min_length=1)]

    def problem(self, start: Start) -> str | None:
        problems = (edge_problem("edges", edge, start.settings.layers) for edge in self.edges)
        return next(filter(None, problems), None)

    def options(self, start: Start) -> tuple[str, ...]:
        return self.edges

    def right(self, start: Start) -> dict[str, str]:
        batch = MeasuredRun(start, 0).batch(0)
        return {edge: direction(batch.mean_gradient(find_edge(start.settings.layers, edge))) for edge in self.edges}

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        if not isinstance(value, dict):
            return None
        batch, right = MeasuredRun(start, 0).batch(0), self.right(start)
        wrong = next(edge for edge in self.edges if value[edge] != right[edge])
        gradient = number(batch.mean_gradient(find_edge(start.settings.layers, wrong)), "+.2g")
        return f"{self.option_text(wrong, start)} has the gradient {gradient}: a step goes against it."


QUESTION = Entry("directions", 5, Directions)
