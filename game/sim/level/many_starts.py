"""Many starts of a level at once: the population engine with a level's own stream of starts."""

from __future__ import annotations

from functools import lru_cache

from game.sim.level.level_parts import DrawnStarts
from game.sim.population.job import PopulationJob
from game.sim.population.population import Population
from game.sim.population.starts import starts_from_stream
from game.sim.start import Start


def many_starts(start: Start, drawn: DrawnStarts) -> Population:
    """The starts that `drawn` describes, with the settings and data of `start`, before any training; in float64, so
    that what is counted is what the Lab would show."""
    return Population(
        start.settings, start.dataset, starts_from_stream(start.settings, drawn.seed, drawn.networks), "float64"
    )


def counting_job(start: Start, drawn: DrawnStarts, epochs: int) -> PopulationJob:
    """Training those starts for `epochs` epochs in the background, not begun yet."""
    return PopulationJob(lambda _rest: many_starts(start, drawn), epochs)


@lru_cache(maxsize=256)
def share_solved(start: Start, drawn: DrawnStarts, epochs: int) -> float:
    """The share with every output on the right side of 0.5 after `epochs` epochs, from 0 to 1. What has been counted
    is known: a trial, a prediction and the answer to a wrong one ask for the same."""
    population = many_starts(start, drawn)
    population.advance(epochs)
    return population.result().share
