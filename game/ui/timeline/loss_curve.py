"""One run's line on the loss chart: from its history to pixels, all of it or only what is new."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pygame

from game.sim.snapshot import Piece
from game.ui.draw.palette import Colour
from game.ui.draw.stroke import SUB, Trail, dashed, joined, opacity, thickened, through_points
from game.ui.timeline.chart_scale import EpochAxis, LossAxis
from game.ui.timeline.loss_pyramid import History


@dataclass(frozen=True)
class Axes:
    """Where things stand in the field, the part of the chart that lines are drawn in."""

    epochs: EpochAxis
    losses: LossAxis


@dataclass(frozen=True)
class CurvePen:
    """`radius` and `dash` in pixels of this screen."""

    colour: Colour
    radius: float
    dash: tuple[float, ...] = ()


class LossCurve:
    """A history that knows where its line passes."""

    def __init__(self) -> None:
        self.history = History()

    def sync(self, pieces: tuple[Piece, ...]) -> int:
        """Take over the run's losses; the first epoch that is new or different."""
        return self.history.sync(pieces)

    def trail(self, axes: Axes, first: int, end: int) -> Trail:
        """Where the line passes in sub-columns `first` to `end` - 1 of the field."""
        per_column = axes.epochs.per_pixel / SUB
        origin = round(axes.epochs.left * SUB - axes.epochs.first / per_column)
        if per_column < 1:
            start = max(0, math.floor((first - origin) * per_column) - 1)
            stop = min(self.history.length, math.ceil((end - origin) * per_column) + 2)
            losses = self.history.values(min(start, self.history.length - 1), max(stop, 1))
            epochs = np.arange(max(stop, 1) - len(losses), max(stop, 1))
            x = np.asarray(axes.epochs.left + (epochs - axes.epochs.first) / axes.epochs.per_pixel, np.float64)
            return through_points(x, axes.losses.line_y(losses), first, end)
        first = max(0, first - origin)
        last = min(end - origin, math.floor((self.history.length - 1) / per_column) + 1)
        lowest, highest = self.history.columns(first, max(first, last), per_column)
        return joined(Trail(first + origin, axes.losses.line_y(highest), axes.losses.line_y(lowest)))

    def distance(self, axes: Axes, x: float, y: float, reach: int) -> float:
        """Pixels from (x, y) up or down to the line, looked for `reach` pixels to both sides; infinite without one."""
        trail = self.trail(axes, round((x - reach) * SUB), round((x + reach) * SUB) + 1)
        if not len(trail.top):
            return math.inf
        return float(np.maximum(np.maximum(trail.top - y, y - trail.bottom), 0.0).min())


class StrokePainter:
    """Paints lines on surfaces of one size."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._width, self._height = size
        self._ink = pygame.Surface(size, pygame.SRCALPHA)

    def paint(
        self, field: pygame.Surface, curve: LossCurve, axes: Axes, pen: CurvePen, columns: tuple[int, int] | None = None
    ) -> None:
        """Draw `curve` on `field`, or only what is in pixel `columns` (first, end) of it: bit by bit gives the same
        picture as all at once. The dashes of a line begin with the columns."""
        first, end = columns or (0, self._width)
        last = math.ceil(axes.epochs.x(curve.history.length - 1) + pen.radius) + 1
        first, end = max(0, first), min(self._width, end, last)
        if first >= end:
            return
        margin = math.floor(pen.radius * SUB) + 2
        trail = curve.trail(axes, first * SUB - margin, end * SUB + margin)
        thick = thickened(trail, pen.radius)
        if pen.dash and len(trail.top):
            thick = dashed(trail, thick, pen.dash)
        area = pygame.Rect(first, 0, end - first, self._height)
        self._ink.fill((*pen.colour, 0), area)
        pixels = pygame.surfarray.pixels_alpha(self._ink)
        pixels[first:end] = opacity(thick, first, end, self._height).T
        del pixels
        field.blit(self._ink, area, area)
