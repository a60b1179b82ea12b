"""Counts of many starts as they are stored, for bots that play levels of a thousand starts by the hundred."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from game.sim.background_job import Rest
from game.sim.level.deals.lucky_starts import share
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.play.kinds.counting_starts import CountingStarts
from game.sim.level.pools.lucky_starts import CountedRecipe
from game.sim.population.job import PopulationJob
from game.sim.population.population import Population
from game.sim.population.population_result import PopulationResult
from game.sim.start import Start
from tests.support.bots.licence_counts import licence

Stored = Callable[[Start, int], float]
"""The share of starts that arrive within so many epochs, 0..1."""


class StoredJob(PopulationJob):
    """A job that is over as soon as it begins."""

    def __init__(self, share: float, starts: int, epochs: int) -> None:
        super().__init__(_nothing_to_build, epochs)
        self._found = result_of(share, starts, epochs)

    @property
    def progress(self) -> float:
        return 1.0

    @property
    def partial(self) -> PopulationResult:
        return self._found

    @property
    def result(self) -> PopulationResult:
        return self._found

    @property
    def running(self) -> bool:
        return False

    @property
    def error(self) -> None:
        return None

    def start(self) -> None:
        return

    def wait(self, seconds: float | None = None) -> None:
        return


def _nothing_to_build(_rest: Rest) -> Population:
    raise AssertionError("a stored count trains nothing")


def result_of(share: float, starts: int, epochs: int) -> PopulationResult:
    """A result of which nothing but the share is asked."""
    solved = np.arange(starts) < round(share * starts)
    none = np.zeros(starts, np.int64)
    return PopulationResult(
        epochs=epochs,
        first_solved=none,
        solved=solved,
        locked=none,
        dead=none,
        diverged=np.zeros(starts, np.bool_),
        losses=np.zeros(starts),
        wrong=~solved[:, None],
        deaf=np.zeros((starts, 2), np.bool_),
    )


def lucky_starts(start: Start, epochs: int) -> float:
    """Of the level "Lucky starts"."""
    settings = start.settings
    recipe = CountedRecipe(start.scenario, settings.loss, settings.learning_rate, epochs)
    return share(recipe, settings.weight_init)


STORED: dict[str, Stored] = {"C22": lucky_starts, "C31": licence}
"""By the id of the level."""


@contextmanager
def counts_of(level: str) -> Iterator[None]:
    """Levels are counted as it is stored for the one of that id; as ever, if nothing is."""
    stored, before = STORED.get(level), CountingStarts.new_job

    def job(start: Start, drawn: DrawnStarts, epochs: int) -> PopulationJob:
        assert stored is not None
        return StoredJob(stored(start, epochs), drawn.networks, epochs)

    if stored is not None:
        CountingStarts.new_job = staticmethod(job)
    try:
        yield
    finally:
        CountingStarts.new_job = staticmethod(before)
