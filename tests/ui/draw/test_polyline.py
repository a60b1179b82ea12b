"""Lines through points at any distance: what is seen of them, and nothing is walked that is not."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.draw.curve import Point
from game.ui.draw.polyline import FAR, draw_polyline, seen_of

AREA = pygame.Rect(10, 20, 100, 60)
INK = (255, 255, 255)
anywhere = st.tuples(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
nearby = st.tuples(st.floats(-300, 300), st.floats(-300, 300))


@given(anywhere | nearby, anywhere | nearby)
def test_what_is_seen_lies_in_the_area(start: Point, end: Point) -> None:
    part = seen_of(start, end, AREA)
    for x, y in part or ():
        assert AREA.left <= x <= AREA.right
        assert AREA.top <= y <= AREA.bottom


@given(st.tuples(st.floats(12, 108), st.floats(22, 78)), nearby)
def test_what_lies_in_the_area_is_left_as_it_is(inside: Point, end: Point) -> None:
    part = seen_of(inside, end, AREA)
    assert part is not None
    assert part[0] == pytest.approx(inside, abs=1e-9)


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        ((-1e12, 50.0), (1e12, 50.0), ((10, 50), (110, 50))),
        ((60.0, 1e9), (60.0, 40.0), ((60, 80), (60, 40))),
        ((0.0, 0.0), (1e9, 0.0), None),
        ((float("nan"), 0.0), (50.0, 50.0), None),
        ((-1e308, 50.0), (1e308, 50.0), None),
    ],
)
def test_parts_worked_out_by_hand(start: Point, end: Point, seen: tuple[Point, Point] | None) -> None:
    part = seen_of(start, end, AREA)
    if seen is None:
        assert part is None
    else:
        assert part is not None
        assert part[0] == pytest.approx(seen[0], abs=1e-3)
        assert part[1] == pytest.approx(seen[1], abs=1e-3)


def test_no_line_that_is_drawn_goes_far(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[Point] = []
    draw = pygame.draw.aaline

    def noted(surface: pygame.Surface, colour: tuple[int, int, int], start: Point, end: Point) -> None:
        walked.extend((start, end))
        draw(surface, colour, start, end)

    monkeypatch.setattr(pygame.draw, "aaline", noted)
    surface = pygame.Surface((120, 100))
    surface.set_clip(AREA)
    draw_polyline(surface, INK, [(60.0, 50.0), (3e10, 50.0), (-7e11, -4e10), (60.0, 50.0)], 2)
    assert walked
    assert all(abs(value) < FAR for place in walked for value in place)
    assert surface.get_at((100, 50))[:3] == INK, "it goes on to the edge"


def test_lines_nearby_are_as_pygame_draws_them() -> None:
    points = [(15.0, 30.5), (70.2, 44.0), (300.0, 90.0)]
    ours, theirs = pygame.Surface((120, 100)), pygame.Surface((120, 100))
    draw_polyline(ours, INK, points)
    pygame.draw.aalines(theirs, INK, False, points)
    assert pygame.image.tobytes(ours, "RGB") == pygame.image.tobytes(theirs, "RGB")
