"""What is drawn for a visit: the same from the same seed, quickly, with its solution; tries, new deals, texts."""

from __future__ import annotations

import time

import msgspec
import numpy as np
import pytest

from game.sim.level.actions import BeginTry, NewDeal, Predict, Retry, ShowSolved, Turn
from game.sim.level.controls import Control
from game.sim.level.deals import drawers, samples
from game.sim.level.deals.switch_place import SwitchPlace
from game.sim.level.filling import Fact, filled, names_in
from game.sim.level.level import DealtLevel, Level
from game.sim.level.level_parts import Condition, Star
from game.sim.level.metrics.max_err import MaxErr
from game.sim.level.play.level_play import LevelPlay, replayed
from game.sim.level.play.visit import Stage
from game.sim.start import Start
from game.sim.start_check import check_start
from tests.support.campaign_files import campaign, level

NEEDS = Star(needs=(Condition(measure=MaxErr(), below=0.02),))


def switching(*, each_try: bool = False) -> Level:
    """A level of ten lamps, made from one of another kind."""
    return msgspec.structs.replace(
        level("L01"),
        deal=SwitchPlace(each_try=each_try),
        tries=2,
        goal="Let the lamps burn from {place:.1f} on.",
        controls=(
            Control(name="x1->out", first=-10, last=10, step=0.5),
            Control(name="b:out", first=-100, last=100, step=1),
        ),
        stars=(NEEDS, NEEDS, NEEDS),
    )


@pytest.mark.parametrize("name", drawers())
def test_a_drawer_draws_the_same_from_the_same_seed(name: str) -> None:
    drawer = drawers()[name]()
    one, other = (drawer.draw(Start(), np.random.default_rng([7, 0])) for _ in range(2))
    assert msgspec.json.encode(one.nets) == msgspec.json.encode(other.nets)
    assert dict(one.facts) == dict(other.facts)
    deals = {str(drawer.draw(Start(), np.random.default_rng([seed, 0])).facts) for seed in range(12)}
    assert len(deals) > 3


def test_a_dealt_level_has_the_drawn_net_and_its_numbers_in_the_texts() -> None:
    dealt = switching().dealt(5)
    assert isinstance(dealt, DealtLevel)
    assert dealt.layers == (1, 1)
    assert dealt.own_start.dataset.samples == 10
    assert dealt.goal == f"Let the lamps burn from {dealt.facts['place']:.1f} on."
    assert dealt.table.nets == switching().dealt(5).nets(0)
    assert dealt == switching().dealt(5, 0) != switching().dealt(5, 1), "the first is number 0"
    assert level("L01").dealt(5) is level("L01")


def test_entering_a_level_is_quick() -> None:
    LevelPlay(switching())
    began = time.process_time()
    for seed in range(10):
        LevelPlay(switching(), seed)
    assert (time.process_time() - began) / 10 < 0.05


def lost(play: LevelPlay) -> None:
    assert play.do(BeginTry()) is None
    play.finish()


def test_after_the_last_try_the_deal_is_shown_solved_and_a_new_visit_brings_another() -> None:
    play = LevelPlay(switching(), 1)
    play.do(Predict(0))
    assert "press" in (play.do(NewDeal()) or "")
    lost(play)
    assert play.do(ShowSolved()) == "the solution is shown after the last test"
    assert play.do(Retry()) is None
    lost(play)
    place, spent = play.level.facts["place"], "that was the last test with these numbers: take new ones"
    assert [play.do(act) for act in (Retry(), BeginTry(), Turn("b:out", 3))] == [spent] * 3
    result = play.result
    assert play.do(ShowSolved()) is None
    assert play.visit.solved
    assert play.result is result, "what is shown wins nothing"
    assert MaxErr().measure(play.kind.evidence()) == pytest.approx(0.0066928509, rel=1e-6)
    assert play.do(ShowSolved()) == "the solution is shown"
    assert play.do(NewDeal()) is None
    assert (play.visit.stage, play.visit.tries, play.visit.earlier_tries) == (Stage.READY, 0, 2)
    assert (play.visit.number, play.visit.solved, play.visit.stars) == (1, False, 0)
    assert play.kind.values == {}
    assert play.level.goal.endswith(f"{play.level.facts['place']:.1f} on.")
    again = replayed(switching(), play.log, 1)
    assert again.visit == play.visit
    assert again.level == play.level
    others = {LevelPlay(switching(), seed).level.facts["place"] for seed in range(20)}
    assert len(others) > 3
    assert place in others


def test_a_deal_a_try() -> None:
    play = LevelPlay(switching(each_try=True), 4)
    play.do(Predict(0))
    first = play.level
    play.do(Turn("b:out", 3))
    lost(play)
    assert play.level is first
    play.do(Retry())
    assert (play.visit.deals, play.visit.number, play.visit.tries) == (1, 0, 1)
    assert play.kind.values == {}
    lost(play)
    assert play.spent


def test_what_one_who_understands_sets_wins() -> None:
    for seed in range(20):
        play = LevelPlay(switching(), seed)
        play.do(Predict(0))
        assert isinstance(play.level, DealtLevel)
        assert play.level.deal is not None
        for act in play.level.deal.solution(play.level.table):
            assert play.do(act) is None
        lost(play)
        assert play.in_reach == 3


def test_numbers_in_texts() -> None:
    facts: dict[str, Fact] = {"w": -2.5, "n": 1100.0, "word": "up", "row": (0.5, -1.0)}
    text = "w is {w}, {n} epochs, {w:.4f}, {word}, {row}; {other} stays."
    assert filled(text, facts) == "w is −2.5, 1,100 epochs, −2.5000, up, 0.5, −1; {other} stays."
    assert names_in(text) == ("w", "n", "w", "word", "row", "other")


def test_samples_of_a_deal() -> None:
    assert samples([1, 2, 3], [0, 1, 0]).rows == ((1.0, 0.0), (2.0, 1.0), (3.0, 0.0))
    two = samples([[1, 2], [3, 4]], [[0, 1], [1, 0]])
    assert (two.inputs, two.targets) == (("x1", "x2"), ("y1", "y2"))
    assert two.dataset.targets == (0.0, 1.0, 1.0, 0.0)
    assert samples([[1, 2]], [0.5]).rows == ((1.0, 2.0, 0.5),)


def test_the_lamp_that_is_shown_first_answers_to_the_weight() -> None:
    """With input 0 shown a turn of the weight did nothing that could be seen."""
    dealt = SwitchPlace().draw(Start(), np.random.default_rng(1))
    inputs = [row[0] for row in dict(dealt.nets)[""].dataset.inputs]
    assert inputs[0] != 0.0
    assert sorted(inputs) == [float(x) for x in range(10)]


@pytest.mark.parametrize("found", [each for each in campaign().levels if each.deal], ids=lambda each: each.id)
def test_every_network_that_is_dealt_can_be_simulated(found: Level) -> None:
    dealt = found.dealt(7)
    assert isinstance(dealt, DealtLevel)
    for start in (dealt.own_start, *(net for _, net in dealt.table.nets)):
        check_start(start)
