"""A population: the same settings from many starts at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Literal

import numpy as np

from game.sim.dataset import Dataset
from game.sim.network import Array, Params, params_from_flat
from game.sim.population.population_kernel import PopulationKernel
from game.sim.population.population_result import PopulationResult, look
from game.sim.population.rows import block_size
from game.sim.population.starts import parameter_count
from game.sim.settings import Settings

Precision = Literal["float32", "float64"]

CHUNK = 100_000
"""Networks times epochs between two looks whether to stop: some milliseconds."""


class Population:
    """Networks that begin at `starts`, (parameters, n) in the order of `Params.flat`, and train by `settings` on
    `dataset`. A start always gives the same bits, whatever starts are beside it and however `advance` is cut up; in
    float64 it gives what the Lab makes of it, up to rounding."""

    def __init__(self, settings: Settings, dataset: Dataset, starts: Array, precision: Precision = "float32") -> None:
        count = parameter_count(settings.layers)
        if settings.layers[0] != len(dataset.inputs[0]) or settings.layers[-1] != 1:
            raise ValueError(f"layers are {settings.layers}, but must run from {len(dataset.inputs[0])} units to 1")
        if len(starts) != count or not starts.size:
            raise ValueError(f"starts have the shape {starts.shape}, but must be ({count}, 1 or more)")
        self.settings, self.dataset, self.starts = settings, dataset, starts
        self.epochs = 0
        self.n = starts.shape[1]
        dtype = np.dtype(precision)
        size = block_size(settings, dataset, dtype, self.n)
        blocks = -(-self.n // size)
        self._kernel = PopulationKernel(settings, dataset, dtype, size)
        self._params = np.zeros((blocks, count, size), dtype)
        for block, start in enumerate(range(0, self.n, size)):
            columns = starts[:, start : start + size]
            self._params[block, :, : columns.shape[1]] = columns
        self._waiting = np.ones((blocks, size), np.bool_)
        self._waited = np.zeros((blocks, size), np.int64)

    def start(self, index: int) -> Params:
        """Where network `index` began: what the Lab needs to replay it."""
        return params_from_flat(self.settings.layers, self.starts[:, index].tolist())

    def params(self, index: int) -> Params:
        """Where network `index` is now."""
        block, column = divmod(index, self._params.shape[2])
        return params_from_flat(self.settings.layers, self._params[block, :, column].tolist())

    def advance(self, epochs: int) -> None:
        """Train every network for `epochs` epochs."""
        for params, waiting, waited in zip(self._params, self._waiting, self._waited, strict=True):
            waited += self._kernel.train(params, waiting, epochs)
        self.epochs += epochs

    def run(self, epochs: int, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> bool:
        """Advance in small pieces, each followed by `progress(0..1)`. False if cut short because of `cancelled()`."""
        piece = max(1, CHUNK // self.n)
        for done in range(0, epochs, piece):
            if cancelled():
                return False
            self.advance(min(piece, epochs - done))
            progress(min(done + piece, epochs) / epochs)
        return True

    def result(self) -> PopulationResult:
        """How the networks stand now."""
        parts = [
            look(self.settings, self.dataset, params.astype(np.float64), waiting, waited, self.epochs)
            for params, waiting, waited in zip(self._params, self._waiting, self._waited, strict=True)
        ]
        names = [field.name for field in fields(PopulationResult) if field.name != "epochs"]
        joined = {name: np.concatenate([getattr(part, name) for part in parts])[: self.n] for name in names}
        return PopulationResult(self.epochs, **joined)
