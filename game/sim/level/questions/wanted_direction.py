"""Which way one weight wants to go."""

from __future__ import annotations

from typing import ClassVar

from game.sim.blame import direction
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, Question
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge
from game.sim.start import Start


class WantedDirection(Question, frozen=True, kw_only=True, tag="wanted_direction"):
    """Whether a step of gradient descent moves the weight or bias `edge` down or up."""

    form: ClassVar[str] = "word"
    edge: str

    def problem(self, start: Start) -> str | None:
        return edge_problem("edge", self.edge, start.settings.layers)

    def options(self, start: Start) -> tuple[str, ...]:
        return ("down", "up")

    def right(self, start: Start) -> str:
        return direction(MeasuredRun(start, 0).batch(0).mean_gradient(find_edge(start.settings.layers, self.edge)))


QUESTION = Entry("wanted_direction", 10, WantedDirection)
