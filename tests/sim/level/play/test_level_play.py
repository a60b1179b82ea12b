"""Playing a level: its stages, what is refused and why, hints, the why-question, deals, runs that screens reveal."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import FrameType
from typing import get_args

import msgspec
import numpy as np
import pytest

import game
from game.session.session import Session
from game.sim import commands as c
from game.sim.commands import Command
from game.sim.events import Refused
from game.sim.level.actions import (
    Act,
    Action,
    Answer,
    AnswerWhy,
    AnyAction,
    Assign,
    BeginTry,
    Declare,
    NewDeal,
    OpenCase,
    Predict,
    Retry,
    Stop,
    TakeHint,
    Turn,
)
from game.sim.level.level import Level
from game.sim.level.play.action_rules import RULES
from game.sim.level.play.kinds.answering import Answering
from game.sim.level.play.kinds.assigning import Assigning
from game.sim.level.play.kinds.counting_starts import CountingStarts
from game.sim.level.play.kinds.training import TrainingPlay
from game.sim.level.play.level_play import LevelPlay, replayed
from game.sim.level.play.visit import Stage, Visit
from game.sim.network import Edge
from game.sim.phases import MAX_SPEED
from game.ui.level.hidden import hidden
from tests.support.campaign_files import each_level, level, ready, run
from tests.support.certain import now, there
from tests.support.right_answers import right_answer

TICK_NS = 1_000_000_000 // 60


# -- stages ------------------------------------------------------------------------------------------------------


def test_the_prediction_comes_before_everything_and_stands() -> None:
    play = LevelPlay(level("L07"))
    first = "commit a prediction first: a wrong one costs nothing"
    for act in (BeginTry(), Turn("learning_rate", 2), c.Set("learning_rate", 2), c.Play()):
        assert play.do(act) == first
    assert play.do(Predict(9)) == "choice is 9, but must be 0 to 3"
    assert play.do(Predict(1)) is None
    assert play.predicted_right is False
    assert play.do(Predict(3)) == "the prediction is committed: it stands until the level is left"
    assert play.visit == Visit(stage=Stage.READY, prediction=1)


def test_a_wrong_prediction_costs_nothing() -> None:
    for choice, right in ((0, False), (3, True)):
        play = LevelPlay(level("L07"))
        play.do(Predict(choice))
        assert play.predicted_right is right
        run(play, learning_rate=20)
        play.do(AnswerWhy(0))
        assert play.visit.stars == 3


def test_a_run_goes_from_ready_through_running_to_its_result_and_back() -> None:
    play = ready("L07")
    assert play.do(c.Play()) == "press RUN first"
    assert play.do(c.Step("epoch", 1)) == "press RUN first"
    assert play.do(Stop()) == "no run is under way"
    assert play.do(Retry()) == "there is nothing to try again yet"
    play.do(Turn("learning_rate", 5))
    assert play.do(BeginTry()) is None
    assert now(play.visit.stage) is Stage.RUNNING
    assert now(play.simulation.playing)
    assert play.do(Turn("learning_rate", 2)) == "a run is under way: let it end, or stop it"
    assert play.do(c.Set("learning_rate", 2)) == "a run is under way: let it end, or stop it"
    assert play.do(BeginTry()) == "a run is under way: let it end, or stop it"
    play.finish()
    assert now(play.visit.stage) is Stage.RESULT
    result = there(play.result)
    assert (result.stars, result.epochs, result.number) == (2, 111, 1)
    assert play.simulation.cursor.moment.epoch == 111
    assert not now(play.simulation.playing)
    assert play.do(Retry()) is None
    assert play.visit.stage is Stage.READY
    assert play.result is None
    assert play.simulation.cursor.moment.epoch == 0
    assert play.simulation.settings.learning_rate == 5
    assert len(play.simulation.timeline.runs) == 2


def test_turning_a_control_after_a_run_is_a_retry() -> None:
    play = run(ready("L07"), learning_rate=5)
    assert play.do(Turn("learning_rate", 20)) is None
    assert play.visit.stage is Stage.READY
    assert play.simulation.cursor.moment.epoch == 0
    play = run(ready("L07"), learning_rate=5)
    assert play.do(c.Set("learning_rate", 20)) is None
    assert (play.visit.stage, play.simulation.cursor.moment.epoch) == (Stage.READY, 0)
    assert run(play).best.epochs == 30  # type: ignore[union-attr]


def test_a_run_that_is_given_up_counts_and_wins_nothing() -> None:
    play = ready("L16")
    play.do(Turn("learning_rate", 5.4))
    play.do(BeginTry())
    play.do(c.Step("epoch", 40))
    play.watch()
    assert play.visit.stage is Stage.RUNNING
    assert [star.earned for star in play.progress()] == [True, False, False]
    play.do(Stop())
    assert (play.visit.stage, play.visit.tries, play.visit.stars) == (Stage.RESULT, 1, 0)
    assert replayed(play.level, play.log).visit == play.visit


def test_best_of_several_runs_counts() -> None:
    play = run(run(ready("L07"), learning_rate=5), learning_rate=2)
    assert (play.visit.stars, play.visit.tries) == (2, 2)
    assert play.result is not None
    assert play.best is not None
    assert (play.result.stars, play.best.stars, play.best.number) == (1, 2, 1)
    assert not play.result.gained


# -- runs as a screen reveals them -------------------------------------------------------------------------------


@pytest.mark.parametrize("speed", [1000, MAX_SPEED, 100])
def test_a_run_comes_to_the_same_however_fast_it_is_shown(speed: int) -> None:
    play = ready("L07")
    play.do(Turn("learning_rate", 20))
    play.do(c.SetSpeed(speed))
    play.do(c.SetBatch(37))
    play.do(BeginTry())
    for _ in range(2000):
        play.simulation.tick()
        lost = [star.lost for star in play.progress()]
        if play.watch():
            break
        assert lost == [False, False, play.simulation.cursor.moment.epoch >= 34]
    assert play.result is not None
    assert (play.result.stars, play.result.epochs) == (2, 30)
    assert play.result.measures["first_epoch_max_err_below_0.3"] == 30


@pytest.mark.parametrize("speed", [1, 10, 1000, MAX_SPEED])
def test_no_tick_passes_the_end_of_a_run(speed: int) -> None:
    play = ready("L16")
    play.do(Turn("learning_rate", 3))
    play.do(BeginTry())
    play.simulation.apply(c.Step("epoch", 57))
    play.do(c.SetSpeed(speed))
    play.do(c.Play())
    for _ in range(5000):
        play.simulation.tick()
        assert play.simulation.timeline.active.last_epoch <= 60
        if play.watch():
            break
    assert play.result is not None
    assert (play.result.epochs, play.result.stars) == (60, 1)
    assert play.simulation.cursor.moment.epoch == 60
    assert play.do(c.Play()) == "this is epoch 60: the run ends at epoch 60"
    assert play.do(c.Step("epoch", 1)) == "this is epoch 60: the run ends at epoch 60"
    assert play.do(c.Seek(20)) is None
    assert play.do(c.Step("epoch", 41)) == "this is epoch 20: the run ends at epoch 60"
    assert play.do(c.Step("epoch", 40)) is None


def test_a_session_drives_a_level() -> None:
    now = 0
    play = ready("L07")
    session = Session(play.simulation, lambda: now)
    session.send(c.Set("learning_rate", 50))
    session.send(c.Set("loss", "cross_entropy"))
    now += TICK_NS
    frame = session.frame()
    assert frame.current.settings.learning_rate == 50
    assert [event.reason for event in frame.events if isinstance(event, Refused)] == [
        "loss is not in play in this level: Learning rate η is"
    ]
    play.do(c.SetSpeed(MAX_SPEED))
    play.do(BeginTry())
    for _ in range(300):
        now += TICK_NS
        frame = session.frame()
        if play.watch():
            break
    assert play.result is not None
    assert play.result.stars == 2
    assert frame.current.epoch >= play.result.epochs == 38


def test_a_run_can_be_looked_back_at_while_it_goes_on() -> None:
    play = ready("L10")
    play.do(Turn("learning_rate", 5))
    play.do(BeginTry())
    assert play.do(c.Step("epoch", 300)) is None
    assert play.do(c.Seek(40)) is None
    assert not play.watch()
    assert play.do(c.Play()) is None
    play.finish()
    assert not play.watch(), "nothing goes on any more that could end"
    assert play.result is not None
    assert (play.result.epochs, play.simulation.cursor.moment.epoch) == (566, 566)
    assert 500 < play.result.decisive_epoch <= 566


@pytest.mark.parametrize("name", ["L07", "L12", "L14", "L16"])
def test_live_progress_is_cheap(name: str) -> None:
    play = ready(name)
    play.do(BeginTry())
    play.simulation.carry_out(c.Step("epoch", 20))
    early = calls(play)
    play.simulation.carry_out(c.Step("epoch", level(name).epochs // 2))
    play.progress()
    assert calls(play) <= early + 50, "it does not look through all that has been recorded"


COUNTED = (str(Path(game.__file__).parent), str(Path(np.__file__).parent))


def calls(play: LevelPlay) -> int:
    """How many calls a frame's progress takes: those of the game's code and of numpy's. Whatever else may run between
    them, as the collector does, is called at any moment."""
    count = 0

    def note(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call") and frame.f_code.co_filename.startswith(COUNTED)

    play.progress()
    sys.setprofile(note)
    play.watch()
    play.progress()
    sys.setprofile(None)
    return count


def test_a_run_that_diverges_ends_there() -> None:
    wild = msgspec.structs.replace(
        level("L15"),
        controls=(*level("L15").controls[:3], msgspec.structs.replace(level("L15").controls[3], values=(1, 100))),
    )
    play = LevelPlay(wild)
    for act in (
        Predict(0),
        Turn("activation", "leaky_relu"),
        Turn("loss", "cross_entropy"),
        Turn("learning_rate", 100),
        c.SetSpeed(MAX_SPEED),
        BeginTry(),
    ):
        assert play.do(act) is None
    for _ in range(3000):
        play.simulation.tick()
        if play.watch():
            break
    assert play.result is not None
    assert play.result.stars == 0
    assert play.result.epochs == play.simulation.cursor.moment.epoch < 2000


# -- controls ----------------------------------------------------------------------------------------------------


def test_only_the_levels_own_controls_and_values_can_be_touched() -> None:
    play = ready("L01")
    assert play.do(Turn("x1->h1", 1)) == "x1->h1 is not in play in this level: h₁ → ŷ, h₂ → ŷ, bias of ŷ is"
    assert play.do(Turn("h1->out", 0.3)) == "h₁ → ŷ is 0.3, but must be -10 to 10 in steps of 0.5"
    assert play.do(Turn("h1->out", 10.5)) == "h₁ → ŷ is 10.5, but must be -10 to 10 in steps of 0.5"
    assert play.do(c.SetParameter(0, 0, 0, 1.0)) is not None
    assert play.do(c.SetParameter(7, 7, 7, 1.0)) is not None
    assert play.do(c.SetParameter(1, 0, 0, 2.5)) is None
    assert play.kind.values == {"h1->out": 2.5}
    for command in (c.Reset("xor"), c.Reinitialise(1), c.LoadParams((0.0,) * 9), c.SetTarget(0, 1.0), c.Undo()):
        assert play.do(command) == "in a level only its own controls can be changed"
    others: list[c.Command] = [c.SwitchRun(1), c.DropRun(1), c.RenameRun(1, "x")]
    assert all(play.do(command) is not None for command in others)
    harmless: list[c.Command] = [c.Set("animation_speed", 0.5), c.SetSpeed(10), c.Pause()]
    assert [play.do(command) for command in harmless] == [None] * len(harmless)


def test_commands_and_turns_do_the_same() -> None:
    turned, commanded = ready("L09"), ready("L09")
    for control in turned.level.controls:
        edge = control.edge(turned.level.layers)
        assert isinstance(edge, Edge)
        turned.do(Turn(control.name, -3))
        commanded.do(c.SetParameter(edge.layer, edge.target, edge.source, -3.0))
    assert turned.simulation.cursor.params == commanded.simulation.cursor.params == turned.kind.set_up().params
    assert turned.kind.values == commanded.kind.values


def test_knobs_move_several_parameters_at_once_and_do_not_add_up() -> None:
    play = ready("L14")
    for scale, bias in ((3, -2), (0.5, 4), (6, -3)):
        assert play.do(Turn("init_scale", scale)) is None
        assert play.do(Turn("hidden_bias", bias)) is None
        weights = [scale * w for w in (0.6, -0.8, -0.5, 0.9)]
        assert play.simulation.cursor.params == pytest.approx((*weights, bias, bias, 1, -1, 0), abs=1e-15)
    run(play)
    assert play.best is not None
    assert play.best.epochs == 113


def test_only_one_number_may_be_nudged() -> None:
    play = ready("L12")
    assert play.do(Turn("b:h1", 0.1)) is None
    refused = play.do(Turn("h1->out", 1.5))
    assert refused == "at most 1 may differ from the start: put the other one back first"
    assert play.do(c.SetParameter(1, 0, 0, 1.5)) == refused
    assert play.do(Turn("b:h1", 0)) is None
    assert play.do(Turn("h1->out", 1.5)) is None


def test_what_a_manual_level_covers_is_shown_by_a_test_until_something_changes() -> None:
    play = ready("L01")
    assert now(play.covered)
    assert all(need.value is None for star in play.progress() for need in star.needs if "error" in need.text)
    run(play, **{"h1->out": 3})
    assert not play.covered
    play.do(Turn("h1->out", 4))
    assert play.covered


# -- hints, why, verdict -----------------------------------------------------------------------------------------


def test_hints_come_after_failed_runs_and_the_second_closes_the_third_star() -> None:
    play = ready("L07")
    assert play.do(TakeHint()) == "hint 1 comes after 1 run without a new star"
    run(play, learning_rate=0.01)
    assert play.do(TakeHint()) is None
    assert play.hints() == play.level.hints[:1]
    assert play.do(TakeHint()) == "hint 2 comes after 2 runs without a new star"
    run(play, learning_rate=100)
    assert play.do(TakeHint()) is None
    assert play.do(TakeHint()) == "there are no more hints"
    run(play, learning_rate=20)
    play.do(AnswerWhy(0))
    assert play.visit.stars == 2
    assert play.result is not None
    assert [need.met for need in play.result.progress[2].needs] == [True, True, True, False]


def test_one_hint_costs_nothing() -> None:
    play = run(ready("L07"), learning_rate=0.01)
    play.do(TakeHint())
    run(play, learning_rate=20)
    play.do(AnswerWhy(0))
    assert play.visit.stars == 3


def test_a_run_that_brings_a_new_star_is_no_failure_and_one_that_brings_none_is() -> None:
    play = run(ready("L07"), learning_rate=2)
    assert play.visit.failed == 0
    run(play, learning_rate=5)
    assert play.visit.failed == 0
    run(play, learning_rate=2)
    assert play.visit.failed == 1
    run(play, learning_rate=20)
    assert play.visit.failed == 1


def test_a_missed_why_closes_the_third_star_until_a_new_visit() -> None:
    play = run(ready("L07"), learning_rate=20)
    assert now(play.visit.why_due)
    first = play.why_order()
    assert sorted(first) == [0, 1, 2, 3]
    assert play.do(AnswerWhy(7)) == "choice is 7, but must be 0 to 3"
    assert (play.in_reach, play.mistaken) == (3, None)
    assert play.do(AnswerWhy(2)) is None
    assert (play.in_reach, play.mistaken) == (2, 2)
    assert play.visit.stars == 2
    assert play.result is not None
    assert play.result.progress[2].lost
    assert play.last_star_gone
    assert play.do(AnswerWhy(0)) is not None
    orders = {LevelPlay(level("L07"), seed).why_order() for seed in range(20)}
    assert len(orders) > 5
    run(play, learning_rate=20)
    assert not now(play.visit.why_due), "it is asked once a visit"
    assert play.do(NewDeal()) is None
    assert (play.visit.stage, play.visit.stars, play.visit.earlier_tries, play.visit.tries) == (Stage.READY, 2, 2, 0)
    assert play.mistaken is None
    run(play, learning_rate=20)
    assert now(play.visit.why_due)
    assert play.do(AnswerWhy(0)) is None
    assert play.visit.stars == 3
    run(play, learning_rate=10)
    assert not play.visit.why_due
    assert play.visit.why_right
    assert replayed(level("L07"), play.log).visit == play.visit


def test_a_new_visit_shuffles_the_choices_anew() -> None:
    changed = 0
    for seed in range(20):
        play = LevelPlay(level("L07"), seed)
        play.do(Predict(0))
        run(play, learning_rate=20)
        before = play.why_order()
        assert before == play.why_order()
        play.do(NewDeal())
        changed += before != play.why_order()
    assert changed > 12


def test_the_why_question_is_not_asked_after_a_run_that_wins_nothing() -> None:
    play = run(ready("L07"), learning_rate=0.1)
    assert not play.visit.why_due
    assert "after the first star" in (play.do(AnswerWhy(0)) or "")


def test_too_many_tries_close_the_third_star() -> None:
    play = ready("L07")
    for _ in range(4):
        run(play, learning_rate=1)
    run(play, learning_rate=20)
    play.do(AnswerWhy(0))
    assert (play.visit.stars, play.visit.tries) == (2, 5)
    assert play.result is not None
    assert [need.text for need in play.result.progress[2].needs if need.lost] == ["at most 4 runs"]


def test_impossible_can_be_pressed_after_three_tests_and_a_star() -> None:
    play = ready("L08")
    refused = "IMPOSSIBLE can be pressed after 3 tests and with a star"
    assert play.do(Declare()) == refused
    for _ in range(3):
        run(play)
    assert play.do(Declare()) == refused
    run(play, **{"h1->out": 2, "h2->out": 2, "b:out": -1})
    assert play.visit.stars == 1
    assert play.refusal(Declare()) is None
    run(play, **{"h1->out": 10, "h2->out": 10, "b:out": -5})
    assert play.visit.stars == 2
    assert play.do(Declare()) is None
    assert play.visit.stars == 2
    assert play.do(AnswerWhy(0)) is None
    assert play.visit.stars == 3
    assert ready("L07").do(Declare()) == "this level asks for no verdict"


# -- answers, patients, populations ------------------------------------------------------------------------------

RIGHT: dict[str, dict[str, str] | tuple[str, ...]] = {
    "arrows": {"00": "down", "01": "up", "10": "up", "11": "down"},
    "rank": ("01", "10", "00", "11"),
}


def test_a_miss_deals_new_numbers_and_star_three_is_open_with_them() -> None:
    play = ready("L02")
    kind = play.kind
    assert isinstance(kind, Answering)
    assert play.do(BeginTry()) == "answer something first"
    play.do(Answer("arrows", RIGHT["arrows"]))
    play.do(Answer("rank", ("11", "10", "00", "01")))
    before = play.simulation.cursor.params
    run(play)
    assert kind.marks == {"arrows": True, "rank": False}
    assert (play.visit.stars, play.visit.failed) == (1, 0)
    assert play.simulation.cursor.params == before
    play.do(Retry())
    assert play.simulation.cursor.params != before
    assert kind.sheet.filled == {}
    for name in ("arrows", "rank", "biggest_delta"):
        play.do(Answer(name, right_answer(play, name)))
    run(play)
    play.do(AnswerWhy(0))
    assert play.visit.stars == 3


def test_numbers_that_were_missed_once_win_two_stars_at_most_when_they_come_round_again() -> None:
    play = ready("L02")
    kind = play.kind
    assert isinstance(kind, Answering)
    for _ in range(3):
        play.do(Answer("biggest_delta", "11"))
        run(play)
        play.do(Retry())
    assert kind.deal == 3
    for name in ("arrows", "rank", "biggest_delta"):
        play.do(Answer(name, right_answer(play, name)))
    run(play)
    play.do(AnswerWhy(0))
    assert play.visit.stars == 2


def test_what_is_not_answered_yet_cannot_be_looked_up_after_a_check() -> None:
    play = ready("L06")
    kind = play.kind
    assert isinstance(kind, Answering)
    play.do(Answer("dirs", right_answer(play, "dirs")))
    run(play)
    assert play.visit.stage is Stage.RESULT
    assert play.visit.stars == 1
    assert play.do(c.Step("epoch", 1)) == "that would give away what is not answered yet"
    assert hidden(play) == {"update", "loss"}
    for name in ("new_W2_1", "new_loss"):
        play.do(Answer(name, right_answer(play, name)))
    run(play)
    assert hidden(play) == frozenset()
    assert play.do(c.Step("epoch", 1)) is None


def test_after_a_miss_the_numbers_are_laid_open_since_others_come_up() -> None:
    play = ready("L04")
    play.do(Answer("A_gW2_0", 0.5))
    run(play)
    assert hidden(play) == frozenset()
    play.do(Retry())
    assert "gradient" in hidden(play)


def test_right_answers_stay_while_more_are_filled_in() -> None:
    play = ready("L02")
    play.do(Answer("arrows", RIGHT["arrows"]))
    run(play)
    assert play.visit.stars == 1
    play.do(Answer("rank", RIGHT["rank"]))
    run(play)
    assert play.visit.stars == 2
    play.do(Answer("biggest_delta", "10"))
    run(play)
    play.do(AnswerWhy(0))
    assert play.visit.stars == 3


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("L02", Answer("arrow", 1.0), "there is no question 'arrow': there are arrows, rank, biggest_delta"),
        ("L02", Answer("arrows", {"00": "up"}), "the answer to arrows must be up or down for each of 00, 01, 10, 11"),
        ("L02", Answer("arrows", "up"), "the answer to arrows must be up or down for each of 00, 01, 10, 11"),
        ("L02", Answer("rank", ("00", "01")), "the answer to rank must be all of 00, 01, 10, 11 in a row"),
        ("L02", Answer("rank", ("00", "00", "01", "10")), "the answer to rank must be all of 00, 01, 10, 11 in a row"),
        ("L02", Answer("biggest_delta", "22"), "the answer to biggest_delta must be one of 00, 01, 10, 11"),
        ("L04", Answer("B_dout", "much"), "the answer to B_dout must be a number"),
        ("L05", Answer("A_zero_edges", ("x9->h1",)), "the answer to A_zero_edges must be some of x1->h1"),
        ("L05", Answer("A_zero_edges", 1.0), "the answer to A_zero_edges must be some of x1->h1"),
        ("L07", Answer("arrows", 1.0), "there is no question 'arrows': there are none"),
    ],
)
def test_what_is_no_answer_is_refused(name: str, answer: Answer, sentence: str) -> None:
    refused = ready(name).do(answer)
    assert refused is not None
    assert refused.startswith(sentence)


def test_the_nets_of_a_deal_can_be_opened_and_watched_after_a_check() -> None:
    play = LevelPlay(level("L04"))
    assert play.do(OpenCase("B")) is None
    assert play.simulation.snapshot().inputs == ((1.0, 1.0),)
    assert play.do(OpenCase("D")) == "there is no net 'D': there are A, B, C"
    play.do(Predict(2))
    assert play.do(c.Step("sample", 1)) == "press CHECK first"
    play.do(Answer("A_gW2_0", -0.0289))
    run(play)
    assert play.do(c.Step("epoch", 1)) == "that would give away what is not answered yet"
    assert play.do(OpenCase("A")) is None
    assert play.do(c.Step("epoch", 1)) is None
    assert play.do(c.Step("epoch", 1)) == "this is epoch 1: the run ends at epoch 1"


def test_answers_beside_a_run_can_be_mended_afterwards() -> None:
    play = ready("L13")
    play.do(Answer("delta_mse_00", 0.5))
    play.do(Turn("loss", "cross_entropy"))
    run(play, learning_rate=1)
    play.do(AnswerWhy(0))
    assert play.visit.stars == 2
    play.do(Answer("delta_mse_00", 0.0012))
    assert play.visit.stars == 2
    play.do(Answer("delta_ce_00", 1.0))
    assert play.visit.stars == 3
    assert play.visit.tries == 1


def test_patients_can_be_watched_and_each_medicine_is_there_once() -> None:
    play = ready("L17")
    kind = play.kind
    assert isinstance(kind, Assigning)
    assert play.do(BeginTry()) == "Twins has no medicine yet"
    assert play.do(Assign("Nobody", "η ÷ 10")) == "there is no patient 'Nobody': there are Twins, Loud, Silent, Fever"
    assert play.do(Assign("Loud", "tea")) is not None
    play.do(Assign("Loud", "η ÷ 10"))
    play.do(Assign("Fever", "η ÷ 10"))
    assert kind.given == {"Fever": "η ÷ 10"}
    play.do(Assign("Fever"))
    assert kind.given == {}
    play.do(OpenCase("Silent"))
    assert play.simulation.settings.activation == "relu"
    assert play.do(c.Play()) is None
    assert play.do(c.Step("epoch", 1000)) is None
    for patient, medicine in zip(play.level.patients, play.level.medicines, strict=True):
        play.do(Assign(patient.name, medicine.name))
    run(play)
    assert play.simulation.settings.activation == "leaky_relu"
    assert all(outcome.cured for outcome in kind.outcomes.values())
    assert play.result is not None
    assert play.result.measures["cured"] == 4
    play.do(Retry())
    assert play.simulation.settings.activation == "relu"


def test_a_population_is_counted_in_the_background_and_can_be_given_up() -> None:
    play = ready("L18")
    kind = play.kind
    assert isinstance(kind, CountingStarts)
    play.do(Turn("loss", "cross_entropy"))
    play.do(Turn("learning_rate", 5))
    assert play.do(c.Play()) == "press COUNT first"
    play.do(BeginTry())
    assert kind.job is not None
    play.do(Stop())
    assert (play.visit.stage, play.visit.stars, play.visit.tries) == (Stage.RESULT, 0, 1)
    play.do(BeginTry())
    for _ in range(1000):
        if play.watch():
            break
        time.sleep(0.005)
    assert play.result is not None
    assert play.result.measures["share"] == 0.846
    assert play.visit.stars == 2


# -- the same again ----------------------------------------------------------------------------------------------


@each_level
def test_what_a_player_did_can_be_written_down_and_played_again(level: Level) -> None:
    for solution in level.solutions[-1:]:
        play = replayed(level, solution.script)
        written = msgspec.json.encode(play.log)
        again = replayed(level, msgspec.json.decode(written, type=list[Act]))
        assert again.visit == play.visit
        assert again.result == play.result
        if isinstance(play.kind, TrainingPlay):
            assert again.simulation.cursor.params == play.simulation.cursor.params
        assert all(isinstance(act, (Action, Command)) for act in play.log)


def test_a_visit_and_a_result_can_be_written_down() -> None:
    play = run(ready("L07"), learning_rate=0.1)
    assert msgspec.json.decode(msgspec.json.encode(play.visit), type=Visit) == play.visit
    assert b'"first_epoch_max_err_below_0.3":null' in msgspec.json.encode(play.result)


def test_an_act_that_is_refused_says_which_and_why() -> None:
    with pytest.raises(
        ValueError, match=r"^act 2 \(turn\) is refused: Learning rate η is 3, but must be one of 0\.01,"
    ):
        replayed(level("L07"), [Predict(0), Turn("learning_rate", 3)])


def test_every_action_has_a_rule() -> None:
    assert set(RULES) == set(get_args(AnyAction)) == set(Action.__subclasses__())
    for action in RULES:
        assert action.__doc__


def test_a_visit_begins_with_nothing_done() -> None:
    fresh = Visit()
    assert fresh.stage is Stage.PREDICTING
    assert fresh.prediction is None
    assert not any(getattr(fresh, name) for name in Visit.__struct_fields__ if name not in ("stage", "prediction"))
