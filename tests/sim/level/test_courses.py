"""A wrong prediction is seen against how it really comes out, in every level of the road."""

from __future__ import annotations

import pytest

from game.sim.level.actions import AnswerWhy, BeginTry, Predict, Retry, ShowExample
from game.sim.level.level import DealtLevel, Level
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.seen_course import SeenCourse
from tests.support.bots.players import ROAD
from tests.support.campaign_files import level
from tests.support.certain import there

DRAWN = [each for each in ROAD if each.prediction.computed.example is None]


def course_of(found: Level) -> tuple[DealtLevel | Level, SeenCourse]:
    """The level with its deal, and what is drawn of its prediction."""
    dealt = found.dealt(3)
    return dealt, dealt.prediction.computed.course(dealt)


@pytest.mark.parametrize("found", ROAD, ids=lambda each: each.id)
def test_a_wrong_prediction_can_be_seen_in_every_level(found: Level) -> None:
    computed = found.prediction.computed
    assert computed.example or computed.has_course


@pytest.mark.parametrize("found", DRAWN, ids=lambda each: each.id)
def test_what_is_drawn_is_what_comes(found: Level) -> None:
    dealt, course = course_of(found)
    assert bool(course.bars) + bool(course.lines) + bool(course.moved) == 1
    assert course.heading
    value = dealt.prediction.computed.value(dealt)
    right = dealt.prediction.choices[dealt.prediction.answer]
    assert right.fits(value)
    if course.bars and not course.said:
        came = [bar for bar in course.bars if any(right.fits(answer) for answer in bar.answers)]
        assert came, "something is marked as what comes"
        for wrong in dealt.prediction.choices:
            said = [bar for bar in course.bars if any(wrong.fits(answer) for answer in bar.answers)]
            assert wrong is right or said != came, f"{wrong.text} is not marked as what came is"
    elif course.bars:
        assert min(bar.value for bar in course.bars) == pytest.approx(float(value))
    elif course.said == "up":
        assert right.fits(course.lines[-1].points[-1][1] / course.unit)
    elif course.said == "across":
        half = next(x for x, share in course.lines[-1].points if share >= 0.5)
        assert half == pytest.approx(float(value), rel=0.1), "steps between two looks are seen as one"


def test_the_bar_that_comes_is_the_one_that_is_asked_for() -> None:
    for name, least in (("C04", True), ("C05", False), ("C08", False), ("C26", False), ("C30", True)):
        dealt, course = course_of(level(name))
        value = dealt.prediction.computed.value(dealt)
        best = (min if least else max)(course.bars, key=lambda bar: bar.value)
        assert value in best.answers, name


def test_a_weight_has_the_name_by_which_it_is_asked_for() -> None:
    dealt, course = course_of(level("C09"))
    assert [bar.name for bar in course.bars] == ["w₁", "b₁", "w₂", "b₂", "w₃", "b₃"]
    assert "w₃" in dealt.prediction.question
    off = {bar.name for bar in course.bars if bar.value > 0.0}
    assert off == {"w₁", "b₁", "w₂", "b₂"}


def test_the_clouds_of_a_crossing_fold_lie_on_four_corners() -> None:
    _, course = course_of(level("C20"))
    corners = {tuple(round(each) for each in point.end) for point in course.moved}
    assert len(corners) == 4
    assert all(0.0 <= each <= 1.0 for point in course.moved for each in point.end), "where a sigmoid can be"
    assert {point.full for point in course.moved} == {True, False}


def test_the_causes_of_flat_runs_are_not_named_before_the_why_question() -> None:
    _, course = course_of(level("C21"))
    assert len(course.lines) == 6
    assert not any(line.name for line in course.lines)


def showing(play: LevelPlay) -> tuple[bool, bool]:
    """Whether a course is on screen, and whether another network is."""
    return play.foreseen, play.example is not None


def test_a_course_is_shown_after_the_try_until_something_else_is_done() -> None:
    play = LevelPlay(level("C05"), 3)
    wrong = next(k for k in range(4) if k != play.level.prediction.answer)
    play.do(Predict(wrong))
    assert play.do(ShowExample()) == "there is no wrong answer that an example answers"
    for act in there(play.level.deal).solution(there(_dealt(play)).table):
        play.do(act)
    play.do(BeginTry())
    play.finish()
    own = play.simulation
    assert play.do(ShowExample()) is None
    assert showing(play) == (True, False)
    assert play.simulation is own
    assert play.answered_wrong == ("prediction", play.level.prediction.choices[wrong].text)
    assert play.do(ShowExample()) is None
    assert not showing(play)[0]
    play.do(ShowExample())
    assert play.do(AnswerWhy(1)) is None
    assert showing(play) == (False, False), "the answer to the why-question is what is answered now"
    play.do(ShowExample())
    assert showing(play) == (False, True)
    assert play.do(Retry()) is None
    assert showing(play) == (False, False)


def test_a_right_prediction_has_nothing_to_answer() -> None:
    play = LevelPlay(level("C05"), 3)
    play.do(Predict(play.level.prediction.answer))
    play.do(BeginTry())
    play.finish()
    assert play.do(ShowExample()) == "there is no wrong answer that an example answers"


def _dealt(play: LevelPlay) -> DealtLevel:
    assert isinstance(play.level, DealtLevel)
    return play.level


def test_what_lies_powers_of_ten_apart_is_drawn_by_its_powers() -> None:
    _, course = course_of(level("C30"))
    heights = [bar.value for bar in course.bars if bar.value]
    assert max(heights) > 1000.0 * min(heights)
    assert course.power
