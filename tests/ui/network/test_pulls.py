"""The samples' pulls on a weight: stacked, cancelled, let go."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.network.pulls import MOST, pulls
from game.ui.network.scales import pull_share

gradients = st.lists(st.floats(-1, 1).filter(lambda g: abs(g) > 1e-6), max_size=MOST)


@given(gradients)
def test_every_sample_adds_to_the_stack_of_its_sign(each: list[float]) -> None:
    found = pulls(each)
    assert (len(found.up), len(found.down)) == (sum(g < 0 for g in each), sum(g > 0 for g in each))
    assert all(0.0 <= one < other <= 1.0 for one, other in pairwise((0.0, *found.up)))
    assert all(0.0 >= one > other >= -1.0 for one, other in pairwise((0.0, *found.down)))
    assert found.net == pytest.approx(pull_share(sum(each)))


@given(gradients)
def test_opposite_pulls_cancel_to_the_mean_gradient_and_are_let_go(each: list[float]) -> None:
    found = pulls(each)
    assert found.cancelled(0.0) == found
    left = found.cancelled(1.0)
    ends = [(left.up or (0.0,))[-1], (left.down or (0.0,))[-1]]
    assert sum(ends) == pytest.approx(found.net)
    assert min(abs(end) for end in ends) == 0.0
    gone = left.let_go(1.0)
    assert not any((*gone.up, *gone.down, gone.net))


def test_of_many_samples_only_the_two_sums_are_shown() -> None:
    found = pulls([0.01, -0.01] * 2 * MOST)
    assert (len(found.up), len(found.down)) == (1, 1)
    assert found.net == pytest.approx(0.0)
