"""Which way weights want to go."""

from __future__ import annotations

from typing import ClassVar

from game.sim.blame import direction
from game.sim.level.actions import AnswerValue
from game.sim.level.filling import spelled_number
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import EdgeQuestion, Entry
from game.sim.level.start_table import edge_problem
from game.sim.network import bias_edges, edge_name, edges, find_edge
from game.sim.start import Start


class Directions(EdgeQuestion, frozen=True, kw_only=True, tag="directions"):
    """For each of `edges`, or for all weights and biases if none are named: whether a step of gradient descent moves it
    up or down, or leaves it where it is."""

    form: ClassVar[str] = "table"
    words: ClassVar[tuple[str, ...]] = ("up", "down", "stays")
    slip_lines: ClassVar[int] = 3
    edges: tuple[str, ...] = ()

    def problem(self, start: Start) -> str | None:
        problems = (edge_problem("edges", edge, start.settings.layers) for edge in self.edges)
        return next(filter(None, problems), None)

    def options(self, start: Start) -> tuple[str, ...]:
        layers = start.settings.layers
        return self.edges or tuple(edge_name(layers, edge) for edge in (*edges(layers), *bias_edges(layers)))

    def right(self, start: Start) -> dict[str, str]:
        batch = MeasuredRun(start, 0).batch(0)
        return {
            edge: direction(batch.mean_gradient(find_edge(start.settings.layers, edge))) for edge in self.options(start)
        }

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        if not isinstance(value, dict):
            return None
        batch, right = MeasuredRun(start, 0).batch(0), self.right(start)
        wrong = next(edge for edge in right if value[edge] != right[edge])
        name, gradient = self.option_text(wrong, start), batch.mean_gradient(find_edge(start.settings.layers, wrong))
        if gradient == 0.0:
            return f"{name} carried 0: its gradient is exactly 0."
        return f"{name} has the gradient {spelled_number(gradient, '+.2g')}: a step goes against it."


QUESTION = Entry("directions", 5, Directions)
