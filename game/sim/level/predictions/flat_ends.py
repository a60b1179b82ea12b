"""What becomes of flat runs."""

from __future__ import annotations

from game.sim.background_job import Rest, at_once
from game.sim.level.deals.flat_runs import LAST, SOLVED, flat_start
from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import CHUNK, MeasuredRun
from game.sim.level.pools.flat_runs import FLAT_RUNS
from game.sim.level.predictions import Computation, Entry
from game.sim.level.seen_course import CourseLine, SeenCourse, along


class FlatEnds(Computation, frozen=True, tag="flat_ends"):
    """One run of each kind of the pool, trained to its end: "solves" if all solve the task, "never" if none does,
    "both" if some do."""

    def value(self, level: LevelFacts) -> str:
        ends = {"never" if run.first_below(SOLVED) is None else "solves" for run in _runs().values()}
        return ends.pop() if len(ends) == 1 else "both"

    def course(self, level: LevelFacts, rest: Rest = at_once) -> SeenCourse:
        runs = _runs(rest).values()
        lines = tuple(CourseLine("", along(run.losses)) for run in runs)  # their names would tell the cause
        return SeenCourse("The loss of one run of each kind", lines=lines, across="epochs")


def _runs(rest: Rest = at_once) -> dict[str, MeasuredRun]:
    """The first of each kind, to its end."""
    runs = {kind: MeasuredRun(flat_start(kind, found[0].seed), LAST) for kind, found in FLAT_RUNS.items()}
    for run in runs.values():
        while not run.complete:
            run.extend(run.reached + CHUNK)
            rest()
    return runs


COMPUTATION = Entry("flat_ends", 15, FlatEnds)
