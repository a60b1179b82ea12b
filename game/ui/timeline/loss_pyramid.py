"""Lowest and highest loss in any stretch of a run without reading the stretch (pure): a pyramid of extremes, each block
of a level covering sixteen of the level below, kept up to date as the run grows."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.sim.network import Array
from game.sim.snapshot import Piece

FACTOR = 16
BLOCKS_PER_COLUMN = 4
"""A column is made of at least so many blocks: its edges are off by at most a quarter of a column."""

COLUMNS = 64
"""Columns in which the extremes of a stretch are looked for."""

Extremes = tuple[Array, Array]


class PyramidLevel:
    """Extremes of blocks, in a buffer with room to grow. Row 0 holds the lowest of each block, row 1 the lowest of the
    negative values, so that one reduction serves both."""

    def __init__(self) -> None:
        self._buffer = np.empty((2, 64))
        self.length = 0

    def replace_from(self, start: int, blocks: Array) -> None:
        """Let `blocks` (2, n) follow the first `start` ones."""
        end = start + blocks.shape[1]
        if end > self._buffer.shape[1]:
            grown = np.empty((2, end * 3 // 2))
            grown[:, :start] = self._buffer[:, :start]
            self._buffer = grown
        self._buffer[:, start:end] = blocks
        self.length = end

    def blocks(self, start: int = 0) -> Array:
        """Blocks from `start` on, (2, n)."""
        return self._buffer[:, start : self.length]


class History:
    """The losses of one run, from epoch 0 on, ready to be drawn at any scale."""

    def __init__(self) -> None:
        self._pieces: tuple[Piece, ...] = ()
        self._levels: list[PyramidLevel] = []
        self.length = 0

    @property
    def lowest(self) -> float:
        """The smallest loss there was."""
        return float(self._top[0].min())

    @property
    def highest(self) -> float:
        """The largest loss there was."""
        return float(-self._top[1].min())

    @property
    def _top(self) -> Array:
        return self._levels[-1].blocks()

    def sync(self, pieces: tuple[Piece, ...]) -> int:
        """Take over a run's pieces. Returns the first epoch that is new or different; only what follows is read."""
        same = common_epochs(self._pieces, pieces)
        self._pieces = pieces
        self.length = pieces[-1].last_epoch + 1
        start = min(same, self.length - 1) // FACTOR
        raw = self.values(start * FACTOR, self.length)
        below = np.stack((raw, -raw))
        for level in self._levels_for(self.length):
            level.replace_from(start, _reduced(below))
            start //= FACTOR
            below = level.blocks(start * FACTOR)
        return same

    def _levels_for(self, length: int) -> list[PyramidLevel]:
        """As many levels as bring `length` epochs down to a few blocks."""
        count = 1
        while FACTOR ** (count + 1) < length:
            count += 1
        while len(self._levels) < count:
            self._levels.append(self._raised())
        del self._levels[count:]
        return self._levels

    def _raised(self) -> PyramidLevel:
        """A further level over the topmost one there is."""
        level = PyramidLevel()
        if self._levels:
            level.replace_from(0, _reduced(self._top))
        return level

    def values(self, start: int, end: int) -> Array:
        """Losses after `start` to `end` - 1 epochs."""
        parts = [
            piece.losses[max(0, start - piece.first_epoch) : end - piece.first_epoch]
            for piece in self._pieces
            if piece.first_epoch < end and piece.last_epoch >= start
        ]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def extremes(self, first: float, last: float) -> tuple[float, float] | None:
        """Lowest and highest loss from epoch `first` to `last`, or in a little more; None where nothing is recorded."""
        if first <= 0 and last >= self.length - 1:
            return self.lowest, self.highest
        start, stop = max(0, math.floor(first)), min(self.length, math.ceil(last) + 1)
        if stop <= start:
            return None
        per_column = (stop - start) / COLUMNS
        if per_column < 1:
            losses = self.values(start, stop)
            return float(losses.min()), float(losses.max())
        lowest, highest = self.columns(math.floor(start / per_column), math.ceil(stop / per_column), per_column)
        return (float(lowest.min()), float(highest.max())) if len(lowest) else None

    def columns(self, first: int, end: int, per_column: float) -> Extremes:
        """Lowest and highest loss in each of columns `first` to `end` - 1, `per_column` (>= 1) epochs wide, as
        `column_edges` has them. Columns that begin after the last epoch are left out."""
        block = epochs_per_block(per_column)
        edges = column_edges(first, end, per_column)
        starts = edges[:-1][edges[:-1] < self.length]
        stop = min(int(edges[-1]), self.length)
        if not len(starts):
            return np.empty(0), np.empty(0)
        start = int(starts[0])
        if block == 1:
            raw = self.values(start, stop)
            unit, source = 1, np.stack((raw, -raw))
        else:
            level = min(round(math.log(block, FACTOR)), len(self._levels))
            unit = FACTOR**level
            source = self._levels[level - 1].blocks(start // unit)[:, : math.ceil((stop - start) / unit)]
        lowest, negated = np.minimum.reduceat(source, (starts - start) // unit, axis=1)
        return lowest, -negated


def epochs_per_block(per_column: float) -> int:
    """Epochs of the blocks that columns are put together from."""
    size = 1
    while size * FACTOR * BLOCKS_PER_COLUMN <= per_column:
        size *= FACTOR
    return size


def column_edges(first: int, end: int, per_column: float) -> NDArray[np.int64]:
    """The first epoch of columns `first` to `end`: where a column begins, rounded up to a whole block."""
    block = epochs_per_block(per_column)
    edges: NDArray[np.int64] = np.ceil(np.arange(first, end + 1) * (per_column / block) - 1e-9).astype(np.int64)
    return edges * block


def common_epochs(old: Sequence[Piece], new: Sequence[Piece]) -> int:
    """How many epochs, from 0 on, certainly have the same losses in both."""
    same = 0
    for before, after in zip(old, new, strict=False):
        if before.first_epoch != after.first_epoch:
            break
        alike = _common_length(before.losses, after.losses)
        same = before.first_epoch + alike
        if alike < max(len(before.losses), len(after.losses)):
            break
    return same


def _common_length(old: Array, new: Array) -> int:
    """Leading values that are the same; not looked at where both are views of the same (read-only) memory."""
    length = min(len(old), len(new))
    if _address(old) == _address(new):
        return length
    differs = old[:length] != new[:length]
    first = int(differs.argmax()) if length else 0
    return first if length and differs[first] else length


def _address(array: Array) -> int:
    return int(array.__array_interface__["data"][0])


def _reduced(blocks: Array) -> Array:
    """The lowest of every sixteen, the last ones perhaps fewer, along the rows of (2, n)."""
    count = blocks.shape[1]
    whole = count - count % FACTOR
    parts = [blocks[:, :whole].reshape(2, -1, FACTOR).min(axis=2)]
    if whole < count:
        parts.append(blocks[:, whole:].min(axis=1, keepdims=True))
    return np.concatenate(parts, axis=1)
