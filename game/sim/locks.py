"""Lock events of a run as columns: some thirty bytes each, however often a neuron swings about its threshold."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from game.sim.engine.growing_array import GrowingArray
from game.sim.engine.kernel import LockChange
from game.sim.events import LockEvent
from game.sim.network import Layers


@cache
def _places(layers: Layers) -> tuple[tuple[int, int], ...]:
    """(layer, unit) of every unit after the inputs, layer by layer."""
    return tuple((layer, unit) for layer in range(1, len(layers)) for unit in range(layers[layer]))


@dataclass(frozen=True, eq=False)
class Locks(Sequence[LockEvent]):
    """Lock events, oldest first, read-only. The columns are of one length: `epochs`, in order; `neurons`, which count
    the units after the inputs of `layers`; `locked`; and `slopes`, the averages over the samples."""

    layers: Layers
    epochs: NDArray[np.int64]
    neurons: NDArray[np.int16]
    locked: NDArray[np.bool_]
    slopes: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.epochs)

    @overload
    def __getitem__(self, at: int) -> LockEvent: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[LockEvent, ...]: ...
    def __getitem__(self, at: int | slice) -> LockEvent | tuple[LockEvent, ...]:
        if isinstance(at, slice):
            return self._told(at)
        at = range(len(self))[at]
        return self._told(slice(at, at + 1))[0]

    def __iter__(self) -> Iterator[LockEvent]:
        return iter(self._told(slice(None)))

    def between(self, after: int, last: int) -> Locks:
        """Events later than epoch `after`, up to epoch `last`, in columns of their own."""
        start, end = np.searchsorted(self.epochs, (after, last), side="right")
        epochs, neurons = self.epochs[start:end].copy(), self.neurons[start:end].copy()
        return Locks(self.layers, epochs, neurons, self.locked[start:end].copy(), self.slopes[start:end].copy())

    def _told(self, part: slice) -> tuple[LockEvent, ...]:
        """One by one. There may be a thousand in a frame: lists are read many times faster than arrays."""
        places = _places(self.layers)
        where = (places[neuron] for neuron in self.neurons[part].tolist())
        rows = zip(
            self.epochs[part].tolist(), where, self.locked[part].tolist(), self.slopes[part].tolist(), strict=True
        )
        return tuple(LockEvent(epoch, layer, unit, locked, slope) for epoch, (layer, unit), locked, slope in rows)


class LockLog:
    """Grows by the changes of locks in a network of `layers`, no neuron locked at first."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self._columns: tuple[GrowingArray[Any], ...] = tuple(
            map(GrowingArray, (np.int64, np.int16, np.bool_, np.float64))
        )
        self._turns = tuple(array("q") for _ in _places(layers))

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
