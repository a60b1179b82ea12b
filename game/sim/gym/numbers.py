"""The numbers that exercises draw from, and the small networks in which they hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from game.sim.dataset import OWN, OwnData, numbered
from game.sim.settings import Settings
from game.sim.start import Start

T = TypeVar("T", float, int)

ACTIVATIONS = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)
WEIGHTS = (-3.0, -2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0, 3.0)
SIGMOID = {z: round(1 / (1 + math.exp(-z)), 3) for z in range(-4, 5)}
"""σ(z) to three decimals, as printed beside the exercise that asks for it."""


class Draw:
    """Numbers from a seed."""

    def __init__(self, seed: Sequence[int]) -> None:
        self._generator = np.random.default_rng(list(seed))

    def one(self, numbers: Sequence[T]) -> T:
        """One of `numbers`."""
        return numbers[int(self._generator.integers(len(numbers)))]

    def several(self, numbers: Sequence[T], count: int) -> list[T]:
        """So many of `numbers`, each drawn by itself."""
        return [self.one(numbers) for _ in range(count)]

    def different(self, numbers: Sequence[T], count: int) -> list[T]:
        """So many of `numbers`, no two of the same place."""
        return [numbers[int(k)] for k in self._generator.permutation(len(numbers))[:count]]

    def chance(self, share: float) -> bool:
        """True in that share of the cases."""
        return bool(self._generator.random() < share)


def sigmoid(z: float) -> float:
    """σ(z)."""
    return 1.0 / (1.0 + math.exp(-z))


def logit(a: float) -> float:
    """The z whose sigmoid is `a`."""
    return math.log(a / (1.0 - a))


def with_delta(delta: float) -> tuple[float, float]:
    """Activation and target of an output that has this δ under cross-entropy, for which δ is a − y."""
    return (delta, 0.0) if delta > 0 else (1.0 + delta, 1.0)


def small_network(
    inputs: Sequence[float],
    targets: Sequence[float],
    layers: Sequence[tuple[Sequence[Sequence[float]], Sequence[float]]],
    loss: str = "mse",
    rate: float = 1.0,
) -> Start:
    """A network of sigmoids on one sample; each of `layers` is its weights, a row a unit, and its biases."""
    sizes = (len(inputs), *(len(biases) for _, biases in layers))
    flat = tuple(float(x) for weights, biases in layers for x in (*(w for row in weights for w in row), *biases))
    names = numbered("x", len(inputs)), numbered("y", len(targets))
    return Start(
        scenario=OWN,
        data=OwnData(*names, (tuple(map(float, (*inputs, *targets))),), "Exercise"),
        settings=Settings(layers=sizes, loss=loss, learning_rate=rate),
        params=flat,
    )


def one_neuron(a: float, y: float, *, x: float = 1.0, w: float = 1.0, loss: str = "mse", rate: float = 1.0) -> Start:
    """One input, one sigmoid that comes to `a`: its bias is what that takes."""
    return small_network([x], [y], [([[w]], [logit(a) - w * x])], loss, rate)
