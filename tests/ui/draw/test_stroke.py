"""Lines as opacity: as thick as asked for at any slope, whole or in parts, spikes and dashes included."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.draw.stroke import SUB, Trail, dashed, joined, opacity, thickened, through_points

HEIGHT, WIDTH = 90, 120


def line(slope: float) -> Trail:
    """Through the middle of the picture."""
    x = np.array([0.0, WIDTH])
    y = HEIGHT / 2 + slope * (x - WIDTH / 2)
    return through_points(x, y, 0, WIDTH * SUB)


@pytest.mark.parametrize("slope", [0.0, 0.3, -1.0, 2.0, 6.0])
@pytest.mark.parametrize("radius", [0.7, 1.1, 3.0])
def test_a_line_is_as_thick_across_at_any_slope(slope: float, radius: float) -> None:
    picture = opacity(thickened(line(slope), radius), 0, WIDTH, HEIGHT).astype(float) / 255
    middle = picture[20:70] if abs(slope) > 1 else picture[:, 55:66]
    length = 50 * math.hypot(1, 1 / slope) if abs(slope) > 1 else 11 * math.hypot(1, slope)
    assert middle.sum() / length == pytest.approx(2 * radius, abs=1 / SUB)


def test_a_spike_reaches_its_full_height() -> None:
    x = np.arange(WIDTH, dtype=float)
    y = np.full(WIDTH, 80.0)
    y[60] = 10.0
    picture = opacity(thickened(through_points(x, y, 0, WIDTH * SUB), 1.0), 0, WIDTH, HEIGHT)
    assert picture[10:80, 59:62].max(axis=1).min() > 120


trails = st.lists(st.tuples(st.floats(0, 90), st.floats(0, 90)), min_size=2, max_size=WIDTH * SUB).map(
    lambda pairs: Trail(0, np.array([min(p) for p in pairs]), np.array([max(p) for p in pairs]))
)


@given(trails)
def test_joined_intervals_touch_and_keep_what_they_had(trail: Trail) -> None:
    whole = joined(trail)
    assert (whole.top <= trail.top).all()
    assert (whole.bottom >= trail.bottom).all()
    assert (whole.top[1:] <= whole.bottom[:-1]).all()
    assert (whole.bottom[1:] >= whole.top[:-1]).all()


@given(trails, st.integers(0, WIDTH), st.integers(0, WIDTH))
def test_columns_drawn_apart_are_those_drawn_together(trail: Trail, a: int, b: int) -> None:
    first, end = sorted((a, b))
    thick = thickened(joined(trail), 1.1)
    assert np.array_equal(opacity(thick, first, end, HEIGHT), opacity(thick, 0, WIDTH, HEIGHT)[:, first:end])


def test_a_tall_picture_is_no_different() -> None:
    small = opacity(thickened(line(0.5), 1.1), 0, WIDTH, HEIGHT)
    tall = opacity(thickened(line(0.5), 1.1), 0, WIDTH, 500)
    assert np.array_equal(small, tall[:HEIGHT])
    assert not tall[HEIGHT + 10 :].any()


def test_dashes_leave_gaps_of_the_right_length() -> None:
    trail = line(0.0)
    picture = opacity(dashed(trail, thickened(trail, 1.0), (6.0, 4.0)), 0, WIDTH, HEIGHT)
    drawn = picture.max(axis=0) > 127
    assert drawn.mean() == pytest.approx(0.6, abs=0.05)
    assert np.count_nonzero(np.diff(drawn.astype(int)) == 1) == pytest.approx(WIDTH / 10, abs=1)
