"""The curves of all motion: from 0 to 1, never back, and at rest where they say so."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from game.ui.draw.motion import SETTLE_SECONDS, Easing, eased, faded, settled, smooth

SHARES = [step / 50 for step in range(51)]


@pytest.mark.parametrize("curve", [eased, settled, lambda share: 1.0 - faded(share)])
def test_a_curve_runs_from_its_beginning_to_its_end(curve: Callable[[float], float]) -> None:
    values = [curve(share) for share in SHARES]
    assert (values[0], values[-1]) == (0.0, 1.0)
    assert all(before < after for before, after in pairwise(values))


def test_smooth_is_slow_at_both_ends_and_settled_fast_at_first() -> None:
    assert smooth(0.1, 0.0, 1.0) < 0.05
    assert 1.0 - smooth(0.9, 0.0, 1.0) < 0.05
    assert settled(0.1) > 0.25
    assert [smooth(value, 0.2, 0.4) for value in (0.1, 0.2, 0.4, 0.9)] == [0.0, 0.0, 1.0, 1.0]
    assert eased(np.array(SHARES)).tolist() == [eased(share) for share in SHARES]


def test_numbers_ease_to_their_target_and_stay() -> None:
    easing = Easing()
    assert easing.towards((0.0,), 0.0, smooth=False) == (0.0,)
    assert easing.towards((10.0,), 0.0, smooth=True) == (0.0,)
    half = easing.towards((10.0,), SETTLE_SECONDS / 2, smooth=True)
    assert 5.0 < half[0] < 10.0
    assert easing.towards((10.0,), SETTLE_SECONDS, smooth=True) == (10.0,)
    assert easing.arrived
