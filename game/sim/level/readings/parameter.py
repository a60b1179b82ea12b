"""Where training has taken a weight or a bias, and in what steps."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge, flat_index
from game.sim.start import Start


class ParameterReading(Reading, frozen=True, tag="parameter"):
    """Of `edge`: its `value` after the trial, the length of the `first`, the `last` or the `longest` step, or the
    number of the `longest_at`, counted from 1."""

    edge: str
    of: Literal["value", "first", "last", "longest", "longest_at"] = "value"

    def problem(self, start: Start) -> str | None:
        if self.of != "value" and not self.trial.epochs:
            return f"{self.of} is asked for, but trial.epochs says of no step"
        return edge_problem("edge", self.edge, start.settings.layers)

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        layers = run.start.settings.layers
        at = flat_index(layers, find_edge(layers, self.edge))
        if self.of == "value":
            return run.params(run.reached).flat()[at]
        walk = [run.params(epoch).flat()[at] for epoch in range(run.reached + 1)]
        steps = [abs(after - before) for before, after in pairwise(walk)]
        longest = max(range(len(steps)), key=steps.__getitem__)
        found = {"first": steps[0], "last": steps[-1], "longest": steps[longest], "longest_at": float(longest + 1)}
        return found[self.of]


READING = Entry("parameter", 2, ParameterReading)
