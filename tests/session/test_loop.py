"""Time comes in whole ticks of 1/60 s, whatever the frame rate; what the computer cannot keep up with is let go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.selfcheck.tour.cockpit import TICK, Clock
from game.session.epoch_budget import TARGET_MS, EpochBudget
from game.session.loop import NANOSECONDS, Loop
from game.sim.limits import MOST_EPOCHS


@pytest.mark.parametrize("rate", [24, 30, 50, 60, 75, 120, 144, 240])
def test_a_minute_has_3600_ticks_at_any_frame_rate(rate: int) -> None:
    clock = Clock()
    loop = Loop(clock)
    ticks = 0
    for frame in range(1, 60 * rate + 1):
        clock.now = frame * NANOSECONDS // rate
        due = loop.ticks_due()
        assert 60 // rate <= due <= -(-60 // rate) + 1
        assert 0.0 <= loop.alpha < 1.0
        ticks += due
    assert ticks == 60 * NANOSECONDS // TICK
    assert ticks == 3600


def test_what_is_left_over_blends_and_is_not_lost() -> None:
    clock = Clock()
    loop = Loop(clock)
    for half in range(1, 10):
        clock.now += TICK // 2
        assert loop.ticks_due() == (half % 2 == 0)
        assert loop.alpha == pytest.approx(half % 2 / 2, abs=1e-6)


def test_a_stall_is_let_go_and_leaves_no_debt() -> None:
    clock = Clock()
    loop = Loop(clock, most_ticks=4)
    clock.now += 3600 * NANOSECONDS + TICK // 2
    assert loop.ticks_due() == 4
    assert 0.0 <= loop.alpha < 1.0
    clock.now += TICK
    assert loop.ticks_due() == 1
    assert loop.ticks_due() == 0


@given(st.lists(st.integers(0, 3 * TICK), max_size=60))
def test_below_the_clamp_no_time_is_lost(steps: list[int]) -> None:
    clock = Clock()
    loop = Loop(clock)
    ticks = 0
    for step in steps:
        clock.now += step
        ticks += loop.ticks_due()
        assert 0.0 <= loop.alpha < 1.0
    assert ticks == clock.now // TICK


# -- pace --------------------------------------------------------------------------------------------------------------


def paced(ms_per_epoch: list[float], batch: int = 100) -> tuple[list[int], float]:
    """The batch sizes a Pace asks for while a tick costs so much for each epoch, and the last tick's milliseconds."""
    pace, asked = EpochBudget(), []
    for cost in ms_per_epoch:
        correction = pace.correction(batch)
        if correction:
            batch = correction.epochs
            asked.append(batch)
        pace.measured(batch, batch * cost)
    return asked, batch * ms_per_epoch[-1]


@pytest.mark.parametrize("cost", [0.0007, 0.005, 0.03, 0.4, 3.0])
def test_pace_finds_its_size_at_once_and_keeps_it(cost: float) -> None:
    asked, spent = paced([cost] * 200)
    assert len(asked) == 1
    assert spent == pytest.approx(TARGET_MS, rel=0.25) or asked == [MOST_EPOCHS]


def test_an_epoch_that_costs_more_than_a_tick_still_runs() -> None:
    asked, _ = paced([50.0] * 20)
    assert asked == [1]


@pytest.mark.parametrize("middle", [0.0062, 0.0065, 0.008, 0.01])
def test_pace_does_not_follow_the_noise(middle: float) -> None:
    """Ten seconds of ticks whose cost wobbles by a fifth."""
    wobble = [middle * (1.2 if k % 3 else 0.85) for k in range(600)]
    asked, _ = paced(wobble)
    assert len(asked) <= 3


def test_pace_gives_way_when_the_machine_gets_busy_and_comes_back() -> None:
    asked, spent = paced([0.005] * 60 + [0.05] * 60 + [0.005] * 60)
    assert asked[0] > 7 * min(asked)
    assert spent == pytest.approx(TARGET_MS, rel=0.25)
    assert len(asked) <= 25


def test_a_tick_without_an_epoch_says_nothing() -> None:
    pace = EpochBudget()
    pace.measured(0, 5.0)
    assert pace.correction(100) is None


def test_with_a_limit_early_and_late_frames_lose_no_tick() -> None:
    clock = Clock()
    loop = Loop(clock)
    run = []
    for jitter in (-1, 1, -1, 1, 0, -1, 1) * 20:
        clock.now += TICK + jitter * TICK // 3
        run.append(loop.ticks_due(1))
    assert set(run) <= {0, 1}
    assert sum(run) >= len(run) - 2
    clock.now += 50 * TICK
    assert [loop.ticks_due(1), loop.ticks_due(1)] == [1, 0], "no time, no tick"
    clock.now += TICK * 2 // 3
    assert loop.ticks_due(1) == 1, "one is kept"
    clock.now += TICK // 4
    assert loop.ticks_due(1) == 0, "and no more"
