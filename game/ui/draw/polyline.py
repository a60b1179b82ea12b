"""A line through points that numbers of any size have made: pygame walks along all of an anti-aliased line, seen or
not, which takes seconds where a point lies a billion pixels away."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pygame

from game.ui.draw.curve import Point
from game.ui.draw.palette import Colour

FAR = 10_000.0
"""Pixels that pygame walks along in no time."""
MARGIN = 4
"""Pixels around what is seen in which a line still begins or ends: its edges are soft."""


def draw_polyline(surface: pygame.Surface, colour: Colour, points: Sequence[Point], thickness: int = 1) -> None:
    """Draw straight lines from point to point, `thickness` times below one another; of a line that goes far beyond the
    area that `surface` draws in, only what is seen."""
    for shift in range(thickness):
        row = [(x, y + shift) for x, y in points]
        if all(abs(x) < FAR and abs(y) < FAR for x, y in row):
            if len(row) > 1:
                pygame.draw.aalines(surface, colour, False, row)
            continue
        area = surface.get_clip().inflate(2 * MARGIN, 2 * MARGIN)
        for start, end in pairwise(row):
            part = seen_of(start, end, area)
            if part:
                pygame.draw.aaline(surface, colour, *part)


def seen_of(start: Point, end: Point, area: pygame.Rect) -> tuple[Point, Point] | None:
    """What of a straight line lies in `area`; None if nothing does, or if an end is not finite. (Liang and Barsky,
    1984: the line enters and leaves each side of the area at a share of its way.)"""
    (x, y), (across, down) = start, (end[0] - start[0], end[1] - start[1])
    if not all(map(math.isfinite, (x, y, across, down))):
        return None
    enters, leaves = 0.0, 1.0
    for way, room in (
        (-across, x - area.left),
        (across, area.right - x),
        (-down, y - area.top),
        (down, area.bottom - y),
    ):
        if way == 0.0:
            if room < 0.0:
                return None
        elif way < 0.0:
            enters = max(enters, room / way)
        else:
            leaves = min(leaves, room / way)
    if enters > leaves:
        return None
    ends = [_between(start, end, share) for share in (enters, leaves)]
    return (_kept(ends[0], area), _kept(ends[1], area))


def _between(start: Point, end: Point, share: float) -> Point:
    """At a share of the way, exactly at its ends."""
    return (
        (1.0 - share) * start[0] + share * end[0],
        (1.0 - share) * start[1] + share * end[1],
    )


def _kept(place: Point, area: pygame.Rect) -> Point:
    """The place, moved into the area by what rounding has put it beyond."""
    return min(max(place[0], area.left), area.right), min(max(place[1], area.top), area.bottom)
