"""Every loss there is: what a new file must hold to is tested as soon as it is there."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.activations import activations
from game.sim.losses import Loss, losses
from tests.support.compiled_source import compiled

STEEP = np.array([-1e6, -1e3, -745.0, -30.0, -2.0, -0.1, 0.0, 0.1, 2.0, 30.0, 745.0, 1e3, 1e6])
TARGETS = np.array([0.0, 0.25, 0.5, 1.0])
LEAK = 0.07
each_loss = pytest.mark.parametrize("loss", losses().values(), ids=lambda entry: entry.name)
each_loss_with_a_target = pytest.mark.parametrize(
    "loss", [loss for loss in losses().values() if loss.name != "output_gradient"], ids=lambda entry: entry.name
)


def sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(activations()["sigmoid"].value(z, LEAK))


@each_loss
def test_loss_is_finite_and_delta_its_derivative_by_z(loss: Loss) -> None:
    z, y = (grid.ravel() for grid in np.meshgrid(STEEP, TARGETS))
    h = np.maximum(1e-5, np.abs(z) * 1e-6)
    value = loss.value(z, sigmoid(z), y)
    assert value.shape == z.shape
    assert np.isfinite(value).all()
    assert (value >= 0.0).all()
    rise = (loss.value(z + h, sigmoid(z + h), y) - loss.value(z - h, sigmoid(z - h), y)) / (2 * h)
    a = sigmoid(z)
    delta = loss.delta(a, y, a * (1.0 - a))
    np.testing.assert_allclose(delta, rise, atol=1e-9)
    flat = loss.delta(a, y, np.zeros_like(a))
    assert (np.array_equal(flat, delta)) is loss.cancels_slope


@each_loss_with_a_target
def test_loss_is_least_where_the_output_meets_the_target(loss: Loss) -> None:
    for y in TARGETS[1:-1]:
        z = np.log(y / (1.0 - y)) + np.linspace(-1.0, 1.0, 21)
        assert loss.value(z, sigmoid(z), np.full_like(z, y)).argmin() == 10


@each_loss
def test_loss_sources_say_what_the_arrays_say(loss: Loss) -> None:
    value = compiled(loss.value_source, z="z", a="a", y="y", error="error", slope="slope")
    delta = compiled(loss.delta_source, error="error", slope="slope")
    for y in TARGETS.tolist():
        for z in STEEP.tolist():
            a = float(sigmoid(np.array(z)))
            given = {"error": a - y, "slope": a * (1.0 - a)}
            expected = float(loss.value(np.array(z), np.array(a), np.array(y)))
            assert value(z=z, a=a, y=y, **given) == pytest.approx(expected, rel=1e-15)
            assert delta(**given) == float(loss.delta(np.array(a), np.array(y), np.array(given["slope"])))
