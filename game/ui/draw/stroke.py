"""A line of any thickness through a row of intervals, anti-aliased whatever its slope (pure).

The line is cut into sub-columns, three to a pixel; each knows the interval of heights that the line passes there. A
round pen makes it thick: interval by interval, the pen's disc is added. How much of a pixel the result covers is its
opacity. The cost depends on the picture's size at most, never on how wild the line is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.network import Array

SUB = 3
"""Sub-columns to a pixel."""
FULL = 255 // SUB
"""Opacity that a wholly covered sub-column adds to its pixel."""
STRIP = 96
"""Columns of pixels that are reckoned together, in the rows between their highest and their lowest ink."""
STEEPEST_DASH = 2.0
"""Pixels of height that count at most, for each sub-column, in the length along which dashes are laid."""


@dataclass(frozen=True)
class Trail:
    """Where a line passes: in sub-column `first` + k from `top[k]` down to `bottom[k]` pixels."""

    first: int
    top: Array
    bottom: Array

    @property
    def end(self) -> int:
        """The first sub-column behind it."""
        return self.first + len(self.top)


def through_points(x: Array, y: Array, first: int, end: int) -> Trail:
    """The trail in sub-columns `first` to `end` - 1 of straight lines from point to point; `x` (pixels, rising) may
    begin before and end after them."""
    column = np.floor(x * SUB).astype(np.int64)
    first = max(first, int(column[0]))
    end = max(first, min(end, int(column[-1]) + 1))
    at_edges = np.interp(np.arange(first, end + 1) / SUB, x, y)
    top = np.minimum(at_edges[:-1], at_edges[1:])
    bottom = np.maximum(at_edges[:-1], at_edges[1:])
    inside = (column >= first) & (column < end)
    np.minimum.at(top, column[inside] - first, y[inside])
    np.maximum.at(bottom, column[inside] - first, y[inside])
    return Trail(first, top, bottom)


def joined(trail: Trail) -> Trail:
    """The trail with every interval reaching half-way to the neighbour it does not touch."""
    top, bottom = trail.top.copy(), trail.bottom.copy()
    falls = trail.top[1:] > trail.bottom[:-1]
    rises = trail.bottom[1:] < trail.top[:-1]
    middle = np.where(falls, trail.bottom[:-1] + trail.top[1:], trail.top[:-1] + trail.bottom[1:]) / 2
    for edge, meets in ((bottom[:-1], falls), (bottom[1:], rises)):
        np.maximum(edge, middle, out=edge, where=meets)
    for edge, meets in ((top[1:], falls), (top[:-1], rises)):
        np.minimum(edge, middle, out=edge, where=meets)
    return Trail(trail.first, top, bottom)


def thickened(trail: Trail, radius: float) -> Trail:
    """The trail of a round pen of `radius` pixels led along `trail`."""
    reach = math.floor(radius * SUB)
    count = len(trail.top) + 2 * reach
    top, bottom = np.full(count, np.inf), np.full(count, -np.inf)
    for shift in range(-reach, reach + 1):
        rise = math.sqrt(radius * radius - (shift / SUB) ** 2)
        here = slice(reach + shift, reach + shift + len(trail.top))
        np.minimum(top[here], trail.top - rise, out=top[here])
        np.maximum(bottom[here], trail.bottom + rise, out=bottom[here])
    return Trail(trail.first - reach, top, bottom)


def dashed(trail: Trail, thick: Trail, pattern: tuple[float, ...]) -> Trail:
    """`thick`, made from `trail`, where the pen is down: it goes down and up by turns for the pixels `pattern` gives,
    measured along `trail`."""
    steps = 1 / SUB + np.minimum(trail.bottom - trail.top, STEEPEST_DASH)
    turns = np.cumsum(pattern)
    along = (np.cumsum(steps) - steps[0]) % turns[-1]
    up = np.searchsorted(turns, along, side="right") % 2 == 1
    top, bottom = thick.top.copy(), thick.bottom.copy()
    reach = trail.first - thick.first
    inner = slice(reach, reach + len(up))
    top[inner][up], bottom[inner][up] = np.inf, np.inf
    return Trail(thick.first, top, bottom)


def opacity(trail: Trail, first: int, end: int, height: int) -> NDArray[np.uint8]:
    """How much `trail` covers of the pixels of columns `first` to `end` - 1: (`height`, columns), 0..255."""
    kind = np.int16 if height * FULL < 2**15 else np.int32  # The narrower the numbers, the faster.
    tops: NDArray[Any] = _fitted(trail.top, trail.first, first, end, height).astype(kind)
    bottoms: NDArray[Any] = _fitted(trail.bottom, trail.first, first, end, height).astype(kind)
    covered = np.zeros((height, end - first), dtype=np.uint8)
    for left in range(0, end - first, STRIP):
        strip = slice(left * SUB, (left + STRIP) * SUB)
        inked = bottoms[strip] > tops[strip]
        if inked.any():
            upper = tops[strip][inked].min() // FULL
            lower = -(-bottoms[strip][inked].max() // FULL)
            covered[upper:lower, left : left + STRIP] = _covered(tops[strip], bottoms[strip], int(upper), int(lower))
    return covered


def _covered(tops: NDArray[Any], bottoms: NDArray[Any], upper: int, lower: int) -> NDArray[Any]:
    """The opacity of the pixels of rows `upper` to `lower` - 1, of all columns between `tops` and `bottoms`."""
    rows: NDArray[Any] = np.arange(upper * FULL, lower * FULL, FULL, dtype=tops.dtype)[:, None]
    total = np.zeros((lower - upper, len(tops) // SUB), dtype=tops.dtype)
    part = np.empty_like(total)
    for edges, gather in ((bottoms, np.add), (tops, np.subtract)):
        for sub in range(SUB):
            np.subtract(edges[sub::SUB], rows, out=part)
            np.maximum(part, 0, out=part)
            np.minimum(part, FULL, out=part)
            gather(total, part, out=total)
    return total


def _fitted(values: Array, begins: int, first: int, end: int, height: int) -> Array:
    """`values` of the sub-columns of pixels `first` to `end` - 1 in units of opacity; the lowest where there is none,
    so that nothing lies between top and bottom there."""
    fitted = np.full((end - first) * SUB, height * FULL, dtype=np.float64)
    start, stop = max(begins, first * SUB), min(begins + len(values), end * SUB)
    if start < stop:
        part = np.minimum(np.maximum(values[start - begins : stop - begins], 0), height)
        fitted[start - first * SUB : stop - first * SUB] = np.rint(part * FULL)
    return fitted
