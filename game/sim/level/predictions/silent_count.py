"""How many parameters a step leaves alone."""

from __future__ import annotations

from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions import Computation, Entry
from game.sim.network import bias_edges, edges


class SilentCount(Computation, frozen=True, tag="silent_count"):
    """Weights and biases whose gradient is exactly 0 on every sample."""

    def value(self, level: LevelFacts) -> float:
        start = level.own_start
        traces = MeasuredRun(start, 0).batch(0).traces
        everything = (*edges(start.settings.layers), *bias_edges(start.settings.layers))
        return sum(all(trace.gradient(edge) == 0.0 for trace in traces) for edge in everything)


COMPUTATION = Entry("silent_count", 4, SilentCount)
