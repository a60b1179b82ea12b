"""What becomes of flat runs."""

from __future__ import annotations

from game.sim.level.deals.flat_runs import LAST, SOLVED, flat_start
from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.flat_runs import FLAT_RUNS
from game.sim.level.predictions import Computation, Entry


class FlatEnds(Computation, frozen=True, tag="flat_ends"):
    """One run of each kind of the pool, trained to its end: "solves" if all solve the task, "never" if none does,
    "both" if some do."""

    def value(self, level: LevelFacts) -> str:
        ends = set()
        for kind, found in FLAT_RUNS.items():
            run = MeasuredRun(flat_start(kind, found[0].seed), LAST)
            run.extend(LAST)
            ends.add("never" if run.first_below(SOLVED) is None else "solves")
        return ends.pop() if len(ends) == 1 else "both"


COMPUTATION = Entry("flat_ends", 15, FlatEnds)
