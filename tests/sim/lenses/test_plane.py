"""The plane of two inputs: the same numbers as the pass of a sample there, and lines where they cross a level."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim.backprop import run_batch
from game.sim.lenses.plane import contour, field, plane_of, span_of
from game.sim.network import initial_params, params_from_flat
from game.sim.settings import Settings

SQUARE = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


@pytest.mark.parametrize("layers", [(2, 2, 1), (3, 4, 3, 1), (2, 8, 8, 1)])
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_every_point_is_what_a_sample_there_would_be_answered(layers: tuple[int, ...], activation: str) -> None:
    options = Settings(layers=layers, activation=activation)
    params = initial_params(layers, 5, 2.0, 0.1)
    inputs = [tuple(float(value) for value in row) for row in np.random.default_rng(1).normal(size=(5, layers[0]))]
    plane = plane_of(inputs, (1, 0), held=3)
    size = 7
    fields = field(params, options, plane, size)
    for row, column in [(0, 0), (0, size - 1), (size - 1, 0), (3, 5)]:
        point = plane.at(column / (size - 1), 1.0 - row / (size - 1))
        assert point[2:] == inputs[3][2:]
        trace = run_batch(params, [point], [0.0], options).traces[0]
        for layer, values in enumerate(fields):
            assert np.allclose(values[:, row, column], trace.a[layer + 1], rtol=0, atol=1e-12)


def test_samples_stand_on_the_plane_where_their_inputs_are() -> None:
    plane = plane_of(SQUARE)
    for sample in SQUARE:
        across, up = plane.place(sample)
        assert 0.0 < across < 1.0
        assert 0.0 < up < 1.0
        assert plane.at(across, up) == pytest.approx(sample)


def test_axes_that_are_not_there_are_replaced_and_a_single_input_is_a_line() -> None:
    assert (plane_of(SQUARE, (5, 5)).across, plane_of(SQUARE, (5, 5)).up) == (0, 1)
    assert (plane_of(SQUARE, (1, 1)).across, plane_of(SQUARE, (1, 1)).up) == (1, 0)
    line = plane_of([(2.0,), (4.0,)])
    assert line.up is None
    params = initial_params((1, 3, 1), 0, 1.0, 0.0)
    values = field(params, Settings(layers=(1, 3, 1)), line, 9)
    assert [each.shape for each in values] == [(3, 1, 9), (1, 1, 9)]


def test_equal_values_still_get_a_span() -> None:
    low, high = span_of([2.0, 2.0])
    assert low < 2.0 < high


def test_the_line_of_a_single_neuron_is_where_its_weighted_sum_is_nought() -> None:
    params = params_from_flat((2, 1), (3.0, -2.0, -0.5))
    plane = plane_of(SQUARE)
    values = field(params, Settings(layers=(2, 1)), plane, 64)[0][0]
    found = contour(values, 0.5)
    assert len(found) > 30
    for across, down in found.reshape(-1, 2):
        x1, x2 = plane.at(across, 1.0 - down)
        assert 3.0 * x1 - 2.0 * x2 - 0.5 == pytest.approx(0.0, abs=5e-3)


@settings(max_examples=40)
@given(st.lists(st.integers(-3, 3), min_size=9, max_size=9), st.sampled_from([0.5, -0.5, 1.5]))
def test_a_contour_parts_what_is_above_from_what_is_below(numbers: list[int], level: float) -> None:
    """Every side of a cell whose ends lie on different sides of the level is crossed once, where linear growth
    reaches it; no other side is touched."""
    values = np.array(numbers, dtype=np.float64).reshape(3, 3)
    ends = {(round(float(x), 9), round(float(y), 9)) for x, y in (contour(values, level) * 2.0).reshape(-1, 2)}
    wanted = set()
    for row in range(3):
        for column in range(3):
            for down, right in ((0, 1), (1, 0)):
                if row + down < 3 and column + right < 3:
                    here, there = values[row, column], values[row + down, column + right]
                    if (here > level) != (there > level):
                        share = (level - here) / (there - here)
                        wanted.add((round(column + right * share, 9), round(row + down * share, 9)))
    assert ends == wanted


def test_what_is_no_number_is_left_out() -> None:
    values = np.array([[0.0, 1.0, np.nan], [0.0, 1.0, 1.0]])
    assert len(contour(values, 0.5)) == 1
