"""A small coordinate system: axes, a curve, dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.sim.lenses.plane import Span
from game.sim.network import Array
from game.ui.draw.palette import Colour, mix
from game.ui.draw.polyline import FAR, draw_polyline
from game.ui.lenses.lens import Canvas

MARGIN = 0.08
"""Room around the outermost of some points, as a share of how far they reach."""


def bounds(points: Array) -> Span:
    """One span for all numbers of `points` (rows × numbers; rows that are not finite are left out): 0 to 1, or as far
    as they go, with a margin."""
    known = points[np.isfinite(points).all(axis=1)]
    low = min(0.0, float(known.min())) if len(known) else 0.0
    high = max(1.0, float(known.max())) if len(known) else 1.0
    margin = MARGIN * (high - low)
    return low - margin, high + margin


@dataclass(frozen=True)
class Plot:
    """Numbers in the spans `x` and `y` as places in `rect`."""

    canvas: Canvas
    rect: pygame.Rect
    x: Span
    y: Span

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands, in the picture's pixels."""
        across, up = _share(x, *self.x), _share(y, *self.y)
        return self.rect.x + across * (self.rect.width - 1), self.rect.bottom - 1 - up * (self.rect.height - 1)

    def ground(self) -> None:
        """Ground, frame, and the axes through 0 where they lie within."""
        surface, palette = self.canvas.surface, self.canvas.palette
        pygame.draw.rect(surface, mix(palette.panel, palette.raised, 0.6), self.rect, border_radius=self.canvas.px(4))
        axis = mix(palette.raised, palette.muted, 0.4)
        if self.x[0] < 0.0 < self.x[1]:
            pygame.draw.line(surface, axis, self.at(0.0, self.y[0]), self.at(0.0, self.y[1]))
        if self.y[0] <= 0.0 < self.y[1]:
            pygame.draw.line(surface, axis, self.at(self.x[0], 0.0), self.at(self.x[1], 0.0))

    def shade(self, x: Span, colour: Colour) -> None:
        """Fill what lies between two numbers of `x`."""
        left, right = (self.at(min(max(value, self.x[0]), self.x[1]), 0.0)[0] for value in x)
        if right > left:
            area = pygame.Rect(round(left), self.rect.y, max(1, round(right - left)), self.rect.height)
            pygame.draw.rect(self.canvas.surface, colour, area)

    def curve(self, x: Array, y: Array, colour: Colour, width: float = 1.6) -> None:
        """The line through points; where one is not finite, the line has a gap."""
        self.canvas.surface.set_clip(self.rect)
        run: list[tuple[float, float]] = []
        for px, py in [*zip(x.tolist(), y.tolist(), strict=True), (np.nan, np.nan)]:
            if np.isfinite(px) and np.isfinite(py):
                run.append(self.at(px, min(max(py, self.y[0] - 1e3), self.y[1] + 1e3)))
            else:
                self._stroke(run, colour, width)
                run = []
        self.canvas.surface.set_clip(None)

    def _stroke(self, points: Sequence[tuple[float, float]], colour: Colour, width: float) -> None:
        draw_polyline(self.canvas.surface, colour, points, max(1, round(width * self.canvas.kit.scale)))

    def dot(self, x: float, y: float, colour: Colour, radius: float, *, hollow: bool = False) -> pygame.Rect:
        """A dot of `radius` design pixels; the place it takes, which is none for numbers too large to have one."""
        place, size = self.at(x, y), radius * self.canvas.kit.scale
        if not all(abs(side) < FAR for side in place):
            return pygame.Rect(self.rect.topleft, (0, 0))
        pygame.draw.aacircle(self.canvas.surface, colour, place, size)
        if hollow:
            pygame.draw.aacircle(self.canvas.surface, self.canvas.palette.panel, place, size * 0.55)
        side = max(12, round(2.4 * size))
        rect = pygame.Rect(0, 0, side, side)
        rect.center = (round(place[0]), round(place[1]))
        return rect


def _share(value: float, low: float, high: float) -> float:
    """How far `value` is on the way from `low` to `high`; of halves, whose difference is always a number."""
    return (value / 2 - low / 2) / (high / 2 - low / 2)
