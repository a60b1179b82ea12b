"""A population: the same settings from many starts at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.sim.dataset import Dataset
from game.sim.network import Array, Params, parameter_count, params_from_flat
from game.sim.population.population_result import PopulationResult, look
from game.sim.population.rows import Flags, Row, Rows, block_size
from game.sim.population.tape import Tape, write_tape
from game.sim.settings import OPTIMIZING, Settings

COUNTER_HOLDS = 255
"""Epochs that the rows' eight-bit counter can count."""

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
        usual = Settings(update=settings.update)
        others = (*OPTIMIZING[:1], "weight_decay", "biases", "order")
        beyond = [name for name in others if getattr(settings, name) != getattr(usual, name)]
        if settings.update == "batch" or beyond:
            raise ValueError(f"{', '.join(beyond) or 'update batch'}: such starts are not trained together")
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


class PopulationKernel:
    """For blocks of `size` networks. Keeps nothing from one call to the next but memory to work in."""

    def __init__(self, settings: Settings, dataset: Dataset, dtype: np.dtype[Any], size: int) -> None:
        self._rows = Rows(settings, dataset, dtype, size)
        self._tapes = {watch: write_tape(self._rows, watch=watch) for watch in (False, True)}

    def train(self, params: Row, waiting: Flags, epochs: int) -> NDArray[np.int64]:
        """Move `params`, (parameters, size) in the order of `Params.flat`, by `epochs` epochs, in place.

        `waiting` (size,) tells the networks that never had every output on the right side of 0.5. It is brought up to
        date with the states before each of the epochs; returned is how many epochs each one waited.
        """
        self._rows.load(params)
        self._rows.waiting[:] = waiting
        waited = np.zeros(len(waiting), np.int64)
        with np.errstate(all="ignore"):
            for done in range(0, epochs, COUNTER_HOLDS):
                self._rows.waited.fill(0)
                _play(self._tapes[bool(self._rows.waiting.any())], min(COUNTER_HOLDS, epochs - done))
                waited += self._rows.waited
        waiting[:] = self._rows.waiting
        self._rows.store(params)
        return waited


def _play(tape: Tape, times: int) -> None:
    for _ in range(times):
        for call in tape:
            call()
