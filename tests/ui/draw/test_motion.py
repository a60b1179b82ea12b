"""The curves of all motion: from 0 to 1, never back, and at rest where they say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import game.ui
from game.ui.draw.motion import SETTLE_SECONDS, SWELL_SECONDS, Easing, eased, faded, glinting, settled, smooth, swelling

SHARES = [step / 50 for step in range(51)]


@pytest.mark.parametrize("curve", [eased, settled, lambda share: 1.0 - faded(share)])
def test_a_curve_runs_from_its_beginning_to_its_end(curve: Callable[[float], float]) -> None:
    values = [curve(share) for share in SHARES]
    assert (values[0], values[-1]) == (0.0, 1.0)
    assert all(before < after for before, after in pairwise(values))


def test_lights_swell_between_nothing_and_all_and_glints_begin_and_end_in_the_dark() -> None:
    swells = [swelling(share * SWELL_SECONDS) for share in SHARES]
    assert (min(swells), max(swells)) == pytest.approx((0.0, 1.0), abs=0.01)
    assert swells[0] == pytest.approx(swells[-1])
    assert [glinting(share) for share in (0.0, 0.5, 1.0)] == pytest.approx([0.0, 1.0, 0.0])


@pytest.mark.parametrize(
    "curve", [r"3(\.0)? - 2(\.0)? \*", r"\(1(\.0)? - \w+\) \*\* [23]\b(?! \*)", r"\bsin\(.*\b_?now\b"]
)
def test_no_motion_has_a_curve_of_its_own(curve: str) -> None:
    files = [path for path in Path(game.ui.__file__).parent.rglob("*.py") if path.name != "motion.py"]
    assert len(files) > 200
    assert not [path.name for path in files if re.search(curve, path.read_text(encoding="utf-8"))]


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
