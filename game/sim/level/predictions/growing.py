"""Which weights get larger in size."""

from __future__ import annotations

from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions import Computation, Entry
from game.sim.level.start_table import edge_problem
from game.sim.network import find_edge, flat_index


class Growing(Computation, frozen=True, tag="growing"):
    """Those of two `edges` whose |w| one epoch makes larger: one's name, "both" or "none"."""

    edges: tuple[str, str]

    def problem(self, level: LevelFacts) -> str | None:
        problems = (edge_problem("edges", edge, level.own_start.settings.layers) for edge in self.edges)
        return next(filter(None, problems), None)

    def value(self, level: LevelFacts) -> str:
        layers = level.own_start.settings.layers
        run = MeasuredRun(level.own_start, 1)
        run.extend(1)
        before, after = run.params(0).flat(), run.params(run.reached).flat()
        places = {edge: flat_index(layers, find_edge(layers, edge)) for edge in self.edges}
        grown = [edge for edge, at in places.items() if abs(after[at]) > abs(before[at])]
        return "both" if len(grown) == 2 else grown[0] if grown else "none"


COMPUTATION = Entry("growing", 5, Growing)
