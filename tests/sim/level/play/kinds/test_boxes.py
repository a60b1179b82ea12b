"""Levels of boxes: everything is filled in first, nothing tells before the try, and only who understands wins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import pytest

from game.sim.arithmetic.multiplications import COUNTS
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
from game.sim.level.deals.three_slopes import SIZES, slope_of
from game.sim.level.filling import spelled_number
from game.sim.level.floors import first_to_last, floor_deltas, floors
from game.sim.level.level import DealtLevel, Level
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.predictions.pull import Pull
from game.sim.level.questions import NumberQuestion
from game.sim.level.questions.loud_delta import LoudDelta, delta_under
from game.sim.level.start_table import with_settings
from game.sim.level.why import Scene
from game.sim.network import Edge
from game.sim.start import Start, params_of
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
        assert told[0] == f"Right: {question.spelt(question.right(start), start)}."
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
            start = kind_of(play).sheet.start(question)
            value = question.tried_out(start)[0] if question.options(start) else 1e6
            assert play.do(Answer(question.name, value)) is None
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
    assert kind_of(play).correction("longest") == ("Right: in between.",)


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
    assert spelled_number(-2.0) == "−2"


# -- C02 -------------------------------------------------------------------------------------------------------------


def test_c02_has_a_net_of_each_size_of_slope_and_its_example_deal() -> None:
    for seed in range(300, 330):
        slopes = sorted(abs(float(value)) for value in level("C02").dealt(seed).facts.values())  # type: ignore[arg-type]
        assert all(low <= slope < high for slope, (low, high) in zip(slopes, sorted(SIZES), strict=True))
    net = Scene(weights=(((-2.0,),),), biases=((0.5,),), inputs=((-1.0,),), targets=(1.0,)).start()
    assert slope_of(net) == pytest.approx(0.00531794, rel=1e-5)
    assert MeasuredRun(net, 0).losses[0] == pytest.approx(0.00287723, rel=1e-5)


def test_c02_says_how_one_went_wrong_with_a_nudge() -> None:
    play = entered(level("C02"))
    start = dict(play.level.nets(0))["B"]
    question = play.level.question("B_slope")
    assert isinstance(question, NumberQuestion)
    up, here, down = (round(loss_with(start, by), 6) for by in (0.01, 0.0, -0.01))
    for value, said in (
        (up - here, "divide it by how far w moved"),
        ((up - here) * 0.01, "multiplies"),
        ((up - down) / 0.01, "two nudges"),
        ((up - here) / 0.02, "divided by two"),
        (here, "the loss itself"),
        (-slope_of(start), "The sign"),
    ):
        assert said in (question.slip(value, start) or ""), value
    assert question.slip((up - down) / 0.02, start) is None
    assert question.accepts((up - down) / 0.02, start)


def loss_with(start: Start, by: float) -> float:
    params = params_of(start)
    moved = msgspec.structs.replace(start, params=(params[0] + by, *params[1:]))
    return MeasuredRun(moved, 0).losses[0]


# -- C14 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layers", "counts"),
    [
        ((4, 2, 1), (10, 260, 18)),
        ((2, 2, 1), (6, 108, 14)),
        ((2, 8, 8, 8, 8, 8, 8, 1), (344, 270_384, 770)),
    ],
)
def test_c14_counts_as_its_design_does(layers: tuple[int, ...], counts: tuple[int, int, int]) -> None:
    assert tuple(COUNTS[way](layers) for way in ("forward", "central", "backward")) == counts
    assert COUNTS["both"](layers) == counts[0] + counts[2]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("forward", 27, "bias is added"),
        ("central", "27*18", "two passes for each parameter"),
        ("central", 54, "Those are the passes"),
        ("backward", "18+14+9", "slope"),
        ("backward", 54, "inputs need no δ"),
    ],
)
def test_c14_says_what_was_left_out(name: str, value: float | str, said: str) -> None:
    play = entered(level("C14"))
    question = play.level.question(name)
    assert isinstance(question, NumberQuestion)
    assert said in (question.slip(value, play.level.own_start) or "")


# -- C28 -------------------------------------------------------------------------------------------------------------


def test_c28_has_the_numbers_of_its_design() -> None:
    assert first_to_last(floors(Start(), 1.2)) == pytest.approx(0.000729, rel=1e-9)
    plain, entropy = (floor_deltas(floors(Start(), 1.0, loss=loss)) for loss in ("mse", "cross_entropy"))
    assert (plain[0], plain[-1]) == pytest.approx((3.0517578125e-05, 0.125))
    assert [b / a for a, b in zip(plain, entropy, strict=True)] == pytest.approx([4.0] * 7)
    assert first_to_last(floors(Start(), 1.0, activation="relu")) == pytest.approx(1.0)
    assert first_to_last(floors(Start(), 4.0)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("value", "said"),
    [("(2.4*0.25)^7", "passes six"), ("0.25^6", "weights were left out"), ("2.4*0.25", "one floor"), ("1/7", "shared")],
)
def test_c28_says_how_one_went_wrong(value: str, said: str) -> None:
    play = entered(level("C28"))
    question = play.level.question("ratio")
    assert isinstance(question, NumberQuestion)
    assert said in (question.slip(value, play.level.own_start) or "")
    others = [act for act in solution(play) if isinstance(act, Answer) and act.name != "ratio"]
    tried(play, [*others, Answer("ratio", 0)])
    assert play.result
    assert play.result.measures["decades_off"] == 99.0
    assert play.spent


# -- C25 -------------------------------------------------------------------------------------------------------------


def test_c25_deals_are_confidently_wrong_and_cured_by_cross_entropy_alone() -> None:
    ends: dict[str, list[int | None]] = {"mse": [], "cross_entropy": []}
    for seed in range(400, 424):
        net = level("C25").dealt(seed).own_start
        trace = MeasuredRun(net, 0).batch(0).traces[0]
        assert abs(float(trace.raw_error[0])) > 0.95
        assert 3.0 <= abs(float(trace.z[-1][0])) <= 6.5
        for loss, found in ends.items():
            run = MeasuredRun(msgspec.structs.replace(net, settings=with_settings(net.settings, {"loss": loss})), 400)
            run.extend(110)
            found.append(run.first_below(0.4))
    assert set(ends["mse"]) == {None}
    assert all(end is not None and end <= 110 for end in ends["cross_entropy"])


def test_c25_has_the_numbers_of_its_design() -> None:
    net = Scene(weights=(((4.75,),),), biases=((0.0,),), inputs=((1.0,),), targets=(0.0,)).start()
    assert delta_under(net, "mse") == pytest.approx(0.0085, rel=0.01)  # the design reckons with the shown 0.9914
    assert round(delta_under(net, "cross_entropy"), 4) == 0.9914
    asked = LoudDelta(name="louder", prompt="?", loss="cross_entropy", than="mse", relative=0.05)
    assert asked.right(net) == pytest.approx(117.2877, rel=5e-3)
    assert asked.accepts("1/(0.9914*0.0086)", net)
    assert "other way round" in (asked.slip("0.9914*0.0086", net) or "")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("mse", 0.9627, "slope is missing"), ("ce", 0.0346, "slope cancels"), ("ce", -0.9627, "The sign")],
)
def test_c25_says_how_one_went_wrong(name: str, value: float, said: str) -> None:
    play = entered(level("C25"))
    question = play.level.question(name)
    assert isinstance(question, NumberQuestion)
    assert said in (question.slip(value, play.level.own_start) or "")


# -- C10 -------------------------------------------------------------------------------------------------------------


def test_c10_takes_what_the_digits_give_and_not_what_leaves_a_factor_out() -> None:
    for seed in range(600, 640):
        play = entered(level("C10"), seed)
        shown = {name: round(float(value), 4) for name, value in play.level.facts.items()}  # type: ignore[arg-type]
        right = {act.name: act.value for act in solution(play) if isinstance(act, Answer)}
        wrong = {
            "A_gradient": shown["A_delta"],
            "B_delta": shown["B_error"],
            "C_slope": shown["C_a"],
            "C_delta": shown["C_a"] - shown["C_y"],
            "C_gradient": right["C_delta"],
        }
        assert set(right) == set(wrong)
        for name, value in wrong.items():
            question = play.level.question(name)
            assert question is not None
            start = kind_of(play).sheet.start(question)
            assert question.accepts(right[name], start)
            assert not question.accepts(value, start)
            assert not question.accepts(0.0, start)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("A_gradient", 0.1452, "what the connection carried"),
        ("A_gradient", 0.8808, "That is the activation"),
        ("B_delta", -0.2465, "slope is missing"),
        ("B_delta", 0.0458, "The sign"),
        ("C_slope", 0.1436, "δ already"),
        ("C_gradient", "0.1436*1.5", "blamed for what it carried"),
    ],
)
def test_c10_says_how_one_went_wrong(name: str, value: float | str, said: str) -> None:
    play = entered(level("C10"))
    question = play.level.question(name)
    assert isinstance(question, NumberQuestion)
    assert said in (question.slip(value, kind_of(play).sheet.start(question)) or "")


def test_c10_gives_of_each_net_what_belongs_to_it() -> None:
    play = entered(level("C10"))
    given = {}
    for name, _net in play.level.nets(0):
        play.do(OpenCase(name))
        given[name] = [label for label, _ in kind_of(play).given]
    assert given == {
        "A": ["δ of ŷ", "activation of h₁"],
        "B": ["error of ŷ", "slope of ŷ"],
        "C": ["output a", "target y", "activation of h₁"],
    }


# -- numbers -----------------------------------------------------------------------------------------------------------

ONE = Scene(weights=(((1.0,),),), biases=((0.0,),), inputs=((2.0,),), targets=(0.0,), settings={"output": "linear"})
"""One linear neuron with w = 1 on the sample x = 2, y = 0: it sends out 2, and the slope of the loss along w is 4."""


def test_where_a_sample_pulls_is_where_it_pulls_before_any_step() -> None:
    far = msgspec.structs.replace(ONE, settings={"output": "linear", "learning_rate": 1.0})
    assert Pull(edge="x1->out", sample=0, network=far).value(level("C01")) == "down", "one step would lead beyond 0"


def test_empty_boxes_are_told_by_their_nets() -> None:
    play = entered(level("C02"))
    nets = sorted({question.net for question in play.level.questions} - {""})
    assert len(nets) > 1
    told = play.do(BeginTry()) or ""
    assert f"(nets {', '.join(nets[:-1])} and {nets[-1]})" in told
    by_name = {question.name: question.net for question in play.level.questions}
    for left in (2, 1):
        for act in solution(play):
            if isinstance(act, Answer) and by_name[act.name] not in nets[:left]:
                play.do(act)
        word = "nets" if left > 1 else "net"
        assert f"({word} {' and '.join(nets[:left])})" in (play.do(BeginTry()) or "")
