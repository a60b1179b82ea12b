"""How each icon is drawn, in a unit square with the origin at the top left."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import pygame

from game.ui.draw.curve import Point
from game.ui.draw.palette import Colour


class Pen:
    """Draws in one colour on a transparent square of `side` pixels; coordinates and widths are shares of the side."""

    def __init__(self, side: int, colour: Colour) -> None:
        self.side = side
        self.colour = colour
        self.surface = pygame.Surface((side, side), pygame.SRCALPHA)
        self.surface.fill((*colour, 0))

    def _at(self, point: Point) -> tuple[float, float]:
        return (point[0] * self.side, point[1] * self.side)

    def fill(self, *points: Point) -> None:
        """A filled polygon."""
        pygame.draw.polygon(self.surface, self.colour, [self._at(point) for point in points])

    def box(self, x: float, y: float, width: float, height: float, radius: float = 0.0) -> None:
        """A filled, rounded box."""
        rect = pygame.Rect(*map(round, (*self._at((x, y)), *self._at((width, height)))))
        pygame.draw.rect(self.surface, self.colour, rect, border_radius=round(radius * self.side))

    def disc(self, centre: Point, radius: float, erase: bool = False) -> None:
        """A filled disc, or a hole."""
        colour = (*self.colour, 0) if erase else self.colour
        pygame.draw.circle(self.surface, colour, self._at(centre), radius * self.side)

    def line(self, points: Sequence[Point], width: float = 0.1, closed: bool = False, erase: bool = False) -> None:
        """A stroke with round ends and joints."""
        path = [*points, points[0]] if closed else list(points)
        colour = (*self.colour, 0) if erase else self.colour
        half = width * self.side / 2
        for start, end in pairwise(path):
            (x0, y0), (x1, y1) = self._at(start), self._at(end)
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            nx, ny = -(y1 - y0) / length * half, (x1 - x0) / length * half
            corners = [(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)]
            pygame.draw.polygon(self.surface, colour, corners)
        for point in path:
            pygame.draw.circle(self.surface, colour, self._at(point), half)

    def arc(self, centre: Point, radius: float, start: float, end: float, width: float = 0.1) -> None:
        """A stroke along a circle, in degrees clockwise from the right."""
        steps = max(2, round(abs(end - start) / 6))
        angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
        self.line([(centre[0] + radius * math.cos(t), centre[1] + radius * math.sin(t)) for t in angles], width)


def _lock_body(pen: Pen) -> None:
    pen.box(0.16, 0.44, 0.68, 0.48, 0.09)
    pen.disc((0.5, 0.64), 0.075, erase=True)
    pen.line([(0.5, 0.66), (0.5, 0.78)], 0.07, erase=True)


def _lock(pen: Pen) -> None:
    pen.line([(0.3, 0.5), (0.3, 0.3)], 0.11)
    pen.line([(0.7, 0.5), (0.7, 0.3)], 0.11)
    pen.arc((0.5, 0.3), 0.2, 180, 360, 0.11)
    _lock_body(pen)


def _lock_open(pen: Pen) -> None:
    pen.line([(0.3, 0.5), (0.3, 0.26)], 0.11)
    pen.arc((0.5, 0.26), 0.2, 180, 360, 0.11)
    _lock_body(pen)


def _dead(pen: Pen) -> None:
    pen.arc((0.5, 0.5), 0.4, 0, 360, 0.1)
    pen.line([(0.34, 0.34), (0.66, 0.66)], 0.12)
    pen.line([(0.66, 0.34), (0.34, 0.66)], 0.12)


def _right(pen: Pen, x: float, width: float) -> None:
    pen.fill((x, 0.18), (x + width, 0.5), (x, 0.82))


def _left(pen: Pen, x: float, width: float) -> None:
    pen.fill((x + width, 0.18), (x, 0.5), (x + width, 0.82))


def _play(pen: Pen) -> None:
    pen.fill((0.22, 0.1), (0.9, 0.5), (0.22, 0.9))


def _pause(pen: Pen) -> None:
    pen.box(0.18, 0.12, 0.22, 0.76, 0.05)
    pen.box(0.6, 0.12, 0.22, 0.76, 0.05)


def _bar(pen: Pen, x: float) -> None:
    pen.box(x, 0.18, 0.13, 0.64, 0.04)


def _step_forward(pen: Pen) -> None:
    _bar(pen, 0.16)
    _right(pen, 0.4, 0.5)


def _step_back(pen: Pen) -> None:
    _bar(pen, 0.71)
    _left(pen, 0.1, 0.5)


def _sample_forward(pen: Pen) -> None:
    _right(pen, 0.14, 0.5)
    _bar(pen, 0.71)


def _sample_back(pen: Pen) -> None:
    _bar(pen, 0.16)
    _left(pen, 0.36, 0.5)


def _epoch_forward(pen: Pen) -> None:
    _right(pen, 0.02, 0.4)
    _right(pen, 0.42, 0.4)
    _bar(pen, 0.85)


def _epoch_back(pen: Pen) -> None:
    _bar(pen, 0.02)
    _left(pen, 0.18, 0.4)
    _left(pen, 0.58, 0.4)


def _fast_forward(pen: Pen) -> None:
    _right(pen, 0.06, 0.44)
    _right(pen, 0.5, 0.44)


def _home(pen: Pen) -> None:
    _bar(pen, 0.06)
    pen.line([(0.92, 0.5), (0.4, 0.5)], 0.12)
    pen.line([(0.6, 0.28), (0.36, 0.5), (0.6, 0.72)], 0.12)


def _end(pen: Pen) -> None:
    _bar(pen, 0.81)
    pen.line([(0.08, 0.5), (0.6, 0.5)], 0.12)
    pen.line([(0.4, 0.28), (0.64, 0.5), (0.4, 0.72)], 0.12)


def _undo(pen: Pen) -> None:
    pen.line([(0.3, 0.36), (0.6, 0.36)], 0.11)
    pen.arc((0.6, 0.59), 0.23, -90, 90, 0.11)
    pen.line([(0.6, 0.82), (0.3, 0.82)], 0.11)
    pen.fill((0.38, 0.1), (0.38, 0.62), (0.06, 0.36))


def _branch(pen: Pen) -> None:
    pen.line([(0.28, 0.2), (0.28, 0.8)], 0.1)
    pen.line([(0.72, 0.24), (0.72, 0.4), (0.64, 0.52), (0.28, 0.62)], 0.1)
    for centre in ((0.28, 0.17), (0.28, 0.83), (0.72, 0.2)):
        pen.disc(centre, 0.14)


def _star_points() -> list[Point]:
    radii = (0.48, 0.2)
    angles = [math.radians(-90 + 36 * k) for k in range(10)]
    return [(0.5 + radii[k % 2] * math.cos(t), 0.53 + radii[k % 2] * math.sin(t)) for k, t in enumerate(angles)]


def _star(pen: Pen) -> None:
    pen.fill(*_star_points())
    pen.line(_star_points(), 0.03, closed=True)


def _star_empty(pen: Pen) -> None:
    inner = [(0.5 + (x - 0.5) * 0.9, 0.53 + (y - 0.53) * 0.9) for x, y in _star_points()]
    pen.line(inner, 0.08, closed=True)


def _check(pen: Pen) -> None:
    pen.line([(0.12, 0.54), (0.39, 0.8), (0.88, 0.22)], 0.14)


def _cross(pen: Pen) -> None:
    pen.line([(0.2, 0.2), (0.8, 0.8)], 0.14)
    pen.line([(0.8, 0.2), (0.2, 0.8)], 0.14)


def _corner(pen: Pen) -> None:
    """The bend of a ReLU."""
    pen.line([(0.10, 0.74), (0.46, 0.74), (0.88, 0.22)], 0.13)


def _reset(pen: Pen) -> None:
    pen.arc((0.5, 0.53), 0.34, -50, 235, 0.11)
    pen.fill((0.1, 0.12), (0.5, 0.2), (0.2, 0.5))


def _dice(pen: Pen) -> None:
    corners = [(0.2, 0.14), (0.8, 0.14), (0.86, 0.2), (0.86, 0.8), (0.8, 0.86), (0.2, 0.86), (0.14, 0.8), (0.14, 0.2)]
    pen.line(corners, 0.1, closed=True)
    for centre in ((0.34, 0.34), (0.66, 0.34), (0.5, 0.5), (0.34, 0.66), (0.66, 0.66)):
        pen.disc(centre, 0.075)


def _help(pen: Pen) -> None:
    pen.arc((0.5, 0.33), 0.2, 180, 395, 0.12)
    pen.line([(0.66, 0.45), (0.5, 0.57), (0.5, 0.66)], 0.12)
    pen.disc((0.5, 0.88), 0.08)


def _book(pen: Pen) -> None:
    for sign in (-1, 1):
        page = [(0.5, 0.26), (0.5 + 0.2 * sign, 0.17), (0.5 + 0.42 * sign, 0.2), (0.5 + 0.42 * sign, 0.78)]
        pen.line([*page, (0.5 + 0.2 * sign, 0.75), (0.5, 0.84)], 0.09)
    pen.line([(0.5, 0.26), (0.5, 0.84)], 0.09)


def _eye(pen: Pen) -> None:
    pen.arc((0.5, 0.78), 0.52, 212, 328, 0.09)
    pen.arc((0.5, 0.22), 0.52, 32, 148, 0.09)
    pen.disc((0.5, 0.5), 0.14)


def _page(pen: Pen) -> None:
    """A sheet with lines of writing."""
    pen.line([(0.22, 0.12), (0.78, 0.12), (0.78, 0.88), (0.22, 0.88)], 0.09, closed=True)
    for y in (0.34, 0.5, 0.66):
        pen.line([(0.38, y), (0.62, y)], 0.07)


def _arrow_right(pen: Pen) -> None:
    pen.line([(0.1, 0.5), (0.86, 0.5)], 0.1)
    pen.line([(0.6, 0.24), (0.88, 0.5), (0.6, 0.76)], 0.1)


def _folder(pen: Pen) -> None:
    pen.line([(0.1, 0.8), (0.1, 0.2), (0.38, 0.2), (0.48, 0.33), (0.9, 0.33), (0.9, 0.8)], 0.09, closed=True)
    pen.line([(0.1, 0.48), (0.9, 0.48)], 0.07)


def _person(pen: Pen) -> None:
    pen.disc((0.5, 0.29), 0.2)
    pen.arc((0.5, 0.95), 0.34, 190, 350, 0.12)
    pen.fill((0.16, 0.92), (0.22, 0.75), (0.36, 0.62), (0.64, 0.62), (0.78, 0.75), (0.84, 0.92))


def _logo(pen: Pen) -> None:
    """A glass bead: a soft glow, a ring, and light gathering in the middle."""
    for radius, alpha in ((0.5, 16), (0.46, 22), (0.42, 30), (0.38, 42)):
        halo = pygame.Surface(pen.surface.get_size(), pygame.SRCALPHA)
        halo.fill((*pen.colour, 0))
        pygame.draw.circle(halo, (*pen.colour, alpha), (pen.side / 2, pen.side / 2), radius * pen.side)
        pen.surface.blit(halo, (0, 0))
    pen.disc((0.5, 0.5), 0.34)
    for step in range(24):
        share = step / 23
        alpha = round(105 + 90 * share)
        pygame.draw.circle(
            pen.surface, (*pen.colour, alpha), (pen.side / 2, pen.side / 2), (0.245 - 0.2 * share) * pen.side
        )


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "lock": _lock,
    "lock-open": _lock_open,
    "dead": _dead,
    "play": _play,
    "pause": _pause,
    "step-forward": _step_forward,
    "step-back": _step_back,
    "sample-forward": _sample_forward,
    "sample-back": _sample_back,
    "epoch-forward": _epoch_forward,
    "epoch-back": _epoch_back,
    "fast-forward": _fast_forward,
    "home": _home,
    "end": _end,
    "undo": _undo,
    "branch": _branch,
    "star": _star,
    "star-empty": _star_empty,
    "check": _check,
    "cross": _cross,
    "corner": _corner,
    "reset": _reset,
    "page": _page,
    "dice": _dice,
    "help": _help,
    "book": _book,
    "eye": _eye,
    "arrow-right": _arrow_right,
    "close": _cross,
    "folder": _folder,
    "person": _person,
    "logo": _logo,
}
