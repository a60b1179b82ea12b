"""Where the map's chapters and levels stand in a window of any size (pure): a network whose layers are the chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from game.ui.draw.curve import Curve, Pixel, s_curve, through
from game.ui.draw.kit import scale_for

TOP = 56
"""Design pixels: height of the bar at the top."""
MARGIN = 16
"""Design pixels: from the window's edges to what is on the map."""
GAP = 8
"""Design pixels: between chapters."""
HEADING = 54
"""Design pixels: height of a chapter's heading."""
CARD = 92
"""Design pixels: height of the card of the level that is looked at."""
RADIUS = 29
"""Design pixels: radius of a level's vessel."""
TALLEST_ROW = 138
"""Design pixels: height of a level's row at most."""
LIFT = 18
"""Design pixels: how far a vessel stands above the middle of its row, to leave room for its title."""
BEND = 0.55
"""How far a path keeps level, as a share of its way to the right."""


@dataclass(frozen=True)
class MapLayout:
    """Rectangles and points in pixels. `centres[k]` is the middle of level k's vessel, `paths[k]` runs from there to
    level k + 1, `columns` are the chapters'."""

    top: Rect
    card: Rect
    columns: tuple[Rect, ...]
    headings: tuple[Rect, ...]
    centres: tuple[Pixel, ...]
    paths: tuple[Curve, ...]
    radius: int
    row: int

    def vessel(self, level: int) -> Rect:
        """The square around a level's vessel."""
        side = 2 * self.radius
        rect = Rect(0, 0, side, side)
        rect.center = self.centres[level]
        return rect

    def place(self, level: int) -> Rect:
        """All that belongs to a level, its title included."""
        rect = Rect(0, 0, self.columns[0].width - self.radius // 2, self.row - self.radius // 8)
        rect.midtop = (self.centres[level][0], self.centres[level][1] - self.radius - self.radius // 8)
        return rect


def map_layout(size: tuple[int, int], levels: Sequence[int]) -> MapLayout:
    """The map in a window of `size`; `levels` counts those of each chapter."""
    scale = scale_for(size)
    width, height = size

    def px(design: float) -> int:
        return round(design * scale)

    margin, gap, top = px(MARGIN), px(GAP), px(TOP)
    card = Rect(margin, height - margin - px(CARD), width - 2 * margin, px(CARD))
    body = Rect(margin, top + margin, card.width, card.top - px(12) - top - margin)
    pitch = (body.width + gap) / len(levels)
    columns = tuple(
        Rect(round(body.left + k * pitch), body.top, round(pitch) - gap, body.height) for k in range(len(levels))
    )
    headings = tuple(Rect(column.left, column.top, column.width, px(HEADING)) for column in columns)
    room = body.height - px(HEADING) - px(4)
    row = min(room // max(levels), px(TALLEST_ROW))
    middle = body.top + px(HEADING) + room // 2
    centres = tuple(
        (column.centerx, round(middle + (k - (count - 1) / 2) * row) - px(LIFT))
        for column, count in zip(columns, levels, strict=True)
        for k in range(count)
    )
    radius = px(RADIUS)
    paths = tuple(_path(centres[k], centres[k + 1], radius) for k in range(len(centres) - 1))
    return MapLayout(Rect(0, 0, width, top), card, columns, headings, centres, paths, radius, row)


def _path(start: Pixel, end: Pixel, radius: int) -> Curve:
    """From vessel to vessel: straight down in a column, else out at the right and in at the left."""
    if start[0] == end[0]:
        return through([(start[0], start[1] + radius), (end[0], end[1] - radius)])
    return s_curve((start[0] + radius, start[1]), (end[0] - radius, end[1]), BEND)


def neighbour(centres: Sequence[Pixel], at: int, step: Pixel) -> int:
    """The level that an arrow key leads to from level `at`: `step` is (±1, 0) or (0, ±1)."""
    x, y = centres[at]

    def away(k: int) -> tuple[int, int] | None:
        along = (centres[k][0] - x) * step[0] + (centres[k][1] - y) * step[1]
        aside = abs((centres[k][0] - x) * step[1]) + abs((centres[k][1] - y) * step[0])
        if along <= 0 or (step[1] and aside):
            return None
        return (along, aside)

    reachable = [(found, k) for k in range(len(centres)) if k != at and (found := away(k))]
    return min(reachable)[1] if reachable else at
