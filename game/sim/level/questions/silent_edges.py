"""Connections that training leaves alone."""

from __future__ import annotations

from typing import ClassVar

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import EdgeQuestion, Entry
from game.sim.network import edge_name, edges
from game.sim.start import Start


class SilentEdges(EdgeQuestion, frozen=True, kw_only=True, tag="silent_edges"):
    """Every weight whose gradient is exactly 0 on all samples."""

    form: ClassVar[str] = "set"

    def options(self, start: Start) -> tuple[str, ...]:
        return tuple(edge_name(start.settings.layers, edge) for edge in edges(start.settings.layers))

    def right(self, start: Start) -> tuple[str, ...]:
        layers, traces = start.settings.layers, MeasuredRun(start, 0).batch(0).traces
        silent = (edge for edge in edges(layers) if all(trace.gradient(edge) == 0.0 for trace in traces))
        return tuple(edge_name(layers, edge) for edge in silent)


QUESTION = Entry("silent_edges", 4, SilentEdges)
