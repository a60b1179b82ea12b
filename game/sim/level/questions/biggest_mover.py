"""Which weight a step moves most."""

from __future__ import annotations

from typing import ClassVar

from game.sim.blame import biggest_mover
from game.sim.level.actions import AnswerValue
from game.sim.level.filling import spelled_number
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import EdgeQuestion, Entry
from game.sim.network import edge_name, edges, find_edge
from game.sim.start import Start


class BiggestMover(EdgeQuestion, frozen=True, kw_only=True, tag="biggest_mover"):
    """Of all weights the one whose gradient is largest in size."""

    form: ClassVar[str] = "word"
    slip_lines: ClassVar[int] = 2

    def options(self, start: Start) -> tuple[str, ...]:
        return tuple(edge_name(start.settings.layers, edge) for edge in edges(start.settings.layers))

    def right(self, start: Start) -> str:
        batch, options = MeasuredRun(start, 0).batch(0), edges(start.settings.layers)
        return self.options(start)[biggest_mover([batch.mean_gradient(edge) for edge in options])]

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        layers, batch = start.settings.layers, MeasuredRun(start, 0).batch(0)
        sizes = [
            spelled_number(abs(batch.mean_gradient(find_edge(layers, str(each)))), ".4f")
            for each in (value, self.right(start))
        ]
        return f"|δ × activation| is {sizes[0]} there, and {sizes[1]} where it is largest."


QUESTION = Entry("biggest_mover", 19, BiggestMover)
