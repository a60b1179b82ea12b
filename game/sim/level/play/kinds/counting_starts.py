"""Choosing a recipe and counting in how many of many starts it works."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import msgspec

from game.sim.level.evidence import Evidence
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import counting_job
from game.sim.level.play.kinds.kind import KindEntry, PlayKind, PlayTable
from game.sim.level.start_table import with_settings
from game.sim.population.job import PopulationJob
from game.sim.start import Start


class CountingTable(PlayTable, frozen=True):
    """`second` is a setting: after the recipe the same is counted with that setting at the deal's number `second`. With
    `fresh`, each count of a visit draws starts of its own."""

    second: str = ""
    fresh: bool = False


class CountingStarts(PlayKind):
    """A try is a `job` in the background, and a `second_job` after it where the level has a second thing to count; the
    simulation shows one start of the recipe."""

    table_type = CountingTable
    table: CountingTable
    new_job: ClassVar[Callable[[Start, DrawnStarts, int], PopulationJob]] = staticmethod(counting_job)
    job: PopulationJob | None = None
    second_job: PopulationJob | None = None
    _counts = 0

    def begin(self) -> None:
        self.second_job = None
        self.job = self._counting(self.set_up())
        self._counts += 1

    def _counting(self, start: Start) -> PopulationJob:
        drawn = self.level.population or DrawnStarts()
        if self.table.fresh:
            drawn = msgspec.structs.replace(drawn, seed=drawn.seed + self._counts)
        job = CountingStarts.new_job(start, drawn, self.level.epochs)
        job.start()
        return job

    def second_start(self) -> Start:
        """What is counted after the recipe."""
        start, name, value = self.set_up(), self.table.second, self.level.facts["second"]
        assert isinstance(value, (int, float))
        return msgspec.structs.replace(start, settings=with_settings(start.settings, {name: value}))

    def advance(self) -> None:
        if self._second_due:
            self.second_job = self._counting(self.second_start())

    @property
    def _second_due(self) -> bool:
        """Whether the recipe has been counted, and the second thing is to be begun."""
        return bool(self.table.second) and self.second_job is None and self.job is not None and _counted(self.job)

    @property
    def over(self) -> bool:
        if self.job is None or self.job.running or self._second_due:
            return False
        return self.second_job is None or not self.second_job.running

    def finish(self) -> None:
        for _ in range(2):
            self.advance()
            for job in (self.job, self.second_job):
                if job is None:
                    continue
                job.wait()
                if job.error:
                    raise job.error

    def stop(self) -> None:
        for job in (self.job, self.second_job):
            if job is not None:
                job.cancel()
                job.wait()

    def again(self) -> None:
        self.job = self.second_job = None

    def evidence(self) -> Evidence:
        """Given up, it has no share; under way, the share so far."""
        job, second = self.job, self.second_job
        found = (job.partial if job.running else job.result) if job else None
        if found is None:
            return self.found()
        other = second.result if second else None
        return self.found(epoch=found.epochs, share=found.share, second_share=other.share if other else None)


def _counted(job: PopulationJob) -> bool:
    return not job.running and job.result is not None


KIND = KindEntry("population", 3, CountingStarts, needs=("controls", "population", "epochs"), takes=("population",))
