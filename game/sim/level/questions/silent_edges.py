"""Connections that training leaves alone."""

from __future__ import annotations

from typing import ClassVar

from game.sim.level.actions import AnswerValue
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import EdgeQuestion, Entry
from game.sim.network import edge_name, edges, find_edge, neuron_label
from game.sim.start import Start


class SilentEdges(EdgeQuestion, frozen=True, kw_only=True, tag="silent_edges"):
    """Every weight whose gradient is exactly 0 on all samples."""

    form: ClassVar[str] = "set"
    slip_lines: ClassVar[int] = 3

    def options(self, start: Start) -> tuple[str, ...]:
        return tuple(edge_name(start.settings.layers, edge) for edge in edges(start.settings.layers))

    def right(self, start: Start) -> tuple[str, ...]:
        layers, traces = start.settings.layers, MeasuredRun(start, 0).batch(0).traces
        silent = (edge for edge in edges(layers) if all(trace.gradient(edge) == 0.0 for trace in traces))
        return tuple(edge_name(layers, edge) for edge in silent)

    def slip(self, value: AnswerValue, start: Start) -> str | None:
        """Of the first connection that was left out or is too much."""
        if isinstance(value, (str, float, int, dict)):
            return None
        layers, right = start.settings.layers, self.right(start)
        wrong = next(option for option in self.options(start) if (option in value) != (option in right))
        edge, trace = find_edge(layers, wrong), MeasuredRun(start, 0).batch(0).traces[0]
        assert edge.source is not None
        name = self.option_text(wrong, start)
        if wrong in value:
            return f"{name} carried something, and δ at its end is not 0: it is blamed."
        if trace.a[edge.layer][edge.source] == 0.0:
            return f"{name} carried 0: its gradient is δ × 0."
        deaf = neuron_label(layers, edge.layer + 1, edge.target)
        return f"{deaf} hears nothing: the complaint to it comes over a weight of 0."


QUESTION = Entry("silent_edges", 4, SilentEdges)
