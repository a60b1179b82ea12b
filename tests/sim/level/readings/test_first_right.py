"""The epoch by which half of some starts are right, read off a network."""

from __future__ import annotations

import pytest

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.first_right import FIRST_RIGHT
from game.sim.level.readings.first_right import FirstRight
from game.sim.level.tasks.batch_tasks import BATCH_STARTS, MIDDLE, RECIPES

pytestmark = pytest.mark.road


def test_a_reading_tells_when_half_are_right() -> None:
    run = MeasuredRun(RECIPES[2].start(1), 2000)
    found = FirstRight(name="epochs", starts=BATCH_STARTS.networks, seed=BATCH_STARTS.seed).value(run, {})
    assert found == pytest.approx(FIRST_RIGHT[RECIPES[2]][1][MIDDLE], abs=1)
    short = MeasuredRun(RECIPES[0].start(8), 100)
    assert FirstRight(name="epochs", starts=20, seed=1).value(short, {}) == float("inf")
