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
