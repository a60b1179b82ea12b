"""A population: the same settings from many starts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.sim.dataset import Dataset
from game.sim.network import Array, Params, parameter_count, params_from_flat
from game.sim.population.array_block import NETWORKS, ArrayBlock
from game.sim.population.population_result import PopulationResult, result_now
from game.sim.population.recipes import NetworkRow
from game.sim.population.rows import Flags, NetworkRows, networks_per_block
from game.sim.population.tape import Tape, write_tape
from game.sim.settings import Settings

LONGEST_TAPE = 64
"""Samples for which a tape is written; its calls grow with them."""
COUNTER_HOLDS = 255
"""Epochs that the rows' eight-bit counter can count."""

Precision = Literal["float32", "float64"]

CHUNK = 100_000
"""Networks times epochs between two looks whether to stop: some milliseconds."""


class Population:
    """Networks that begin at `starts`, (parameters, n) in the order of `Params.flat`, and train by `settings` on
    `dataset`. A start always gives the same bits, whatever starts are beside it and however `advance` is cut up; in
    float64 it gives what the Lab makes of it, up to rounding."""

    def __init__(
        self,
        settings: Settings,
        dataset: Dataset,
        starts: Array,
        precision: Precision = "float32",
        seeds: Sequence[int] | None = None,
    ) -> None:
        """A start shuffles its samples by its own one of `seeds`, by default 0, 1, ...."""
        count, ends = parameter_count(settings.layers), (len(dataset.inputs[0]), dataset.outputs)
        if (settings.layers[0], settings.layers[-1]) != ends:
            raise ValueError(f"layers are {settings.layers}, but must run from {ends[0]} units to {ends[1]}")
        if len(starts) != count or not starts.size:
            raise ValueError(f"starts have the shape {starts.shape}, but must be ({count}, 1 or more)")
        self.settings, self.dataset, self.starts = settings, dataset, starts
        self.epochs = 0
        self.n = starts.shape[1]
        self._blocks: Sequence[_TapeBlock | ArrayBlock]
        if by_tape(settings, dataset):
            self._blocks = _tape_blocks(settings, dataset, starts, np.dtype(precision))
        else:
            self._blocks = _array_blocks(settings, dataset, starts, np.dtype(precision), seeds or range(self.n))
        self._size = self._blocks[0].params.shape[1]
        self._waiting = [np.ones(block.params.shape[1], np.bool_) for block in self._blocks]
        self._waited = [np.zeros(len(waiting), np.int64) for waiting in self._waiting]

    def start(self, index: int) -> Params:
        """Where network `index` began: what the Lab needs to replay it."""
        return params_from_flat(self.settings.layers, self.starts[:, index].tolist())

    def params(self, index: int) -> Params:
        """Where network `index` is now."""
        block, column = divmod(index, self._size)
        return params_from_flat(self.settings.layers, self._blocks[block].params[:, column].tolist())

    def advance(self, epochs: int) -> None:
        """Train every network for `epochs` epochs."""
        for block, waiting, waited in zip(self._blocks, self._waiting, self._waited, strict=True):
            waited += block.train(waiting, epochs)
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
            result_now(self.settings, self.dataset, block.params.astype(np.float64), waiting, waited, self.epochs)
            for block, waiting, waited in zip(self._blocks, self._waiting, self._waited, strict=True)
        ]
        names = [field.name for field in fields(PopulationResult) if field.name != "epochs"]
        joined = {name: np.concatenate([getattr(part, name) for part in parts])[: self.n] for name in names}
        return PopulationResult(self.epochs, **joined)


def by_tape(settings: Settings, dataset: Dataset) -> bool:
    """Whether a tape trains these starts: what it has calls for, and so few samples that it stays short."""
    usual = Settings()
    same = ("biases", "optimizer", "weight_decay")
    return (
        all(getattr(settings, name) == getattr(usual, name) for name in same)
        and settings.update != "batch"
        and (settings.update == "epoch" or settings.order == "given")
        and dataset.outputs == 1
        and dataset.samples <= LONGEST_TAPE
    )


class _TapeBlock:
    """Networks of one block in memory of their own; `kernel` trains them all in its."""

    def __init__(self, kernel: PopulationKernel, params: NetworkRow) -> None:
        self._kernel, self.params = kernel, params

    def train(self, waiting: Flags, epochs: int) -> NDArray[np.int64]:
        return self._kernel.train(self.params, waiting, epochs)


def _tape_blocks(settings: Settings, dataset: Dataset, starts: Array, dtype: np.dtype[Any]) -> list[_TapeBlock]:
    n, size = starts.shape[1], networks_per_block(settings, dataset, dtype, starts.shape[1])
    kernel = PopulationKernel(settings, dataset, dtype, size)
    blocks = []
    for start in range(0, n, size):
        columns = starts[:, start : start + size]
        params = np.zeros((len(starts), size), dtype)
        params[:, : columns.shape[1]] = columns
        blocks.append(_TapeBlock(kernel, params))
    return blocks


def _array_blocks(
    settings: Settings, dataset: Dataset, starts: Array, dtype: np.dtype[Any], own: Sequence[int]
) -> list[ArrayBlock]:
    seeds = np.array(own, np.uint64)
    cuts = [slice(at, at + NETWORKS) for at in range(0, starts.shape[1], NETWORKS)]
    return [ArrayBlock(settings, dataset, starts[:, cut], dtype, seeds[cut]) for cut in cuts]


class PopulationKernel:
    """For blocks of `size` networks. Keeps nothing from one call to the next but memory to work in."""

    def __init__(self, settings: Settings, dataset: Dataset, dtype: np.dtype[Any], size: int) -> None:
        self._rows = NetworkRows(settings, dataset, dtype, size)
        self._tapes = {watch: write_tape(self._rows, watch=watch) for watch in (False, True)}

    def train(self, params: NetworkRow, waiting: Flags, epochs: int) -> NDArray[np.int64]:
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
