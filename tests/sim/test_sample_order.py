"""Samples are shuffled by seed and epoch alone, every order as often as any other."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.limits import LARGEST_SEED, LONGEST_RUN
from game.sim.sample_order import sample_order, sample_orders

seeds, epochs = st.integers(0, LARGEST_SEED), st.integers(0, LONGEST_RUN)


@given(seeds, epochs, st.integers(1, 12))
def test_an_order_takes_every_sample_once(seed: int, epoch: int, samples: int) -> None:
    shuffled = sample_order("shuffled", seed, epoch, samples)
    assert sorted(shuffled) == list(range(samples)) == sample_order("given", seed, epoch, samples)
    assert shuffled == sample_order("shuffled", seed, epoch, samples)


@given(st.lists(seeds, min_size=1, max_size=5), epochs, st.integers(1, 12))
def test_many_seeds_at_once_give_the_same(many: list[int], epoch: int, samples: int) -> None:
    columns = sample_orders(np.array(many, np.uint64), epoch, samples).T
    assert columns.tolist() == [sample_order("shuffled", seed, epoch, samples) for seed in many]


@pytest.mark.parametrize("over", ["epochs", "seeds"])
def test_every_order_is_as_likely_as_any_other(over: str) -> None:
    """Chi-squared over the 24 orders of four samples stays below its 99.9 % quantile, 49.7."""
    n = 12_000
    pairs = ((3, k) if over == "epochs" else (k, 3) for k in range(n))
    counts = Counter(tuple(sample_order("shuffled", seed, epoch, 4)) for seed, epoch in pairs)
    assert sum((counts[order] - n / 24) ** 2 / (n / 24) for order in counts) < 49.7
    assert len(counts) == 24


def test_the_order_is_one_for_ever() -> None:
    """Recorded sessions depend on it."""
    assert [sample_order("shuffled", 3, epoch, 6) for epoch in range(3)] == RECORDED


RECORDED = [[0, 1, 4, 5, 3, 2], [2, 5, 3, 0, 1, 4], [1, 4, 3, 2, 0, 5]]
