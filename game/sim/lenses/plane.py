"""What a network answers all over the plane of two of its inputs, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sim.backprop import forward
from game.sim.network import Array, Params
from game.sim.settings import Settings

MARGIN = 0.35
"""How far beyond the samples the plane reaches, as a share of how far these are apart."""
NARROWEST = 0.5
"""Least distance, in units of the input, that counts as one between samples that all have the same value."""

Span = tuple[float, float]


@dataclass(frozen=True)
class Plane:
    """Input `across` runs from left to right through the span `x`, input `up` from bottom to top through `y`; every
    other input keeps its value in `held`. With a single input `up` is None, and the plane is a line."""

    across: int
    up: int | None
    x: Span
    y: Span
    held: tuple[float, ...]

    def place(self, sample: Sequence[float]) -> tuple[float, float]:
        """Where `sample` stands: shares of the way from left to right and from bottom to top, 0..1 within the plane."""
        across = (sample[self.across] - self.x[0]) / (self.x[1] - self.x[0])
        if self.up is None:
            return across, 0.0
        return across, (sample[self.up] - self.y[0]) / (self.y[1] - self.y[0])

    def at(self, across: float, up: float) -> tuple[float, ...]:
        """The inputs at a place, the inverse of `place`."""
        inputs = list(self.held)
        inputs[self.across] = self.x[0] + across * (self.x[1] - self.x[0])
        if self.up is not None:
            inputs[self.up] = self.y[0] + up * (self.y[1] - self.y[0])
        return tuple(inputs)


def plane_of(inputs: Sequence[Sequence[float]], axes: tuple[int, int] = (0, 1), held: int = 0) -> Plane:
    """The plane of the two inputs `axes` that shows every sample of `inputs` (n rows), the others held where sample
    `held` has them. Axes that are not there, or the same one twice, are replaced by the first that are."""
    count = len(inputs[0])
    if count == 1:
        return Plane(0, None, span_of([row[0] for row in inputs]), (0.0, 1.0), tuple(inputs[held]))
    across = axes[0] if axes[0] < count else 0
    up = axes[1] if axes[1] < count and axes[1] != across else next(k for k in range(count) if k != across)
    columns = list(zip(*inputs, strict=True))
    return Plane(across, up, span_of(columns[across]), span_of(columns[up]), tuple(inputs[held]))


def span_of(values: Sequence[float]) -> Span:
    """From below the least of `values` to above the greatest."""
    low, high = min(values), max(values)
    margin = MARGIN * (high - low) if high - low > 0.0 else NARROWEST
    return low - margin, high + margin


def field(params: Params, settings: Settings, plane: Plane, size: int) -> tuple[Array, ...]:
    """The activations of every unit all over `plane`: for each layer after the inputs an array of units × size × size,
    whose rows run from the top of the plane to its bottom and whose columns from left to right; units × 1 × size on a
    line."""
    x = np.linspace(*plane.x, size)
    rows = 1 if plane.up is None else size
    points = np.tile(np.array(plane.held, dtype=np.float64), (rows * size, 1))
    points[:, plane.across] = np.tile(x, rows)
    if plane.up is not None:
        points[:, plane.up] = np.repeat(np.linspace(plane.y[1], plane.y[0], size), size)
    with np.errstate(all="ignore"):
        passed = forward(params, points, settings)
    return tuple(a.T.reshape(a.shape[1], rows, size) for a in passed.a[1:])


def contour(values: Array, level: float) -> Array:
    """Where `values` (rows × columns, of a grid from top to bottom and left to right) crosses `level`: an array of
    segments × 2 ends × (across, down), in shares of the grid's width and height. Marching squares: each cell's corners
    are joined by straight lines (Lorensen and Cline, "Marching cubes", 1987, in two dimensions); a saddle is cut into
    two segments. Cells with a corner that is not finite are left out."""
    return contours(values[None], (level,))[0]


def contours(values: Array, levels: Sequence[float]) -> list[Array]:
    """As `contour`, of each grid in `values` (grids × rows × columns) with its level."""
    lines = np.asarray(levels, dtype=np.float64)[:, None, None]
    above, finite = values > lines, np.isfinite(values)
    case = np.where(above[:, :-1, :-1], 1, 0) | np.where(above[:, :-1, 1:], 2, 0)
    case |= np.where(above[:, 1:, 1:], 4, 0) | np.where(above[:, 1:, :-1], 8, 0)
    case[~(finite[:, :-1, :-1] & finite[:, :-1, 1:] & finite[:, 1:, 1:] & finite[:, 1:, :-1])] = 0
    cells = np.nonzero((case > 0) & (case < 15))
    codes = case[cells]
    crossings = _crossings(values, lines, cells)
    found, grids = [np.zeros((0, 2, 2))], [np.zeros(0, dtype=np.intp)]
    for code in np.unique(codes).tolist():
        here = codes == code
        for first, second in _SEGMENTS[code]:
            found.append(np.stack([crossings[first][here], crossings[second][here]], axis=1))
            grids.append(cells[0][here])
    size = np.array([values.shape[2] - 1, values.shape[1] - 1], dtype=np.float64)
    segments, grid = np.concatenate(found) / size, np.concatenate(grids)
    return [segments[grid == k] for k in range(len(values))] if len(values) > 1 else [segments]


def _crossings(values: Array, levels: Array, cells: tuple[NDArray[np.intp], ...]) -> dict[str, Array]:
    """For each side of each of `cells` (grid, row, column), where its level is crossed on it as (across, down) in
    cells: cells × 2. On a side where it is not crossed, the numbers have no meaning."""
    grid, row, column = cells
    level = levels[grid, 0, 0]
    corners = [values[grid, row + down, column + across] for down, across in ((0, 0), (0, 1), (1, 0), (1, 1))]
    with np.errstate(all="ignore"):
        top, bottom, left, right = (
            (level - corners[first]) / (corners[second] - corners[first])
            for first, second in ((0, 1), (2, 3), (0, 2), (1, 3))
        )
    return {
        "top": np.stack([column + top, row], axis=-1),
        "bottom": np.stack([column + bottom, row + 1.0], axis=-1),
        "left": np.stack([column, row + left], axis=-1),
        "right": np.stack([column + 1.0, row + right], axis=-1),
    }


_SEGMENTS: dict[int, tuple[tuple[str, str], ...]] = {
    1: (("left", "top"),),
    2: (("top", "right"),),
    3: (("left", "right"),),
    4: (("right", "bottom"),),
    5: (("left", "top"), ("right", "bottom")),
    6: (("top", "bottom"),),
    7: (("left", "bottom"),),
    8: (("left", "bottom"),),
    9: (("top", "bottom"),),
    10: (("top", "right"), ("left", "bottom")),
    11: (("right", "bottom"),),
    12: (("left", "right"),),
    13: (("top", "right"),),
    14: (("left", "top"),),
}
"""Which sides a contour joins, by which corners lie above the level: 1 upper left, 2 upper right, 4 lower right, 8
lower left."""
