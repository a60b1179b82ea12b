"""The loss all over a plane through the space of parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.sim.backprop import forward, output_losses
from game.sim.dataset import Dataset
from game.sim.network import Array, Layers, Params
from game.sim.settings import Settings

STAGES = (17, 33, 65)
"""Points along each side, from coarse to fine."""
PIECE = 400_000
"""Multiplications of one piece of work: some milliseconds."""
LEAST_REACH = 2.0
"""How far a window reaches at least."""
MARGIN = 1.35
"""How much wider than what it shows a window is."""
LEAST_HELD = 1e-12
"""Movement, as a sum of squares, below which a run has gone nowhere."""


@dataclass(frozen=True, eq=False)
class Cut:
    """A plane through parameter space: the point `centre` and two `directions` (2 × parameters), at right angles to
    each other and of length 1. `held` is the share (0..1) of a run's movement that lies within the plane, where it was
    made from one."""

    centre: Array
    directions: Array
    held: float | None = None

    def at(self, across: float, up: float) -> Array:
        """The parameters, flat, `across` and `up` along the two directions from the centre."""
        return np.asarray(self.centre + across * self.directions[0] + up * self.directions[1])

    def place(self, flat: Sequence[float]) -> tuple[float, float]:
        """How far along the two directions parameters stand, seen at right angles to the plane."""
        across, up = self.directions @ (np.asarray(flat, dtype=np.float64) - self.centre)
        return float(across), float(up)


def cut_along(flat: Sequence[float], first: int, second: int) -> Cut:
    """The plane through `flat` in which the parameters at places `first` and `second` of it vary."""
    directions = np.zeros((2, len(flat)))
    directions[0, first] = directions[1, second] = 1.0
    return Cut(np.asarray(flat, dtype=np.float64), directions)


def cut_of_movement(trail: Sequence[Sequence[float]]) -> Cut:
    """The plane through the last point of `trail` (flat parameters, oldest first) that holds most of its movement: the
    first two principal components (Li and others, "Visualizing the loss landscape of neural nets", 2018, section 7). A
    run that has not moved gets the plane of the first two parameters."""
    points = np.asarray(trail, dtype=np.float64)
    with np.errstate(all="ignore"):
        moved = points - points[-1]
        total = float((moved * moved).sum())
    if not np.isfinite(total) or total < LEAST_HELD or points.shape[1] < 2:
        return cut_along(points[-1], 0, min(1, points.shape[1] - 1))
    _, sizes, directions = np.linalg.svd(moved, full_matrices=True)
    sizes = np.concatenate([sizes, np.zeros(2)])[:2]
    axes = directions[:2] * np.where(directions[:2].sum(axis=1) < 0.0, -1.0, 1.0)[:, None]
    return Cut(points[-1], axes, float((sizes * sizes).sum() / total))


def loss_at(layers: Layers, flats: Array, dataset: Dataset, settings: Settings) -> Array:
    """Average loss over the samples of `dataset` at each of `flats` (points × parameters): as many values, which may be
    inf or nan."""
    x = np.array(dataset.inputs, dtype=np.float64)
    y = np.array(dataset.targets, dtype=np.float64).reshape(len(x), -1)
    weights, biases, at = [], [], 0
    for sources, units in pairwise(layers):
        weights.append(flats[:, at : at + units * sources].reshape(-1, units, sources))
        at += units * sources
        biases.append(flats[:, at : at + units])
        at += units
    with np.errstate(all="ignore"):
        passed = forward(Params(tuple(weights), tuple(biases)), x, settings)
        found = output_losses(passed, y, settings).sum(axis=-1).mean(axis=-1)
    return np.asarray(found)


@dataclass(frozen=True)
class LandscapeExtent:
    """Which part of a cut is looked at: `reach` along each direction to both sides of the point (`across`, `up`)."""

    across: float
    up: float
    reach: float

    def share(self, place: tuple[float, float]) -> tuple[float, float]:
        """Where a place on the cut stands: shares of the way from left to right and from bottom to top."""
        return ((place[0] - self.across) / self.reach + 1.0) / 2.0, ((place[1] - self.up) / self.reach + 1.0) / 2.0

    def place(self, across: float, up: float) -> tuple[float, float]:
        """The inverse of `share`."""
        return self.across + (2.0 * across - 1.0) * self.reach, self.up + (2.0 * up - 1.0) * self.reach


def window_of(places: Sequence[tuple[float, float]], least: float = LEAST_REACH) -> LandscapeExtent:
    """The window that shows all `places`, with a margin, reaching at least `least` to each side."""
    points = np.array(places, dtype=np.float64)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return LandscapeExtent(0.0, 0.0, least)
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2.0
    return LandscapeExtent(float(middle[0]), float(middle[1]), max(least, MARGIN * float((high - low).max()) / 2.0))


class Landscape:
    """The loss all over `window` on `cut`, worked out piece by piece: `advance` computes some more points, first of a
    coarse grid, then of finer ones. `values` are rows from top to bottom, those of the finest grid that is complete."""

    def __init__(self, layers: Layers, cut: Cut, window: LandscapeExtent, dataset: Dataset, settings: Settings) -> None:
        self.cut, self.window = cut, window
        self._layers, self._dataset, self._settings = layers, dataset, settings
        self._stage, self._next = 0, 0
        self._values = np.full(STAGES[0] ** 2, np.nan)
        self.values: Array | None = None

    @property
    def finished(self) -> bool:
        """Whether the finest grid is known."""
        return self._stage == len(STAGES)

    def advance(self) -> None:
        """Compute one piece: about PIECE multiplications. A stage that is complete is shown as `values`."""
        if self.finished:
            return
        size = STAGES[self._stage]
        each = max(1, len(self._dataset.inputs) * len(self.cut.centre))
        count = max(16, PIECE // each)
        points = np.arange(self._next, min(self._next + count, size * size))
        shares = np.stack([points % size, size - 1 - points // size], axis=1) / (size - 1)
        across = self.window.across + (2.0 * shares[:, :1] - 1.0) * self.window.reach
        up = self.window.up + (2.0 * shares[:, 1:] - 1.0) * self.window.reach
        flats = self.cut.centre + across * self.cut.directions[0] + up * self.cut.directions[1]
        self._values[points] = loss_at(self._layers, flats, self._dataset, self._settings)
        self._next += len(points)
        if self._next == size * size:
            self._complete(size)

    def _complete(self, size: int) -> None:
        self.values = self._values.reshape(size, size)
        self._stage, self._next = self._stage + 1, 0
        if not self.finished:
            self._values = np.full(STAGES[self._stage] ** 2, np.nan)
