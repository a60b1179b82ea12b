"""A growing column of numbers that can be looked at as a numpy array without a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Scalar = TypeVar("Scalar", bound=np.generic)


LONG = 65_536
"""From so many numbers on, one that knows how many it can come to gets a place for all of them."""


class GrowingArray(Generic[Scalar]):
    """Appending takes constant time on average; the reserve is at most half of what it holds. If `most` is given, it
    never holds more numbers than that, and once it is `LONG` it reserves room for all of them at once: room that is not
    used takes no memory, and nothing has to be copied again, which would need twice the memory for a moment."""

    def __init__(self, dtype: type[Scalar], most: int = 0) -> None:
        self._buffer: NDArray[Scalar] = np.empty(256, dtype)
        self._length = 0
        self._most = most

    @classmethod
    def of(cls, values: NDArray[Scalar], most: int = 0) -> GrowingArray[Scalar]:
        """Begins with `values`, which is taken over, not copied: nobody else may write into it."""
        array = cls(values.dtype.type, most)
        array._buffer, array._length = values, len(values)
        return array

    def __len__(self) -> int:
        return self._length

    @property
    def nbytes(self) -> int:
        """Bytes of memory held."""
        used = self._length * self._buffer.itemsize
        return used if len(self._buffer) == self._most else self._buffer.nbytes

    def extend(self, values: Sequence[float] | NDArray[Scalar]) -> None:
        """Append `values`. Views given out earlier keep their length and contents."""
        end = self._length + len(values)
        if end == self._length:
            return
        if end > len(self._buffer):
            self._move(end)
        self._buffer[self._length : end] = values
        self._length = end

    def cut(self, length: int) -> None:
        """Forget everything from `length` on. Views given out earlier stay as they were."""
        if length < self._length:
            self._length = length
            self._move(length)

    def view(self) -> NDArray[Scalar]:
        """All values, read-only."""
        view = self._buffer[: self._length]
        view.setflags(write=False)
        return view

    def _move(self, room: int) -> None:
        """Into a buffer of its own with `room` and some reserve; the old one is left to the views of it."""
        enough = self._most if LONG <= room <= self._most else max(256, room * 3 // 2)
        grown = np.empty(enough, self._buffer.dtype)
        grown[: self._length] = self._buffer[: self._length]
        self._buffer = grown
