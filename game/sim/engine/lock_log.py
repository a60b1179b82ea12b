"""The lock events of a run as they are recorded, cut and taken over by branches."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.engine.growing_array import GrowingArray
from game.sim.engine.training import LockChange
from game.sim.locks import Locks, places_after_inputs
from game.sim.network import Layers


class LockLog:
    """Grows by the changes of locks in a network of `layers`, no neuron locked at first."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self._columns: tuple[GrowingArray[Any], ...] = tuple(
            map(GrowingArray, (np.int64, np.int16, np.bool_, np.float64))
        )
        self._turns = tuple(array("q") for _ in places_after_inputs(layers))

    @classmethod
    def of(cls, locks: Locks) -> LockLog:
        """A log that goes on from `locks`."""
        log = cls(locks.layers)
        columns: tuple[NDArray[Any], ...] = (locks.epochs, locks.neurons, locks.locked, locks.slopes)
        for column, values in zip(log._columns, columns, strict=True):
            column.extend(values)
        for neuron, turns in enumerate(log._turns):
            turns.extend(locks.epochs[locks.neurons == neuron].tolist())
        return log

    def __len__(self) -> int:
        return len(self._columns[0])

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(column.nbytes for column in self._columns) + 8 * sum(map(len, self._turns))

    def extend(self, changes: Sequence[LockChange]) -> None:
        """Append `changes`, oldest first and none older than those there."""
        if not changes:
            return
        for column, values in zip(self._columns, zip(*changes, strict=True), strict=True):
            column.extend(values)
        for change in changes:
            self._turns[change.neuron].append(change.epoch)

    def cut(self, epoch: int) -> None:
        """Forget the changes from `epoch` on."""
        length = int(np.searchsorted(self.view().epochs, epoch))
        for column in self._columns:
            column.cut(length)
        for turns in self._turns:
            del turns[bisect_left(turns, epoch) :]

    def before(self, epoch: int) -> LockLog:
        """A log of its own of the changes before `epoch`."""
        copy = LockLog(self.layers)
        length = int(np.searchsorted(self.view().epochs, epoch))
        for column, own in zip(copy._columns, self._columns, strict=True):
            column.extend(own.view()[:length])
        for turns, own_turns in zip(copy._turns, self._turns, strict=True):
            turns.extend(own_turns[: bisect_left(own_turns, epoch)])
        return copy

    def since(self, epoch: int) -> tuple[int | None, ...]:
        """For each neuron the epoch since which it has been locked after `epoch` epochs; None if it is not. Every
        change turns the lock over, so an odd number of them leaves it locked."""
        counts = [bisect_right(turns, epoch) for turns in self._turns]
        return tuple(turns[n - 1] if n % 2 else None for turns, n in zip(self._turns, counts, strict=True))

    def view(self) -> Locks:
        """All events, read-only; it stays as it is when the log changes."""
        epochs, neurons, locked, slopes = (column.view() for column in self._columns)
        return Locks(self.layers, epochs, neurons, locked, slopes)
