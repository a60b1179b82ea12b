"""A thousand starts of a recipe and then of another range: what is stored is what is counted, and what is asked for can
be read off neighbours but not copied."""

from __future__ import annotations

import time

import numpy as np
import pytest

from game.sim.level.actions import BeginTry, NewDeal, Predict, Retry, Stop, Turn
from game.sim.level.deals.lucky_starts import (
    CHOICES,
    LuckyStarts,
    StartsDeal,
    askable,
    best_range,
    between,
    recipes,
    share,
)
from game.sim.level.evidence import Evidence
from game.sim.level.level import DealtLevel
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import share_solved
from game.sim.level.metrics.behind_best import BehindBest
from game.sim.level.metrics.named_off import NamedOff
from game.sim.level.play.kinds.counting_starts import CountingStarts
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.pools.lucky_starts import CountedRecipe
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.bots.counted import counts_of
from tests.support.campaign_files import level
from tests.support.last_bits import as_recorded

pytestmark = pytest.mark.road


@pytest.mark.parametrize(
    ("recipe", "at"),
    [(CountedRecipe("xor", "mse", 5.0, 500), 2.0), (CountedRecipe("xnor", "cross_entropy", 2.0, 500), 0.8)],
)
def test_what_is_stored_is_what_is_counted(recipe: CountedRecipe, at: float) -> None:
    settings = Settings(loss=recipe.loss, learning_rate=recipe.rate, weight_init=at)
    found = share_solved(Start(scenario=recipe.task, settings=settings), DrawnStarts(), recipe.epochs)
    assert found == pytest.approx(share(recipe, at), abs=1e-12 if as_recorded() else 0.003)


def test_no_one_range_is_best_for_all() -> None:
    assert len(recipes()) > 20
    assert {best_range(recipe) for recipe in recipes()} == {0.4, 0.6, 1.0, 2.0}
    for recipe in recipes():
        for at in askable(recipe):
            low, high = max(each for each in CHOICES if each < at), min(each for each in CHOICES if each > at)
            assert abs(share(recipe, at) - between(recipe, at)) < 0.05
            assert min(abs(share(recipe, at) - share(recipe, each)) for each in (low, high)) > 0.05


def test_a_visit_keeps_its_recipe_and_asks_for_another_range_each_time() -> None:
    play = LevelPlay(level("C22"), 4)
    play.do(Predict(0))
    tables = []
    with counts_of("C22"):
        for number in range(3):
            assert isinstance(play.level, DealtLevel)
            assert isinstance(play.level.table, StartsDeal)
            tables.append(play.level.table)
            assert play.level.epochs == play.level.table.recipe.epochs
            assert f"±{play.level.table.asked[-1]:g}" in play.level.controls[1].label
            play.do(Turn("named", 10.0 * number))
            assert play.do(BeginTry()) is None
            play.finish()
            if number < 2:
                assert play.do(Retry()) is None
        assert len({table.recipe for table in tables}) == 1
        assert len(set(tables[-1].asked)) == 3
        assert play.do(NewDeal()) is None
    assert isinstance(play.level, DealtLevel)
    assert isinstance(play.level.table, StartsDeal)
    assert len(play.level.table.asked) == 1
    found = LuckyStarts().draw(Start(), np.random.default_rng(2))
    assert len(found.facts) > 4


def test_the_other_range_is_counted_after_the_recipe_and_both_can_be_given_up() -> None:
    play = LevelPlay(level("C22"), 3)
    play.do(Predict(2))
    kind = play.kind
    assert isinstance(kind, CountingStarts)
    assert play.do(BeginTry()) == "type a number for “Share from ±0.5, in %” first"
    play.do(Turn("weight_init", 0.6))
    play.do(Turn("named", 70))
    assert play.do(BeginTry()) is None
    for _ in range(4000):
        if play.watch():
            break
        assert play.visit.stage is Stage.RUNNING
        time.sleep(0.005)
    assert kind.second_start().settings.weight_init == 0.5
    assert kind.second_job is not None
    assert play.result is not None
    assert play.result.measures == pytest.approx({"behind_best": 3.0, "named_off": 1.1}, abs=0.4)
    play.do(Retry())
    play.do(Turn("named", 70))
    play.do(BeginTry())
    play.do(Stop())
    assert play.result is not None
    assert set(play.result.measures.values()) == {None}


def test_points_off() -> None:
    found = Evidence(level_start=Start(), share=0.5, second_share=0.25, facts={"best": 0.62}, values={"named": 31})
    assert BehindBest().measure(found) == 12.0
    assert NamedOff(control="named").measure(found) == 19.0
    assert NamedOff(control="named", of="second").measure(found) == 6.0
    assert NamedOff(control="other").measure(found) is None
    assert BehindBest().measure(Evidence(level_start=Start(), facts={"best": 1.0})) is None
