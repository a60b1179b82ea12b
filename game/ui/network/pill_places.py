"""Where at its edge each weight's number stands, so that none covers another, a neuron, a crossing or what waits in
front of a slope gate (pure)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pygame import Rect

from game.sim.network import Edge
from game.ui.draw.curve import Curve, Point

SHARES = tuple(sorted((k / 100 for k in range(16, 86, 2)), key=lambda share: (abs(share - 0.5), share)))
"""Shares of an edge's length to try, the middle first."""
MOST = 32
"""Edges between two layers beyond which there is never room for their numbers."""
_APART = 4
_CROWDED = 2.0
"""Points of foreign edges a number may cover, on average, before it is no longer clear whose it is."""
_OFF_CENTRE = 4.0
"""Cost of standing a whole length off the middle, in points of foreign edges covered."""


class PillPlace(NamedTuple):
    """`share` of the edge's length, and pixels that the number stands below it (negative: above)."""

    share: float
    below: float = 0.0


def place_pills(
    curves: Mapping[Edge, Curve],
    obstacles: Sequence[Rect],
    waiting: Sequence[Rect],
    size: tuple[float, float],
    beside: Sequence[float],
) -> dict[Edge, PillPlace]:
    """For each edge, a place where a box of `size` pixels has room: on the edge, or `beside` it by so many pixels, the
    nearest first, and if possible not where packets are `waiting`. Between two layers either every edge gets a place or
    none does: a few numbers among many edges would look like the only ones."""
    places: dict[Edge, PillPlace] = {}
    for layer in sorted({edge.layer for edge in curves}):
        between = {edge: curve for edge, curve in curves.items() if edge.layer == layer}
        if len(between) <= MOST:
            off = _between_layers(between, [*obstacles, *waiting], size, beside)
            found = off or _between_layers(between, obstacles, size, beside)
            obstacles = [*obstacles, *(_box(pill_centre(curves[edge], place), size) for edge, place in found.items())]
            places |= found
    return places


def _between_layers(
    curves: Mapping[Edge, Curve], obstacles: Sequence[Rect], size: tuple[float, float], beside: Sequence[float]
) -> dict[Edge, PillPlace]:
    places: dict[Edge, PillPlace] = {}
    covered = 0.0
    taken = [rect.inflate(_APART, _APART) for rect in obstacles]
    points = np.array([curve.points for curve in curves.values()])
    numbers = {edge: number for number, edge in enumerate(curves)}
    for edge in sorted(curves, key=lambda edge: _slant(curves[edge])):
        others = np.delete(points, numbers[edge], axis=0).reshape(-1, 2).T
        place, covers = _best_place(curves[edge], taken, others, size, beside)
        covered += covers
        if covered > _CROWDED * len(curves):
            return {}
        places[edge] = place
        taken.append(_box(pill_centre(curves[edge], place), size).inflate(2 * _APART, 2 * _APART))
    return places


def pill_centre(curve: Curve, place: PillPlace) -> Point:
    """The middle of a number that stands at `place` of an edge."""
    x, y = curve.at(place.share)
    return (x, y + place.below)


def _best_place(
    curve: Curve, taken: Sequence[Rect], others: NDArray[np.float64], size: tuple[float, float], beside: Sequence[float]
) -> tuple[PillPlace, float]:
    """The best place, beside the edge only where there is no room on it, and how many points of `others` (2, n) it
    covers: infinite when there is no room at all."""
    for below in (0.0, *(sign * step for step in beside for sign in (-1.0, 1.0))):
        share, covers = _best_share(curve, below, taken, others, size)
        if math.isfinite(covers):
            return PillPlace(share, below), covers
    return PillPlace(0.5), math.inf


def _best_share(
    curve: Curve, below: float, taken: Sequence[Rect], others: NDArray[np.float64], size: tuple[float, float]
) -> tuple[float, float]:
    """The best share at that distance from the edge, and as `_best_place`."""
    best, least, covers = 0.5, math.inf, math.inf
    x, y = others
    for share in SHARES:
        cost = _OFF_CENTRE * abs(share - 0.5)
        if cost >= least:
            break
        box = _box(pill_centre(curve, PillPlace(share, below)), size)
        if box.collidelist(taken) >= 0:
            continue
        hidden = np.count_nonzero((x >= box.left) & (x < box.right) & (y >= box.top) & (y < box.bottom))
        if cost + hidden < least:
            best, least, covers = share, cost + hidden, float(hidden)
    return best, covers


def _slant(curve: Curve) -> float:
    return abs(curve.points[-1][1] - curve.points[0][1])


def _box(centre: Point, size: tuple[float, float]) -> Rect:
    return Rect(round(centre[0] - size[0] / 2), round(centre[1] - size[1] / 2), round(size[0]), round(size[1]))
