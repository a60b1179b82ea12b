"""A block of networks trained by arrays: what a tape has no calls for, such as optimizers that remember, batches, a
shuffled order, biases held, or several outputs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.array_nets import ArrayNets, flat_places, with_ones
from game.sim.dataset import Dataset
from game.sim.optimizers import optimizers
from game.sim.phases import group_size
from game.sim.population.population_result import answered_right
from game.sim.population.recipes import NetworkRow
from game.sim.population.rows import Flags
from game.sim.sample_order import sample_orders
from game.sim.settings import Settings

NETWORKS = 256
"""In a block: their arrays stay in the processor's cache for small networks and data."""


class ArrayBlock:
    """Networks that begin at `starts`, (parameters, networks) in the order of `Params.flat`; each shuffles by its own
    one of `seeds`."""

    def __init__(
        self, settings: Settings, dataset: Dataset, starts: NetworkRow, dtype: np.dtype[Any], seeds: NDArray[np.uint64]
    ) -> None:
        self._settings, self._seeds, self._epoch = settings, seeds, 0
        self._places = flat_places(settings.layers)
        params = np.ascontiguousarray(starts[self._places].T, dtype)
        slots = [np.zeros_like(params) for _ in optimizers()[settings.optimizer].slots]
        self._nets = ArrayNets(settings, params, slots, 0.0)
        self._inputs = with_ones(np.array(dataset.inputs, dtype).T)
        self._targets = np.array(dataset.targets, dtype).reshape(dataset.samples, -1).T
        self._group = group_size(settings, dataset.samples)

    @property
    def params(self) -> NetworkRow:
        """(parameters, networks) in the order of `Params.flat`."""
        found = np.empty(self._nets.params.shape[::-1], self._nets.params.dtype)
        found[self._places] = self._nets.params.T
        return found

    def train(self, waiting: Flags, epochs: int) -> NDArray[np.int64]:
        """Train for `epochs` epochs; for `waiting` and what is returned see `PopulationKernel.train`."""
        waited = np.zeros(len(waiting), np.int64)
        with np.errstate(all="ignore"):
            for _ in range(epochs):
                self._look(waiting, waited)
                self._learn()
                self._epoch += 1
        return waited

    def _look(self, waiting: Flags, waited: NDArray[np.int64]) -> None:
        by_epoch = self._settings.update == "epoch"
        if not by_epoch and not waiting.any():
            return
        outputs = self._nets.forward(self._inputs)
        waiting &= ~answered_right(outputs, self._targets, self._settings.output, axis=-2).all(axis=-1)
        waited += waiting

    def _learn(self) -> None:
        if self._settings.update == "epoch":
            self._nets.learn(self._targets)
            return
        inputs, targets = self._inputs, self._targets
        if self._settings.order == "shuffled":
            order = sample_orders(self._seeds, self._epoch, inputs.shape[-1]).T
            inputs, targets = (each[:, order].swapaxes(0, 1) for each in (inputs, targets))
        for at in range(0, inputs.shape[-1], self._group):
            self._nets.forward(inputs[..., at : at + self._group])
            self._nets.learn(targets[..., at : at + self._group])
