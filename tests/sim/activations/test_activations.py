"""Every activation there is: what a new file must hold to is tested as soon as it is there."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.sim.activations import Activation, activations
from tests.support.compiled_source import compiled

GRID = np.unique(np.concatenate([np.linspace(-40.0, 40.0, 801), [-1e-9, 1e-9, -700.0, 700.0, -5.5, 5.5]]))
FAR = np.array([-1e6, -1e4, -800.0, -709.9, -709.782712893384, 709.782712893384, 710.0, 1e4, 1e6])
LEAK = 0.07

each_activation = pytest.mark.parametrize("activation", activations().values(), ids=lambda entry: entry.name)


@each_activation
def test_the_slope_jumps_at_the_corner_and_nowhere_else(activation: Activation) -> None:
    z = np.linspace(-40.0, 40.0, 801)
    below, above = (activation.slope(at, activation.value(at, LEAK), LEAK) for at in (z - 1e-7, z + 1e-7))
    jump = np.abs(above - below) > 1e-3
    assert list(z[jump]) == ([] if activation.corner is None else [activation.corner])


@each_activation
def test_slope_is_the_derivative_of_the_value(activation: Activation) -> None:
    h = 1e-6
    z = GRID[(np.abs(GRID) > 2 * h) & (np.abs(GRID) <= 40)]
    rise = (activation.value(z + h, LEAK) - activation.value(z - h, LEAK)) / (2 * h)
    np.testing.assert_allclose(activation.slope(z, activation.value(z, LEAK), LEAK), rise, atol=2e-9)


@each_activation
def test_no_slope_is_steeper_than_the_largest(activation: Activation) -> None:
    slope = activation.slope(GRID, activation.value(GRID, LEAK), LEAK)
    assert slope.shape == GRID.shape
    assert slope.min() >= 0.0
    assert slope.max() <= activation.max_slope
    beside = np.array([-1e-7, 1e-7])
    at_its_steepest = activation.slope(beside, activation.value(beside, LEAK), LEAK).max()
    assert at_its_steepest == pytest.approx(activation.max_slope, abs=1e-6)


@each_activation
@pytest.mark.parametrize("form", ["value_source", "safe_source"])
def test_activation_sources_say_what_the_arrays_say(activation: Activation, form: str) -> None:
    value = compiled(getattr(activation, form), z="z", leak="leak")
    slope = compiled(activation.slope_source, z="z", a="a", leak="leak")
    outputs = np.array([value(z=z, leak=LEAK) for z in GRID.tolist()])
    np.testing.assert_allclose(outputs, activation.value(GRID, LEAK), rtol=4e-16, atol=0.0)
    slopes = np.array([slope(z=z, a=a, leak=LEAK) for z, a in zip(GRID.tolist(), outputs.tolist(), strict=True)])
    np.testing.assert_array_equal(slopes, activation.slope(GRID, outputs, LEAK))


@each_activation
def test_fast_and_safe_source_give_the_same_bits_where_both_are_defined(activation: Activation) -> None:
    fast, safe = (compiled(source, z="z", leak="leak") for source in (activation.value_source, activation.safe_source))
    both = 0
    for z in [*GRID.tolist(), *FAR.tolist(), -0.0, math.inf, -math.inf, math.nan]:
        expected = safe(z=z, leak=LEAK)
        try:
            found = fast(z=z, leak=LEAK)
        except OverflowError:
            assert expected == 0.0
            continue
        assert np.float64(found).tobytes() == np.float64(expected).tobytes() or (
            found != found and expected != expected
        )
        both += 1
    assert both > len(GRID)


@each_activation
def test_nothing_is_not_hidden(activation: Activation) -> None:
    """nan goes in, nan comes out: a network that has left the range of numbers must not look healthy."""
    assert np.isnan(activation.value(np.array([math.nan]), LEAK)).all()
    for source in (activation.value_source, activation.safe_source):
        assert math.isnan(compiled(source, z="z", leak="leak")(z=math.nan, leak=LEAK))


def test_relu_has_slope_0_at_0() -> None:
    zero = np.zeros(1)
    assert activations()["relu"].slope(zero, zero, LEAK) == 0.0
    assert compiled(activations()["relu"].slope_source, z="z", a="a", leak="leak")(z=0.0, a=0.0, leak=LEAK) == 0.0
    assert activations()["leaky_relu"].slope(zero, zero, LEAK) == LEAK


def test_sigmoid_slope_is_tiny_but_not_0_until_the_last_bit_is_lost() -> None:
    sigmoid_ = activations()["sigmoid"]
    z = np.array([4.59511985, 36.7, 36.75])
    slope = sigmoid_.slope(z, sigmoid_.value(z, 0.0), 0.0)
    assert slope[0] == pytest.approx(0.0099, abs=1e-7)
    assert slope[1] > 0.0
    assert slope[2] == 0.0
