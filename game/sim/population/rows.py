"""The rows that a block of networks is trained in: a structure of arrays. Every parameter, activation, slope and delta
has one contiguous row of `size` numbers, one for each network, and all rows together stay in the processor's cache."""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.activations import activations, output_activations
from game.sim.dataset import Dataset
from game.sim.network import Edge, flat_index, parameter_count
from game.sim.population.recipes import NetworkRow, Recipe, recipe
from game.sim.settings import Settings

Flags = NDArray[np.bool_]

CACHE_BYTES = 768 * 1024
"""What a block may take: it should stay in a core's second-level cache together with what numpy itself needs."""


def networks_per_block(settings: Settings, dataset: Dataset, dtype: np.dtype[Any], networks: int) -> int:
    """How many networks a block should hold, a multiple of 64: few blocks of nearly equal size."""
    samples, units = len(dataset.inputs), sum(settings.layers[1:])
    rows = 2 * parameter_count(settings.layers) + samples * (3 * units + 1)
    largest = max(256, min(2048, CACHE_BYTES // (rows * dtype.itemsize)))
    blocks = -(-networks // largest)
    return -(-networks // blocks // 64) * 64


class NetworkRows:
    """The arrays. `weights[l]` is (sources, targets, size) and `biases[l]` (targets, size), negated where the recipe of
    layer l + 1 wants −z. `activations[l]`, `slopes[l]` and `deltas[l]` are (samples, units, size), with no units for
    the inputs. `waiting` tells the networks that never had every output on the right side of 0.5, `waited` counts
    their epochs, up to 255."""

    def __init__(self, settings: Settings, dataset: Dataset, dtype: np.dtype[Any], size: int) -> None:
        self.settings, self.dataset, self.size, self.dtype = settings, dataset, size, dtype
        samples, layers = len(dataset.inputs), settings.layers
        self.recipes = [_recipe(settings, layer) for layer in range(len(layers))]
        self.targets = np.repeat(np.array(dataset.targets, dtype), size).reshape(samples, 1, size)
        self._place_parameters()
        per_unit = [(samples, units if layer else 0, size) for layer, units in enumerate(layers)]
        self.activations = [np.zeros(shape, dtype) for shape in per_unit]
        self.slopes = [np.zeros(shape, dtype) for shape in per_unit]
        self.deltas = [np.zeros(shape, dtype) for shape in per_unit]
        widest = max(
            *(samples * units * size for units in layers[1:]),
            *(weight.size for weight in self.weights),
        )
        self._scratch = np.zeros((2, widest), dtype)
        self.waiting = np.zeros(size, np.bool_)
        self.waited = np.zeros(size, np.uint8)
        self.flags = np.zeros((2, size), np.bool_)

    def _place_parameters(self) -> None:
        """Cut one array of all parameters into weights and biases, and find each one's place in `Params.flat`."""
        layers, size = self.settings.layers, self.size
        count = parameter_count(layers)
        self._parameters = np.zeros((count, size), self.dtype)
        self._signs = np.ones((count, 1), self.dtype)
        self._order: list[int] = []
        self.weights: list[NetworkRow] = []
        self.biases: list[NetworkRow] = []
        for layer, (sources, targets) in enumerate(pairwise(layers)):
            start, bias = len(self._order), len(self._order) + sources * targets
            self.weights.append(self._parameters[start:bias].reshape(sources, targets, size))
            self.biases.append(self._parameters[bias : bias + targets])
            self._signs[bias : bias + targets] = -1.0 if self.recipes[layer + 1].negated else 1.0
            places = [(source, target) for source in (*range(sources), None) for target in range(targets)]
            self._order += [flat_index(layers, Edge(layer, target, source)) for source, target in places]

    def scratch(self, number: int, shape: tuple[int, ...]) -> NetworkRow:
        """A view of scratch buffer 0 or 1."""
        return self._scratch[number, : prod(shape)].reshape(shape)

    def load(self, params: NetworkRow) -> None:
        """Take in `params`, (parameters, size) in the order of `Params.flat`."""
        np.multiply(params[self._order], self._signs, out=self._parameters)

    def store(self, params: NetworkRow) -> None:
        """The inverse of `load`."""
        params[self._order] = self._parameters * self._signs


def _recipe(settings: Settings, layer: int) -> Recipe:
    is_output = layer == len(settings.layers) - 1
    used = output_activations()[settings.output] if is_output else activations()[settings.activation]
    return recipe(used, settings.leak)
