"""Curves as points evenly spaced along their length (pure)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
"""A place on a picture."""
Pixel = tuple[int, int]
"""The same in whole pixels."""

SAMPLES = 25
"""Points of a sampled curve."""
_STEPS = 48


@dataclass(frozen=True)
class Curve:
    """`SAMPLES` points, the same distance apart along the curve, so that a share of the index is a share of the way."""

    points: tuple[Point, ...]

    def at(self, share: float) -> Point:
        """The point `share` (0..1) of the way along."""
        along = min(max(share, 0.0), 1.0) * (len(self.points) - 1)
        index = min(int(along), len(self.points) - 2)
        rest = along - index
        (x0, y0), (x1, y1) = self.points[index], self.points[index + 1]
        return (x0 + (x1 - x0) * rest, y0 + (y1 - y0) * rest)

    @property
    def length(self) -> float:
        """Pixels from end to end."""
        return sum(math.dist(a, b) for a, b in pairwise(self.points))

    def reversed(self) -> Curve:
        """The same way back."""
        return Curve(self.points[::-1])

    def share_near(self, point: Point) -> float:
        """Share of the way at which the curve comes closest to `point`."""
        nearest = min(range(len(self.points)), key=lambda index: math.dist(self.points[index], point))
        return nearest / (len(self.points) - 1)


def through(points: Iterable[Point]) -> Curve:
    """The polyline through `points` (one or more), resampled evenly."""
    given = list(points)
    if len(given) == 1:
        return Curve((given[0],) * SAMPLES)
    lengths = [0.0]
    for a, b in pairwise(given):
        lengths.append(lengths[-1] + math.dist(a, b))
    total, at, even = lengths[-1], 0, []
    for sample in range(SAMPLES):
        want = total * sample / (SAMPLES - 1)
        while at < len(given) - 2 and lengths[at + 1] < want:
            at += 1
        even.append(_between(given, lengths, at, want))
    return Curve((given[0], *even[1:-1], given[-1]))


def _between(points: Sequence[Point], lengths: Sequence[float], at: int, want: float) -> Point:
    if at + 1 >= len(points) or lengths[at + 1] == lengths[at]:
        return points[at]
    share = (want - lengths[at]) / (lengths[at + 1] - lengths[at])
    (x0, y0), (x1, y1) = points[at], points[at + 1]
    return (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)


def cubic(start: Point, first: Point, second: Point, end: Point) -> Curve:
    """The cubic Bézier curve from `start` to `end` with two control points."""
    points = _weights() @ np.array((start, first, second, end))
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0.0, along[-1], SAMPLES)
    x, y = (np.interp(wanted, along, column).tolist() for column in points.T)
    return Curve((start, *zip(x[1:-1], y[1:-1], strict=True), end))


def s_curve(start: Point, end: Point, bend: float = 0.5) -> Curve:
    """From `start` to `end`, level at both ends; `bend` (0..1) is how far it keeps level, as a share of the way."""
    reach = (end[0] - start[0]) * bend
    return cubic(start, (start[0] + reach, start[1]), (end[0] - reach, end[1]), end)


@cache
def _weights() -> NDArray[np.float64]:
    """(steps + 1, 4): how much each of a cubic's four points counts at even shares of its parameter."""
    t = np.linspace(0.0, 1.0, _STEPS + 1)
    u = 1.0 - t
    weights: NDArray[np.float64] = np.stack([u**3, 3 * u * u * t, 3 * u * t * t, t**3], axis=1)
    return weights
