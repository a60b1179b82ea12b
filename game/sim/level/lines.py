"""Straight lines over a plane of two inputs, and the neurons that draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from game.sim.network import Array

Bools = NDArray[np.bool_]

TURNS = 360.0
ON_LINE = 1e-9
"""Nearer to a line than this lies on it."""
DIRECTIONS = 144
"""Directions in which the line that parts hidden space is looked for."""


@dataclass(frozen=True)
class MapLine:
    """A line whose filled side lies in the direction `angle` (degrees, counted from the first input's axis towards the
    second's), `offset` inputs away from the middle of the map in that direction."""

    angle: float
    offset: float

    @property
    def direction(self) -> tuple[float, float]:
        """Of length 1, towards the filled side."""
        return cos(radians(self.angle)), sin(radians(self.angle))

    def neuron(self, middle: float, sharpness: float) -> tuple[list[float], float]:
        """Weights and bias of the neuron whose z is 0 on the line and grows by `sharpness` for each input's length
        towards the filled side. Both inputs are `middle` in the middle of the map."""
        across, up = self.direction
        return [sharpness * across, sharpness * up], -sharpness * (middle * (across + up) + self.offset)

    def flipped(self) -> MapLine:
        """The same line, filled on its other side."""
        return MapLine((self.angle + TURNS / 2) % TURNS, -self.offset + 0.0)


@dataclass(frozen=True)
class LineGrid:
    """The places of lines that can be chosen: turned by steps of `turn` degrees, and up to `reach` away from the
    `middle` of the map, in steps of `step`."""

    middle: float = 0.0
    reach: float = 1.0
    step: float = 0.1
    turn: float = 15.0

    @property
    def angles(self) -> tuple[float, ...]:
        """Every direction that a line can have, in degrees from 0 on."""
        return tuple(k * self.turn for k in range(round(TURNS / self.turn)))

    @property
    def offsets(self) -> tuple[float, ...]:
        """Every distance from the middle that a line can have, the negative ones first."""
        count = round(self.reach / self.step)
        return tuple(round(k * self.step, 6) + 0.0 for k in range(-count, count + 1))

    @property
    def lines(self) -> tuple[MapLine, ...]:
        """All of them."""
        return tuple(MapLine(angle, offset) for angle in self.angles for offset in self.offsets)

    def nearest(self, line: MapLine) -> MapLine:
        """The line of the grid next to any `line`."""
        angle = round(line.angle / self.turn) * self.turn % TURNS
        steps = round(min(max(line.offset, -self.reach), self.reach) / self.step)
        return MapLine(angle, round(steps * self.step, 6) + 0.0)

    def distances(self, points: Array) -> Array:
        """How far each of `points` (points × 2) lies on the filled side of each line (lines × points)."""
        directions = np.array([MapLine(angle, 0.0).direction for angle in self.angles])
        along = (np.asarray(points, dtype=np.float64) - self.middle) @ directions.T
        return np.asarray((along.T[:, None, :] - np.array(self.offsets)[None, :, None]).reshape(-1, len(points)))


def narrowest(distances: Array, full: Sequence[bool] | Bools) -> Array:
    """Of lines with `distances` (lines × points), the least distance of a point on its right side: full points belong
    on the filled side. Negative where some point lies on its wrong side."""
    return np.asarray(np.where(np.asarray(full), distances, -distances).min(axis=1))


@dataclass(frozen=True)
class HiddenCut:
    """A line through hidden space: points on its filled side have `direction` · point above `threshold`. `margin` is
    half the gap between the two kinds of points along that direction; negative where the line does not part them."""

    direction: tuple[float, float]
    threshold: float
    margin: float


def widest_cut(points: Array, full: Sequence[bool] | Bools) -> HiddenCut:
    """The line that parts full `points` (points × 2) from the others with the most room: the best of 144 directions."""
    full = np.array(full, dtype=np.bool_)
    angles = np.linspace(0.0, 2.0 * np.pi, DIRECTIONS, endpoint=False)
    along = np.asarray(points) @ np.stack([np.cos(angles), np.sin(angles)])
    lowest, highest = along[full].min(axis=0), along[~full].max(axis=0)
    best = int((lowest - highest).argmax())
    direction = float(np.cos(angles[best])), float(np.sin(angles[best]))
    margin = float(lowest[best] - highest[best]) / 2
    return HiddenCut(direction, float(lowest[best] + highest[best]) / 2, margin if abs(margin) > ON_LINE else 0.0)
