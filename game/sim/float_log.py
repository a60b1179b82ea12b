"""A growing row of floats that can be looked at as a numpy array without a copy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class FloatLog:
    """Appends in amortised constant time, 8 bytes a value and at most twice that in reserve."""

    def __init__(self) -> None:
        self._buffer = np.empty(256)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._buffer.nbytes

    def extend(self, values: Sequence[float]) -> None:
        """Append `values`. Views given out earlier keep their length and contents."""
        end = self._length + len(values)
        if end > len(self._buffer):
            grown = np.empty(max(end, len(self._buffer) * 3 // 2))
            grown[: self._length] = self._buffer[: self._length]
            self._buffer = grown
        self._buffer[self._length : end] = values
        self._length = end

    def cut(self, length: int) -> list[float]:
        """Forget everything from `length` on and return it. Views given out earlier stay as they were."""
        rest: list[float] = self._buffer[length : self._length].tolist()
        self._buffer = self._buffer[: self._length].copy()
        self._length = length
        return rest

    def view(self, length: int | None = None) -> NDArray[np.float64]:
        """The first `length` values (all by default), read-only."""
        view = self._buffer[: self._length if length is None else length]
        view.setflags(write=False)
        return view
