"""What the command line prints about a population, and how fast one trains."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from game.sim.dataset import Dataset
from game.sim.datasets import datasets
from game.sim.population.population import Population, Precision
from game.sim.population.starts import starts_from_seeds, starts_from_stream
from game.sim.population.stats import epochs_quantiles, loss_histogram
from game.sim.settings import Settings

ReadSeconds = Callable[[], float]


def population_report(
    settings: Settings,
    dataset: Dataset,
    n: int,
    epochs: int,
    seed: int,
    clock: ReadSeconds,
    precision: Precision = "float32",
) -> dict[str, object]:
    """Train the n starts from seeds `seed`, `seed` + 1, ... for `epochs` epochs and say what became of them, ready for
    JSON: `locked` and `dead` are shares of starts with at least one such hidden neuron, the quantiles are of the epoch
    at which a start first had every output right, over all starts. `clock` counts seconds.

    Raises ValueError naming the option and what it allows."""
    for name, value, lowest in (("population", n, 1), ("epochs", epochs, 0), ("seed", seed, 0)):
        if value < lowest:
            raise ValueError(f"{name} is {value}, but must be at least {lowest}")
    begin = clock()
    population = Population(settings, dataset, starts_from_seeds(settings, seed, n), precision, range(seed, seed + n))
    population.advance(epochs)
    result = population.result()
    return {
        "scenario": dataset.name,
        "n": n,
        "epochs": epochs,
        "seed": seed,
        "precision": precision,
        "solved": result.share,
        "solved_interval": list(result.interval),
        "solved_count": int(result.solved.sum()),
        "epochs_quantiles": epochs_quantiles(result.first_solved),
        "locked": _share(result.locked > 0),
        "dead": _share(result.dead > 0),
        "diverged": _share(result.diverged),
        "losses": loss_histogram(result.losses),
        "seconds": clock() - begin,
    }


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean())


def bench_population(clock: ReadSeconds, networks: int = 4096, epochs: int = 50, rounds: int = 30) -> float:
    """Networks times epochs a second of 2-2-1 on XOR by the default settings in float32: the best of some rounds."""
    settings = Settings()
    population = Population(settings, datasets()["xor"], starts_from_stream(settings, 0, networks))
    seconds = []
    for _ in range(rounds):
        begin = clock()
        population.advance(epochs)
        seconds.append(clock() - begin)
    return networks * epochs / min(seconds)
