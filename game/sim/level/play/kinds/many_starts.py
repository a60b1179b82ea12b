"""Choosing a recipe and counting in how many of many starts it works."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import many_starts
from game.sim.level.play.kinds.kind import KindEntry, PlayKind
from game.sim.population.job import PopulationJob


class CountingStarts(PlayKind):
    """A try is a `job` in the background; the simulation shows one start of the recipe."""

    job: PopulationJob | None = None

    def begin(self) -> None:
        start, drawn = self.set_up(), self.level.population or DrawnStarts()
        self.job = PopulationJob(lambda _rest: many_starts(start, drawn), self.level.epochs)
        self.job.start()

    @property
    def over(self) -> bool:
        return self.job is not None and not self.job.running

    def finish(self) -> None:
        if self.job is None:
            return
        self.job.wait()
        if self.job.error:
            raise self.job.error

    def stop(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.job.wait()

    def again(self) -> None:
        self.job = None

    def evidence(self) -> Evidence:
        """Given up, it has no share; under way, the share so far."""
        job = self.job
        found = (job.partial if job.running else job.result) if job else None
        if found is None:
            return self.found()
        return self.found(epoch=found.epochs, share=found.share)


KIND = KindEntry("population", 3, CountingStarts, needs=("controls", "population", "epochs"), takes=("population",))
