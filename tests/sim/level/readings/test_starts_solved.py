"""How many of some starts solve a task, read off a network."""

from __future__ import annotations

import pytest

from game.sim.level.level_parts import LevelTrial
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings.starts_solved import StartsSolved
from game.sim.level.tasks.cut_tasks import cut_task
from game.sim.level.trial import trial_start

pytestmark = pytest.mark.road


def test_a_reading_counts_starts() -> None:
    start = cut_task("xor", 0).start(2)
    start = trial_start(start, LevelTrial(parameters={"x1->h1": 0.5}))
    run = MeasuredRun(start, 400)
    shares = [StartsSolved(name="share", starts=50, seed=1, layers=layers).value(run, {}) for layers in ((), (2, 4, 1))]
    assert 0.0 < shares[0] < shares[1] <= 100.0
    assert shares[0] == StartsSolved(name="share", starts=50, seed=1, layers=(2, 2, 1)).value(run, {})
    with pytest.raises(ValueError, match="layers"):
        StartsSolved(name="share", starts=50, layers=(2, 99, 1))
