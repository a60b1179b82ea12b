"""The starts of a population: a float64 array (parameters, n), one column a network, in the order of `Params.flat`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from game.sim.network import Array, Layers, Params, initial_params
from game.sim.settings import Settings

SEEDS_WITHOUT_REST = 32
"""About a millisecond's work."""


def starts_from_seeds(settings: Settings, seed: int, n: int, rest: Callable[[], object] = lambda: None) -> Array:
    """Column i is the Lab's own start from seed + i. `rest()` is called between batches of seeds: numpy makes
    generators one by one, in the interpreter, and a window beside this needs the interpreter too."""
    starts = np.empty((parameter_count(settings.layers), n))
    for i in range(n):
        starts[:, i] = initial_params(settings.layers, seed + i, settings.weight_init, settings.bias_init).flat()
        if i % SEEDS_WITHOUT_REST == SEEDS_WITHOUT_REST - 1:
            rest()
    return starts


def starts_from_stream(settings: Settings, seed: int, n: int) -> Array:
    """All n starts from one stream of random numbers, matrix by matrix, as the campaign's levels draw them."""
    generator = np.random.default_rng(seed)
    r = abs(settings.weight_init)
    parts = []
    for sources, targets in pairwise(settings.layers):
        parts.append(generator.uniform(-r, r, (targets, sources, n)).reshape(-1, n))
        parts.append(np.full((targets, n), settings.bias_init))
    return np.concatenate(parts)


def starts_from_params(params: Sequence[Params]) -> Array:
    """One column for each of `params`."""
    return np.array([each.flat() for each in params], dtype=np.float64).T


def parameter_count(layers: Layers) -> int:
    """Weights and biases of a network."""
    return sum(units * (sources + 1) for sources, units in pairwise(layers))
