"""The landscape: the loss of the networks that lie on the plane, whatever else is asked of them."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.backprop import run_batch
from game.sim.dataset import OwnData
from game.sim.datasets import datasets
from game.sim.lenses.landscape import (
    STAGES,
    Landscape,
    LandscapeExtent,
    cut_along,
    cut_of_movement,
    loss_at,
    window_of,
)
from game.sim.network import edges, flat_index, initial_params, params_from_flat
from game.sim.settings import Settings

XOR = datasets()["xor"]


@pytest.mark.parametrize("layers", [(2, 1), (2, 2, 1), (2, 4, 3, 1)])
@pytest.mark.parametrize("loss", ["mse", "cross_entropy"])
def test_many_networks_at_once_have_the_losses_they_have_alone(layers: tuple[int, ...], loss: str) -> None:
    options = Settings(layers=layers, loss=loss, activation="tanh")
    flats = np.array([initial_params(layers, seed, 2.0, 0.3).flat() for seed in range(7)])
    alone = [run_batch(params_from_flat(layers, flat), XOR.inputs, XOR.targets, options).loss for flat in flats]
    assert np.allclose(loss_at(layers, flats, XOR, options), alone, rtol=1e-12)


@pytest.mark.parametrize(
    ("output", "loss"), [("softmax", "cross_entropy"), ("linear", "mse"), ("tanh", "output_gradient")]
)
def test_many_networks_of_several_outputs_have_the_losses_they_have_alone(output: str, loss: str) -> None:
    options = Settings(layers=(2, 3, 2), loss=loss, output=output)
    data = OwnData(("a", "b"), ("y1", "y2"), ((0.3, -1.2, 0.0, 1.0), (1.0, 0.0, 1.0, 0.0))).dataset
    flats = np.array([initial_params(options.layers, seed, 2.0, 0.3).flat() for seed in range(5)])
    alone = [run_batch(params_from_flat(options.layers, at), data.inputs, data.targets, options).loss for at in flats]
    assert np.allclose(loss_at(options.layers, flats, data, options), alone, rtol=1e-12)


def test_the_ground_is_the_loss_there_coarse_first_and_then_fine() -> None:
    options, layers = Settings(), (2, 2, 1)
    flat = initial_params(layers, 3, 1.0, 0.0).flat()
    cut = cut_along(flat, 1, 5)
    window = window_of([cut.place(flat)])
    ground = Landscape(layers, cut, window, XOR, options)
    seen = []
    while not ground.finished:
        ground.advance()
        if ground.values is not None and ground.values.shape[0] not in seen:
            seen.append(ground.values.shape[0])
    assert tuple(seen) == STAGES
    size = STAGES[-1]
    assert ground.values is not None
    for row, column in [(0, 0), (10, 50), (size - 1, 3)]:
        values = list(flat)
        across, up = window.place(column / (size - 1), 1.0 - row / (size - 1))
        values[1] += across
        values[5] += up
        loss = run_batch(params_from_flat(layers, values), XOR.inputs, XOR.targets, options).loss
        assert ground.values[row, column] == pytest.approx(loss, rel=1e-12)


def test_the_two_directions_hold_what_numpys_covariance_says_of_the_movement() -> None:
    generator = np.random.default_rng(4)
    trail = np.cumsum(generator.normal(size=(30, 9)) * np.array([3.0, 1.0, *[0.1] * 7]), axis=0)
    cut = cut_of_movement(trail.tolist())
    moved = trail - trail[-1]
    spread = np.linalg.eigvalsh(moved.T @ moved)
    assert cut.held == pytest.approx(spread[-2:].sum() / spread.sum())
    assert np.allclose(cut.directions @ cut.directions.T, np.eye(2))
    assert np.allclose(cut.centre, trail[-1])
    assert cut.place(trail[-1].tolist()) == pytest.approx((0.0, 0.0))


def test_a_run_that_has_not_moved_or_has_gone_wild_still_has_a_plane() -> None:
    for trail in ([[1.0, 2.0, 3.0]], [[1.0, 2.0, 3.0]] * 4, [[1.0, 2.0, 3.0], [np.inf, 0.0, 0.0]]):
        cut = cut_of_movement(trail)
        assert cut.held is None
        assert cut.directions.shape == (2, 3)


def test_a_window_shows_all_it_is_asked_to_show() -> None:
    places = [(0.0, 0.0), (10.0, -4.0), (3.0, 9.0), (float("nan"), 1.0)]
    window = window_of(places)
    for place in places[:-1]:
        assert all(0.0 < share < 1.0 for share in window.share(place))
        assert window.place(*window.share(place)) == pytest.approx(place)


def test_downhill_on_the_plane_is_downhill_indeed() -> None:
    """A small step against the gradient, seen on the plane, lowers the loss as the gradient says."""
    options, layers = Settings(), (2, 2, 1)
    params = initial_params(layers, 3, 1.0, 0.0)
    batch = run_batch(params, XOR.inputs, XOR.targets, options)
    cut = cut_along(params.flat(), 0, 4)
    gradient = np.zeros(9)
    for edge in edges(layers):
        gradient[flat_index(layers, edge)] = batch.mean_gradient(edge)
    across, up = cut.directions @ gradient
    step = 1e-4
    there = loss_at(layers, cut.at(-step * across, -step * up)[None, :], XOR, options)[0]
    assert (there - batch.loss) == pytest.approx(-step * (across**2 + up**2), rel=1e-3)


def test_with_no_place_on_the_cut_the_window_is_about_the_middle() -> None:
    places = [(float("nan"), 1.0), (2.0, float("inf"))]
    assert window_of(places, 0.5) == LandscapeExtent(0.0, 0.0, 0.5)
