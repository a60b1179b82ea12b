"""Trains one block of networks after another in the same few cached rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.dataset import Dataset
from game.sim.population.rows import Flags, Row, Rows
from game.sim.population.tape import Tape, write_tape
from game.sim.settings import Settings

COUNTER_HOLDS = 255
"""Epochs that the rows' eight-bit counter can count."""


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
