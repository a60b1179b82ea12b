"""How many epochs a tick trains at full speed: as many as were measured to be affordable, and few until then."""

from __future__ import annotations

from game.session.epoch_budget import TARGET_MS, UNMEASURED_WORK, EpochBudget
from game.sim.commands import SetBatch


def test_of_much_work_little_is_done_until_it_is_measured() -> None:
    budget = EpochBudget()
    budget.expect(36)
    assert budget.correction(100) is None
    budget.measured(100, 100 * 0.01)
    assert budget.correction(100) == SetBatch(round(TARGET_MS / 0.01))
    budget.expect(105_000)
    assert budget.correction(700) == SetBatch(1), "what was measured of another network tells nothing"
    budget.measured(1, 2.0)
    assert budget.correction(1) == SetBatch(round(TARGET_MS / 2.0))
    budget.expect(UNMEASURED_WORK // 10)
    assert budget.correction(100) == SetBatch(10)


def test_an_epoch_that_is_too_long_for_a_tick_is_spread_over_several() -> None:
    budget = EpochBudget()
    budget.expect(50 * UNMEASURED_WORK)
    assert budget.correction(100, 0, 1000) == SetBatch(1, 20)
    budget.measured(20 / 1000, 4.0)  # 200 ms an epoch
    assert budget.correction(1, 20, 1000) == SetBatch(1, round(1000 * TARGET_MS / 200.0))
    assert budget.correction(1, 35, 1000) is None
    assert budget.correction(1, 35, 1) == SetBatch(1), "an epoch of one update has no parts"
    for _ in range(60):
        budget.measured(35 / 1000, 0.035)  # 1 ms an epoch
    assert budget.correction(1, 35, 1000) == SetBatch(round(TARGET_MS))
