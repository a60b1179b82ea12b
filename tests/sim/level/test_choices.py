"""Levels of choices: what may stand in a place, what is right there, what is looked into, and how a try goes."""

from __future__ import annotations

import time

import pytest

from game.sim.arithmetic.interval import Interval
from game.sim.level.actions import Answer, BeginTry, NewDeal, OpenCase, Predict, Retry, TakeHint
from game.sim.level.boards.cases import CasesBoard
from game.sim.level.boards.choices import OpenPlace
from game.sim.level.deals.carry_back import GATES, ChainBoard
from game.sim.level.filling import names_in
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay, replayed
from game.sim.level.play.visit import Stage
from tests.support.campaign_files import level

WORD = OpenPlace(name="one", label="the word", options=("a", "b", "c"), right=("b", "c"))
PAIR = OpenPlace(name="two", label="the gate", options=("a", "b", "c"), takes=2, right=("a", "c"))
NUMBER = OpenPlace(name="three", label="the value", value=0.5, allowed=(Interval(0.4, 0.45),))


def test_what_a_place_takes() -> None:
    assert WORD.refusal("a") is None
    assert WORD.refusal("d") == "the word takes one of a, b, c"
    assert WORD.refusal(("a", "b")) == WORD.refusal(3.0) == WORD.refusal("d")
    assert PAIR.refusal(("c", "a")) is PAIR.refusal(("a",)) is PAIR.refusal(()) is None
    assert PAIR.refusal(("a", "a")) == "the gate takes up to 2 of a, b, c"
    assert NUMBER.refusal("0.41*0.242") is NUMBER.refusal(0.1) is None
    assert NUMBER.refusal("0.41*") is not None
    assert NUMBER.refusal(("a",)) == "the value takes a number"


def test_what_stands_in_a_place() -> None:
    assert (WORD.taken("a"), PAIR.taken(("a",)), PAIR.taken(()), NUMBER.taken("2*3")) == ("a", ("a",), None, 6.0)
    assert [PAIR.full(value) for value in (None, ("a",), ("a", "b"))] == [False, False, True]
    assert WORD.full("a")


def test_what_is_right_in_a_place() -> None:
    assert [WORD.accepts(value) for value in ("a", "b", "c", None)] == [False, True, True, False]
    assert [PAIR.accepts(value) for value in (("c", "a"), ("a", "c"), ("a", "b"), ("a",))] == [True, True, False, False]
    assert [NUMBER.accepts(value) for value in (0.5, 0.504, 0.506, 0.4, 0.45, 0.46)] == [
        True,
        True,
        False,
        True,
        True,
        False,
    ]
    assert [place.accepts(place.answer) for place in (WORD, PAIR, NUMBER)] == [True] * 3


# -- carrying back ---------------------------------------------------------------------------------------------------


def carrying(seed: int = 5) -> LevelPlay:
    play = LevelPlay(level("C07"), seed)
    assert play.do(Predict(0)) is None
    return play


def chain_of(play: LevelPlay) -> tuple[Choosing, ChainBoard]:
    kind = play.kind
    assert isinstance(kind, Choosing)
    assert isinstance(kind.deal.board, ChainBoard)
    return kind, kind.deal.board


def test_a_chain_carries_what_stands_in_its_gates() -> None:
    play = carrying()
    kind, board = chain_of(play)
    assert board.carried({}) == (None, None, None)
    for place in kind.deal.places:
        assert play.do(Answer(place.name, place.answer)) is None
    assert board.carried(kind.chosen) == pytest.approx((board.deltas[1], board.deltas[0], board.gradient), rel=1e-12)
    assert board.gradient == pytest.approx(board.nudged, abs=1e-9)
    assert play.do(Answer("gate1", ("error", "x"))) is None
    assert board.carried(kind.chosen)[1] == pytest.approx(board.deltas[1] * board.error * board.x)


@pytest.mark.parametrize("seed", range(5))
def test_no_two_factors_of_a_gate_are_the_same_number(seed: int) -> None:
    _, board = chain_of(carrying(seed))
    assert len({*board.values, board.x}) == 4
    assert sorted(board.neurons) == ["p", "q", "r"]
    assert sorted(board.weights) == ["u", "v", "w"]


def test_gates_count_from_the_output_and_a_second_trip_has_another_chain() -> None:
    play = carrying()
    first = play.level.facts
    kind, _ = chain_of(play)
    assert play.do(BeginTry()) == f"the gate at {first['h2']} is still open"
    for name, value in zip(GATES, (("error", "x"), None, None), strict=True):
        place = kind.deal.place(name)
        assert place is not None
        play.do(Answer(name, value or place.answer))
    assert play.do(OpenCase("x")) == "there is nothing to look into here"
    assert play.do(BeginTry()) is None
    play.finish()
    assert play.visit.stage is Stage.RESULT
    assert kind.marks == {"gate2": False, "gate1": True, "last": True}
    assert play.result is not None
    assert play.result.measures["in_a_row_gate2+gate1+last"] == 0
    assert play.do(Retry()) is None
    assert play.level.facts != first
    assert play.kind is not kind


# -- hunting ---------------------------------------------------------------------------------------------------------


def test_three_nudges_one_report() -> None:
    play = LevelPlay(level("C13"), 8)
    kind = play.kind
    assert isinstance(kind, Choosing)
    looks = kind.deal.looks
    assert play.do(OpenCase(looks[0])) == "predict first"
    play.do(Predict(0))
    for name in looks[:3]:
        assert play.do(OpenCase(name)) is None
    assert play.do(OpenCase(looks[3])) == "all 3 are used"
    assert play.do(OpenCase(looks[0])) is None, "what was looked into may be looked at again"
    assert (kind.looked, kind.looks_left) == (looks[:3], 0)
    assert "there is no 'h9@1'" in (play.do(OpenCase("h9@1")) or "")
    for place in kind.deal.places:
        assert play.do(Answer(place.name, place.answer)) is None
    play.do(BeginTry())
    play.finish()
    assert play.in_reach == 3
    assert play.do(OpenCase(looks[5])) == "what was hidden is shown now"
    assert play.do(NewDeal()) is None
    again = play.kind
    assert isinstance(again, Choosing)
    assert (again.chosen, again.looked) == ({}, ())
    assert replayed(level("C13"), play.log, 8).visit == play.visit


def test_who_fails_with_a_single_try_may_read_hints_in_the_next_visit() -> None:
    play = LevelPlay(level("C21"), 2)
    play.do(Predict(0))
    for number in (1, 2):
        assert isinstance(play.kind, Choosing)
        for place in play.kind.deal.places:
            wrong = next(option for option in place.options if option not in place.right)
            assert play.do(Answer(place.name, wrong)) is None
        play.do(BeginTry())
        play.finish()
        assert play.visit.failed == number
        assert play.do(NewDeal()) is None
    assert [play.do(TakeHint()) for _ in range(2)] == [None, None]
    assert play.last_star_gone, "the second hint costs the third star of this visit"
    assert play.do(TakeHint()) == "there are no more hints"


# -- complaints ------------------------------------------------------------------------------------------------------


def test_neither_the_target_nor_the_output_alone_says_which_way() -> None:
    for seed in range(30):
        play = LevelPlay(level("C04"), seed)
        kind = play.kind
        assert isinstance(kind, Choosing)
        assert isinstance(kind.deal.board, CasesBoard)
        gauges = [case.gauge for case in kind.deal.board.cases if case.gauge]
        assert sorted(target for _, target in gauges) == [0.0, 0.3, 0.7, 1.0]
        ways = [play.level.facts[f"arrow{k}"] == "up" for k in (1, 2, 3, 4)]
        assert ways == [output < target for output, target in gauges]
        assert ways != [target > 0.5 for _, target in gauges]
        assert ways != [output < 0.5 for output, _ in gauges]
        sizes = [abs(output - target) for output, target in gauges]
        ranks = [int(str(play.level.facts[f"rank{k}"])) for k in (1, 2, 3, 4)]
        assert sorted(sizes, reverse=True) == [sizes[ranks.index(rank)] for rank in (1, 2, 3, 4)]


def test_one_step_on_a_sample_shows_which_way_it_asked() -> None:
    play = LevelPlay(level("C04"), 6)
    kind = play.kind
    assert isinstance(kind, Choosing)
    error = kind.deal.place("error")
    assert error is not None
    assert error.accepts(round(error.value, 4))
    assert not error.accepts(-error.value)
    runs = kind.deal.runs({})
    for name, (start, epochs) in runs.items():
        run = MeasuredRun(start, epochs)
        run.extend(epochs)
        before, after = (float(run.batch(epoch).traces[0].output[0]) for epoch in (0, 1))
        assert (after > before) == (play.level.facts[f"arrow{name[-1]}"] == "up")
        off = f"{before - start.dataset.targets[0]:+.4f}".replace("-", "−")
        assert kind.deal.told(name, run) == f"error {off}: one step, {before:.4f} → {after:.4f}"


@pytest.mark.parametrize("name", ["C04", "C06", "C07", "C09", "C13", "C21", "C30"])
def test_a_deal_and_a_counterexample_never_call_two_things_by_one_name(name: str) -> None:
    found = level(name)
    facts = set(found.dealt(3).facts)
    assert facts
    assert not facts & {"value", "percent", "choice"}, "those are the prediction's"
    for wrong in found.why.wrong:
        assert not isinstance(wrong, str)
        assert wrong.refuted is not None
        numbers = {reading.name for reading in wrong.refuted.numbers}
        assert not facts & numbers & set(names_in(wrong.refuted.says))


@pytest.mark.parametrize("name", ["C04", "C06", "C07", "C09", "C13", "C21", "C30"])
def test_entering_is_quick(name: str) -> None:
    found = level(name)
    LevelPlay(found, 1)
    began = time.process_time()
    for seed in range(5):
        LevelPlay(found, seed)
    assert (time.process_time() - began) / 5 < 0.15
