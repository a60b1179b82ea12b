"""Which of two weights has the larger gradient."""

from __future__ import annotations

import math

from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions import Computation, Entry
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge


class LargerGradient(Computation, frozen=True, tag="larger_gradient"):
    """The one of two `edges` with the larger |∂L/∂w|, or "equal" when they agree but for rounding."""

    edges: tuple[str, str]

    def problem(self, level: LevelFacts) -> str | None:
        problems = (edge_problem("edges", edge, level.own_start.settings.layers) for edge in self.edges)
        return next(filter(None, problems), None)

    def value(self, level: LevelFacts) -> str:
        start = level.own_start
        batch = MeasuredRun(start, 0).batch(0)
        one, other = (abs(batch.mean_gradient(find_edge(start.settings.layers, edge))) for edge in self.edges)
        return "equal" if math.isclose(one, other, rel_tol=1e-12) else self.edges[int(other > one)]


COMPUTATION = Entry("larger_gradient", 3, LargerGradient)
