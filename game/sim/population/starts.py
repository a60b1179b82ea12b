"""The starts of a population: a float64 array (parameters, n), one column a network, in the order of `Params.flat`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from game.sim.network import Array, drawn_biases, drawn_weights, parameter_count
from game.sim.settings import Settings
from game.sim.start import drawn_params

SEEDS_WITHOUT_REST = 32
"""About a millisecond's work."""


def starts_from_seeds(settings: Settings, seed: int, n: int, rest: Callable[[], object] = lambda: None) -> Array:
    """Column i is the Lab's own start from seed + i. `rest()` is called between batches of seeds: numpy makes
    generators one by one, in the interpreter, and a window beside this needs the interpreter too."""
    starts = np.empty((parameter_count(settings.layers), n))
    for i in range(n):
        starts[:, i] = drawn_params(settings, seed + i)
        if i % SEEDS_WITHOUT_REST == SEEDS_WITHOUT_REST - 1:
            rest()
    return starts


def starts_from_stream(settings: Settings, seed: int, n: int) -> Array:
    """All n starts from one stream of random numbers, matrix by matrix, as the campaign's levels draw them."""
    generator, s = np.random.default_rng(seed), settings
    shapes = [(units, sources, n) for sources, units in pairwise(s.layers)]
    weights = [drawn_weights(generator, s.init, s.weight_init, shape).reshape(-1, n) for shape in shapes]
    bias, around = (0.0, 0.0) if s.biases == "none" else (s.bias_init, s.bias_range)
    biases = [drawn_biases(generator, bias, around, (units, n)) for units, _, _ in shapes]
    return np.concatenate([part for layer in zip(weights, biases, strict=True) for part in layer])
