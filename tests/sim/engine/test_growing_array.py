"""A column that grows."""

from __future__ import annotations

import numpy as np

from game.sim.engine.growing_array import LONG, GrowingArray


def test_a_long_one_with_a_bound_is_never_copied_again_and_counts_what_it_uses() -> None:
    array = GrowingArray(np.float64, 40 * LONG)
    array.extend(np.arange(LONG, dtype=np.float64))
    early = array.view()
    for part in range(1, 40):
        array.extend(np.arange(part * LONG, (part + 1) * LONG, dtype=np.float64))
    assert np.shares_memory(early, array.view()), "it has stayed where it was"
    assert array.nbytes == 40 * LONG * 8
    assert np.array_equal(array.view(), np.arange(40 * LONG))
    array.cut(LONG)
    array.extend([7.0])
    assert early[-1] == LONG - 1
    assert array.view()[-1] == 7.0


def test_beyond_its_bound_it_still_grows() -> None:
    array = GrowingArray(np.float64, LONG)
    array.extend(np.zeros(LONG))
    array.extend(np.ones(3))
    assert len(array) == LONG + 3
    assert array.view()[-1] == 1.0
