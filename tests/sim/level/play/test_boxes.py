"""Levels of boxes: everything is filled in first, nothing tells before the try, and only who understands wins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from game.sim.commands import Play
from game.sim.level.actions import (
    Action,
    Answer,
    AnswerWhy,
    BeginTry,
    NewDeal,
    Nudge,
    OpenCase,
    Predict,
    Retry,
    ShowSolved,
)
from game.sim.level.filling import number
from game.sim.level.level import DealtLevel, Level
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.why import Scene
from game.sim.network import Edge
from tests.support.campaign_files import campaign, level
from tests.support.certain import now

LEVELS = [each for each in campaign().levels if each.kind == "boxes"]
each_boxes = pytest.mark.parametrize("boxes", LEVELS, ids=lambda each: each.id)
THE_WEIGHT = Edge(0, 0, 0)


def entered(found: Level, seed: int = 3) -> LevelPlay:
    play = LevelPlay(found, seed)
    assert play.do(Predict(0)) is None
    return play


def kind_of(play: LevelPlay) -> Boxes:
    assert isinstance(play.kind, Boxes)
    return play.kind


def solution(play: LevelPlay) -> tuple[Action, ...]:
    assert isinstance(play.level, DealtLevel)
    assert play.level.deal is not None
    return play.level.deal.solution(play.level.table)


def tried(play: LevelPlay, acts: Sequence[Action]) -> int:
    """The stars that a try comes to, once the why-question is answered right."""
    for act in acts:
        assert play.do(act) is None, act
    assert play.do(BeginTry()) is None
    play.finish()
    return play.in_reach


# -- all of them -----------------------------------------------------------------------------------------------------


@each_boxes
def test_every_box_must_be_filled_in_and_none_tells_before_the_try(boxes: Level) -> None:
    play = entered(boxes)
    acts = [act for act in solution(play) if isinstance(act, Answer)]
    assert {act.name for act in acts} == {question.name for question in boxes.questions}
    before = play.progress()
    for act in acts:
        assert "fill in every box first" in (play.do(BeginTry()) or "")
        assert play.do(act) is None
        assert play.progress() == before
        assert kind_of(play).correction(act.name) == ()
    tried(play, ())
    assert all(play.kind.marks.values())  # type: ignore[attr-defined]
    assert play.progress() != before


@each_boxes
def test_a_wrong_answer_is_told_what_is_right_and_a_right_one_nothing(boxes: Level) -> None:
    play = entered(boxes)
    asked = play.level.questions
    for question in asked:
        start = kind_of(play).sheet.start(question)
        wrong = next(each for each in question.tried_out(start) if not question.accepts(each, start))
        assert play.do(Answer(question.name, wrong)) is None
    tried(play, ())
    for question in asked:
        start = kind_of(play).sheet.start(question)
        told = kind_of(play).correction(question.name)
        assert told[0] == f"Right is {question.spelt(question.right(start), start)}."
    if not play.spent:
        assert play.do(Retry()) is None
    while not play.spent:
        tried(play, solution(play))
        assert [kind_of(play).correction(question.name) for question in asked] == [()] * len(asked)
        play.do(Retry())


@each_boxes
def test_after_the_last_try_the_deal_is_shown_solved(boxes: Level) -> None:
    play = entered(boxes)
    for _ in range(boxes.tries):
        play.do(Retry())
        for question in play.level.questions:
            options = question.options(kind_of(play).sheet.start(question))
            assert play.do(Answer(question.name, options[0] if options else 1e6)) is None
        assert play.do(BeginTry()) is None
        play.finish()
    assert play.spent
    assert play.do(ShowSolved()) is None
    assert now(play.visit.stage) is Stage.RESULT
    assert all(kind_of(play).marks.values())
    assert play.do(NewDeal()) is None
    assert play.visit.stage is Stage.READY
    assert kind_of(play).sheet.filled == {}


# -- C03 -------------------------------------------------------------------------------------------------------------


def walk(w: float, target: float, rate: float) -> tuple[float, ...]:
    """The weight's way in a valley of the design."""
    net = Scene(
        weights=(((w,),),),
        biases=((0.0,),),
        inputs=((1.0,),),
        targets=(target,),
        settings={"learning_rate": rate, "biases": "frozen"},
    )
    run = MeasuredRun(net.start(), 61)
    run.extend(61)
    return run.course(THE_WEIGHT, 61)


def test_c03_has_the_numbers_of_its_design() -> None:
    course = walk(0.0, 0.3, 8.0)
    assert [round(course[k], 4) for k in (1, 2, 3, 10, 60)] == [-0.4, -0.5947, -0.6966, -0.841, -0.8473]
    far = walk(4.0, 0.3, 5.0)
    steps = [abs(b - a) for a, b in pairwise(far)]
    assert (round(steps[0], 4), round(max(steps), 4), steps.index(max(steps)) + 1) == (0.0602, 0.422, 20)
    assert round(far[60], 4) == -0.8473
    assert steps[60] == pytest.approx(8.64e-6, rel=1e-3)
    assert round(walk(0.0, 0.7, 8.0)[60], 4) == 0.8473


def test_c03_deals_have_a_first_step_that_the_digits_allow_and_no_longest_last() -> None:
    for seed in range(200, 240):
        facts = level("C03").dealt(seed).facts
        w, rate, slope = (float(facts[name]) for name in ("w", "rate", "slope"))  # type: ignore[arg-type]
        assert abs(rate * slope) >= 0.05
        assert abs(rate * (slope - round(slope, 4))) <= 0.02 * abs(rate * slope)
        assert abs(w) <= 4.0
        assert facts["longest"] in ("first", "between")


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ("-2.5+8*(-0.0087)", "along the slope"),
        ("-2.5+0.0087", "rate was left out"),
        ("8*0.0087", "the step alone"),
        ("-0.0087", "the slope itself"),
        ("-2.4304", None),
        ("1.2345", None),
    ],
)
def test_c03_says_how_one_went_wrong(flag: str, said: str | None) -> None:
    play = entered(level("C03"))
    tried(play, [Answer("flag", flag), Answer("longest", "first")])
    told = kind_of(play).correction("flag")
    assert len(told) == (2 if said else 0 if flag == "-2.4304" else 1)
    assert said is None or said in told[1]
    assert kind_of(play).correction("longest") == ("Right is in between.",)


def test_c03_trains_sixty_steps_for_the_window_too() -> None:
    play = entered(level("C03"))
    for act in solution(play):
        play.do(act)
    assert play.do(Play()) == "time moves with the try alone"
    play.do(BeginTry())
    assert now(play.visit.stage) is Stage.RUNNING
    for _ in range(200_000):
        if play.watch():
            break
        play.simulation.tick()
    assert play.visit.stage is Stage.RESULT
    assert play.simulation.cursor.moment.epoch == 60
    assert play.do(AnswerWhy(0)) is None
    assert play.visit.stars == 3


def test_nothing_is_nudged_where_there_are_no_nudges() -> None:
    play = entered(level("C03"))
    assert play.do(Nudge(0.1)) == "nothing can be nudged in this level"
    assert "there is no net 'B'" in (play.do(OpenCase("B")) or "")
    assert number(-2.0) == "−2"
