"""Lock events of a run as read-only columns: some thirty bytes each, however often a neuron swings about its
threshold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import overload

import numpy as np
from numpy.typing import NDArray

from game.sim.events import LockEvent
from game.sim.network import Layers


@cache
def places_after_inputs(layers: Layers) -> tuple[tuple[int, int], ...]:
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
        places = places_after_inputs(self.layers)
        where = (places[neuron] for neuron in self.neurons[part].tolist())
        rows = zip(
            self.epochs[part].tolist(), where, self.locked[part].tolist(), self.slopes[part].tolist(), strict=True
        )
        return tuple(LockEvent(epoch, layer, unit, locked, slope) for epoch, (layer, unit), locked, slope in rows)
