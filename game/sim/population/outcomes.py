"""The same settings from many starts: a background job over consecutive seeds, and what became of each."""

from __future__ import annotations

from enum import IntEnum

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.sim.population.job import PopulationJob, Rest
from game.sim.population.population import Population
from game.sim.population.population_result import PopulationResult
from game.sim.population.starts import starts_from_seeds
from game.sim.start import Start


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


def outcomes(result: PopulationResult) -> NDArray[np.int8]:
    """The `Outcome` of every network."""
    unsolved = ~result.solved & ~result.diverged
    found = np.full(result.n, Outcome.OPEN, np.int8)
    found[unsolved & (result.locked > 0)] = Outcome.LOCKED
    found[unsolved & (result.dead > 0)] = Outcome.DEAD
    found[result.solved] = Outcome.SOLVED
    found[result.diverged] = Outcome.DIVERGED
    return found
