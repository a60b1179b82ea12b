"""Tasks that one neuron could solve, trained in batches of different sizes: after how many epochs starts are right."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.sim.dataset import OWN
from game.sim.level.deals import samples
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import many_starts
from game.sim.network import Array
from game.sim.settings import Settings
from game.sim.start import Start

BATCH_STARTS = DrawnStarts(networks=500, seed=18)
"""Those that are counted."""
PERCENTILES = tuple(range(5, 100, 5))
"""Of the starts, by the epoch at which they are right for the first time."""
MIDDLE = PERCENTILES.index(50)
LONGEST = 6000
"""How many epochs are waited for."""
EVERY = 100
"""How many epochs go by between two looks."""
BATCHES = {8: (8, 4, 2, 1), 12: (12, 6, 4, 3, 2, 1)}
"""Sizes of batches that so many samples are cut into, the whole first."""
ROOM = 0.1
"""How far points stay from the border between both kinds at least, in inputs."""
APART = 0.25
"""How far they stay from each other at least, in inputs."""


class BatchRecipe(NamedTuple):
    """A cloud with so many samples, which `version` of it, and the rate."""

    samples: int
    version: int
    rate: float

    def start(self, batch: int) -> Start:
        """A 2-2-1 network for it, trained in batches of that size, before its parameters are drawn."""
        rows, targets = cloud(self.samples, self.version)
        whole, single = batch == self.samples, batch == 1
        settings = Settings(
            learning_rate=self.rate,
            update="epoch" if whole else "sample" if single else "batch",
            batch_size=Settings().batch_size if whole or single else batch,
            order="given" if whole else "shuffled",
        )
        return Start(scenario=OWN, data=samples(rows, targets), settings=settings)


RECIPES = (
    *(BatchRecipe(8, version, rate) for version, rate in enumerate((0.15, 0.06, 0.1, 0.06, 0.12))),
    *(BatchRecipe(12, version, rate) for version, rate in enumerate((0.1, 0.08, 0.2, 0.2, 0.1, 0.2))),
)


@lru_cache(maxsize=len(RECIPES))
def cloud(count: int, version: int) -> tuple[tuple[tuple[float, ...], ...], tuple[float, ...]]:
    """Inputs between −1 and 1, and targets that one line parts, half of them 1; the same whenever they are asked
    for."""
    generator = np.random.default_rng([count, version])
    turn, shift = 2.0 * np.pi * generator.random(), 0.3 * (generator.random() - 0.5)
    across = np.array([np.cos(turn), np.sin(turn)])
    rows: list[Array] = []
    sides = {True: 0, False: 0}
    while len(rows) < count:
        point = np.round(2.0 * generator.random(2) - 1.0, 2)  # plain draws alone: how others are made may change
        along = float(point @ across) - shift
        full = along > 0.0
        near = abs(along) <= ROOM or any(np.hypot(*(point - other)) <= APART for other in rows)
        if sides[full] < count // 2 and not near:
            rows.append(point)
            sides[full] += 1
    return tuple(tuple(row.tolist()) for row in rows), tuple(float(row @ across > shift) for row in rows)


@lru_cache(maxsize=64)
def first_right(start: Start, starts: DrawnStarts = BATCH_STARTS, longest: int = LONGEST) -> tuple[float, ...]:
    """The epochs at which so many percent of the starts have been right on every sample; infinite where they never
    are."""
    population = many_starts(start, starts)
    while population.epochs < longest:
        population.advance(EVERY)
        found = population.result().first_solved
        if (found >= 0).mean() > PERCENTILES[-1] / 100.0:
            break
    known = np.where(found < 0, np.inf, found)
    return tuple(float(each) for each in np.quantile(known, [p / 100.0 for p in PERCENTILES], method="lower"))
