"""The same settings from many starts: a background job over consecutive seeds, and what became of each."""

from __future__ import annotations

from enum import IntEnum

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.sim.background_job import Rest
from game.sim.dataset import OWN
from game.sim.population.job import PopulationJob
from game.sim.population.population import Population
from game.sim.population.population_result import PopulationResult
from game.sim.population.starts import starts_from_seeds
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot
from game.sim.start import Start

LAB_STARTS = 1000
"""As many as are counted of what is set in the Lab."""


class Outcome(IntEnum):
    """How one start stands; each is one thing only. `LOCKED` and `DEAD` name the trouble of those not solved."""

    OPEN = 0
    SOLVED = 1
    LOCKED = 2
    DEAD = 3
    DIVERGED = 4


class StartsRun:
    """`n` networks that begin as `start` does, but with the parameters drawn from seeds 0, 1, ... n − 1, each trained
    for `epochs` epochs in float64: just what the Lab makes of that seed."""

    def __init__(self, start: Start, n: int, epochs: int) -> None:
        self.start = msgspec.structs.replace(start, params=None)
        self.n, self.epochs = n, epochs
        self.job = PopulationJob(self._build, epochs)
        self.job.start()

    @property
    def result(self) -> PopulationResult | None:
        """How the networks stand, or stood a moment ago."""
        return self.job.partial

    def start_of(self, network: int) -> Start:
        """Where one network began."""
        return msgspec.structs.replace(self.start, seed=network)

    def _build(self, rest: Rest) -> Population:
        settings = self.start.settings
        return Population(settings, self.start.dataset, starts_from_seeds(settings, 0, self.n, rest), "float64")


class StartsCounter:
    """Counts the starts of one thing at a time, for all who ask: what is being counted already, or has been, is not
    counted again."""

    def __init__(self) -> None:
        self._run: StartsRun | None = None

    def count(self, start: Start, epochs: int, *, again: bool = False) -> StartsRun:
        """`LAB_STARTS` starts of `start`, each trained for `epochs` epochs, `again` if they were counted. What was
        counted before ends."""
        run = self._run
        same = run is not None and not again and (run.start, run.epochs) == (start, epochs)
        if run is None or not same or run.job.cancelled or not (run.job.running or run.job.result or run.job.error):
            if run:
                run.job.cancel()
            self._run = run = StartsRun(start, LAB_STARTS, epochs)
        return run

    def stop(self) -> None:
        """What is being counted ends."""
        if self._run:
            self._run.job.cancel()


def start_of_all(snapshot: Snapshot) -> Start:
    """What is counted of `snapshot`: its settings and targets, whatever its seed and however fast it is shown."""
    changed = snapshot.targets != snapshot.dataset.targets
    settings = msgspec.structs.replace(snapshot.settings, animation_speed=Settings().animation_speed)
    targets = snapshot.targets if changed else None
    data = snapshot.dataset.own() if snapshot.scenario == OWN else msgspec.UNSET
    return Start(scenario=snapshot.scenario, seed=0, settings=settings, targets=targets, data=data)


def outcomes(result: PopulationResult, *, judged: bool = True) -> NDArray[np.int8]:
    """The `Outcome` of every network; none is solved where answers are not `judged` right or wrong."""
    solved = result.solved if judged else np.zeros_like(result.solved)
    unsolved = ~solved & ~result.diverged
    found = np.full(result.n, Outcome.OPEN, np.int8)
    found[unsolved & (result.locked > 0)] = Outcome.LOCKED
    found[unsolved & (result.dead > 0)] = Outcome.DEAD
    found[solved] = Outcome.SOLVED
    found[result.diverged] = Outcome.DIVERGED
    return found
