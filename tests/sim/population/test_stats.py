"""Intervals, quantiles, survival and histograms of populations."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.activations import activations
from game.sim.population.recipes import allocating_recipe, recipe
from game.sim.population.stats import (
    NEVER,
    Z_95,
    epochs_quantiles,
    loss_histogram,
    loss_quantiles,
    survival_curve,
    wilson_interval,
)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_ends_lie_z_standard_deviations_from_the_share(sample: tuple[int, int]) -> None:
    hits, n = sample
    lowest, highest = wilson_interval(hits, n)
    assert 0.0 <= lowest <= hits / n <= highest <= 1.0
    for end in (lowest, highest):
        assert abs(end - hits / n) == pytest.approx(Z_95 * math.sqrt(end * (1 - end) / n), abs=1e-9)


def test_wilson_known_values() -> None:
    assert wilson_interval(0, 10) == pytest.approx((0.0, 0.2775327998628892))
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)  # Newcombe 1998, table I


def test_quantiles_count_every_start_and_are_none_when_not_reached() -> None:
    first = np.array([NEVER, 40, 10, NEVER, 30, 20, NEVER, NEVER, NEVER, NEVER])
    assert epochs_quantiles(first) == {"q10": 10, "q25": 30, "q50": None, "q75": None, "q90": None}


def test_quantiles_of_losses_count_those_that_diverged_above_all_others() -> None:
    losses, diverged = np.array([0.4, -0.1, 0.2, 9.0, 0.3]), np.array([False, False, False, True, False])
    assert loss_quantiles(losses, diverged) == {"q10": -0.1, "q25": 0.2, "q50": 0.3, "q75": 0.4, "q90": None}


def test_losses_below_zero_are_counted_too() -> None:
    found = loss_histogram(np.array([-0.5, -0.5, 0.25, np.nan, 0.5]), bins=4)
    assert found == {"edges": [-0.5, -0.25, 0.0, 0.25, 0.5], "counts": [2, 0, 0, 2]}
    assert loss_histogram(np.array([-3.0, -0.25]), bins=2) == {"edges": [-1.0, -0.5, 0.0], "counts": [1, 1]}
    assert epochs_quantiles(np.arange(100))["q90"] == 89
    assert epochs_quantiles(np.array([NEVER]))["q10"] is None


def test_survival_falls_from_the_start_to_the_share_that_never_got_there() -> None:
    epochs, waiting = survival_curve(np.array([0, 5, 10, NEVER]), 10, points=3)
    assert epochs == [0, 5, 10]
    assert waiting == [0.75, 0.5, 0.25]
    assert survival_curve(np.array([NEVER]), 0) == ([0], [1.0])
    assert len(survival_curve(np.array([3]), 5)[0]) == 6


def test_histogram_counts_every_finite_loss() -> None:
    histogram = loss_histogram(np.array([0.0, 0.1, 0.5, 1e30, np.nan, np.inf]), bins=4)
    assert histogram == {"edges": [0.0, 0.25, 0.5, 0.75, 1.0], "counts": [2, 0, 1, 1]}
    assert sum(loss_histogram(np.array([0.0, 0.0]))["counts"]) == 2
    assert sum(loss_histogram(np.array([np.nan]))["counts"]) == 0


@pytest.mark.parametrize("name", activations())
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_recipes_in_place_agree_with_the_plain_functions(name: str, dtype: type[np.floating]) -> None:
    z = np.array([[-800.0, -30.0, -1.5, -1e-3, -0.0, 0.0, 1e-3, 1.5, 30.0, 800.0, np.nan]], dtype)
    found = []
    for kind in (recipe(activations()[name], 0.1), allocating_recipe(activations()[name], 0.1)):
        a, s = -z if kind.negated else z.copy(), np.empty_like(z)
        with np.errstate(all="ignore"):
            for call in kind.value(a, s) + kind.slope(a, s):
                call()
        assert np.isnan(a[np.isnan(z)]).all()
        found.append((a, s))
    for mine, plainly in zip(*found, strict=True):
        mine[np.isnan(z)] = plainly[np.isnan(z)]
        np.testing.assert_allclose(mine, plainly, rtol=4 * float(np.finfo(dtype).eps), atol=float(np.finfo(dtype).eps))
