"""Twins stay equal to the last bit unless something tells them apart, and every nudge of the pool does what it says."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim import commands as c
from game.sim.level.actions import BeginTry, Predict, Turn
from game.sim.level.deals.mirror_twins import (
    EQUAL,
    LARGE,
    OUTCOMES,
    SMALL,
    SOLVES,
    TOO_SMALL,
    MirrorTwins,
    TwinsDeal,
    apart,
    differing,
    even,
    twins_start,
)
from game.sim.level.level import DealtLevel
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.pools.twins import TWINS
from game.sim.network import params_from_flat
from game.sim.start import Start
from tests.support.campaign_files import level
from tests.support.pools import PAIRS, arrives, tells_apart

pytestmark = pytest.mark.road


def base(number: int) -> Start:
    return twins_start(TWINS[number], level("C24").start.start())


@pytest.mark.parametrize("number", [0, 17, 41])
def test_twins_that_are_changed_alike_stay_equal_to_the_last_bit(number: int) -> None:
    for by in (LARGE[1], -SMALL):
        for nudge in even(by, 1 + number % 2):
            assert nudge.comes_to == EQUAL
            run = MeasuredRun(nudge.start(base(number)), 1000)
            run.extend(1000)
            assert {apart(run.params(epoch)) for epoch in range(0, 1001, 100)} == {0.0}, nudge.text


def test_twins_stay_equal_on_the_screen_as_well() -> None:
    play = LevelPlay(level("C24"), 7)
    play.do(Predict(0))
    for letter in "abcde":
        play.do(Turn(f"call_{letter}", EQUAL))
    assert play.do(BeginTry()) is None
    play.simulation.apply(c.Step("epoch", 300))
    found = params_from_flat((2, 2, 1), play.simulation.cursor.params)
    assert apart(found) == 0.0
    assert float(found.weights[1][0, 0]) != play.level.own_start.params[6]  # type: ignore[index]


@pytest.mark.parametrize("number", [5, 52])
def test_every_nudge_of_stored_twins_does_what_its_size_says(number: int) -> None:
    assert len(TWINS) == PAIRS
    assert tells_apart(TWINS[number])


def test_a_small_difference_grows_and_is_still_too_small() -> None:
    for nudge in differing(SMALL, 1, 2):
        assert nudge.comes_to == TOO_SMALL
        run = MeasuredRun(nudge.start(base(3)), 2000)
        run.extend(2000)
        assert apart(run.params(2000)) > 10 * SMALL
        assert run.first_below(0.3) is None
    assert all(nudge.comes_to == SOLVES and arrives(base(3), nudge, 2000) for nudge in differing(-LARGE[0], 2, 1))


def test_neither_size_nor_how_many_are_changed_tells_what_a_nudge_comes_to() -> None:
    counts = np.zeros((2, 3))
    twice = np.zeros(3)
    for seed in range(200):
        deal = MirrorTwins().draw(Start(), np.random.default_rng([seed, 0]))
        assert isinstance(deal, TwinsDeal)
        found = [nudge.comes_to for nudge in deal.nudges]
        assert set(found) == set(OUTCOMES)
        assert [deal.facts[f"call_{letter}"] for letter in "abcde"] == found
        for nudge in deal.nudges:
            counts[int("0.00001" in nudge.text), OUTCOMES.index(nudge.comes_to)] += 1
            twice[OUTCOMES.index(nudge.comes_to)] += len(nudge.moves) == 2
    assert counts[1, 0] == counts[0, 1] == 0
    assert (counts[:, 2] > 120).all()
    assert (twice > 40).all()


def test_every_nudge_is_read_on_its_control_and_must_be_spoken_of_before_a_run() -> None:
    play = LevelPlay(level("C24"), 3)
    assert isinstance(play.level, DealtLevel)
    assert play.level.controls[2].label == "C: ŷ's bias +0.2"
    play.do(Predict(0))
    for letter in "abde":
        play.do(Turn(f"call_{letter}", SOLVES))
    assert play.do(BeginTry()) == "say first what becomes of C: ŷ's bias +0.2"
    assert play.do(Turn("call_c", "stays equal")) is None
    assert play.do(BeginTry()) is None


def test_only_one_number_may_be_nudged() -> None:
    play = LevelPlay(level("C24"), 3)
    play.do(Predict(0))
    assert play.do(Turn("b:out", 0.5)) is None
    assert "at most 1 may differ" in (play.do(Turn("b:h1", 0.5)) or "")
