"""Where along its edge each weight's number stands, so that none covers another, a neuron or a crossing (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def place_pills(
    curves: Mapping[Edge, Curve], obstacles: Sequence[Rect], size: tuple[float, float]
) -> dict[Edge, float]:
    """For each edge the share of its length at which a box of `size` pixels has room. Between two layers either every
    edge has its place or none is given: a few numbers among many would look like the only ones."""
    shares: dict[Edge, float] = {}
    for layer in sorted({edge.layer for edge in curves}):
        shares |= _between_layers(
            {edge: curve for edge, curve in curves.items() if edge.layer == layer}, obstacles, size
        )
    return shares


def _between_layers(
    curves: Mapping[Edge, Curve], obstacles: Sequence[Rect], size: tuple[float, float]
) -> dict[Edge, float]:
    shares: dict[Edge, float] = {}
    if len(curves) > MOST:
        return shares
    covered = 0.0
    taken = [rect.inflate(_APART, _APART) for rect in obstacles]
    for edge in sorted(curves, key=lambda edge: _slant(curves[edge])):
        others = np.array([curve.points for other, curve in curves.items() if other != edge]).reshape(-1, 2)
        share, cost = _best_share(curves[edge], taken, others, size)
        covered += cost
        if covered > _CROWDED * len(curves):
            return {}
        shares[edge] = share
        taken.append(_box(curves[edge].at(share), size).inflate(2 * _APART, 2 * _APART))
    return shares


def _best_share(
    curve: Curve, taken: Sequence[Rect], others: NDArray[np.float64], size: tuple[float, float]
) -> tuple[float, float]:
    """The best share and its cost: infinite when there is no room."""
    best, least = 0.5, float("inf")
    for share in SHARES:
        cost = _OFF_CENTRE * abs(share - 0.5)
        if cost >= least:
            break
        box = _box(curve.at(share), size)
        if box.collidelist(taken) >= 0:
            continue
        cost += np.count_nonzero(((others >= box.topleft) & (others < box.bottomright)).all(axis=1))
        if cost < least:
            best, least = share, cost
    return best, least


def _slant(curve: Curve) -> float:
    return abs(curve.points[-1][1] - curve.points[0][1])


def _box(centre: Point, size: tuple[float, float]) -> Rect:
    return Rect(round(centre[0] - size[0] / 2), round(centre[1] - size[1] / 2), round(size[0]), round(size[1]))
