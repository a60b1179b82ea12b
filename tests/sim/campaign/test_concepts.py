"""The concept check: its answers are true, its forms ask the same, and what is gained is counted idea by idea."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from game.paths import ASSETS
from game.sim.campaign.concepts import (
    FIRST_EDITION,
    FORMS,
    SITTINGS,
    Change,
    Concept,
    by_number,
    form_for,
    form_of,
    gain,
    in_form,
    read_concepts,
)
from game.sim.gym.exercise import spelled
from game.sim.gym.numbers import logit, small_network, with_delta
from game.sim.level.content_error import ContentError
from game.sim.level.measured_run import MeasuredRun
from game.sim.losses import losses
from game.sim.network import Edge
from game.sim.settings import Settings
from game.sim.start import Start
from game.sim.trace import Trace
from tests.support.campaign_files import level

CONCEPTS = read_concepts(ASSETS / "text" / "concepts.toml")
COUNT = 16


def concept(name: str) -> Concept:
    return next(each for each in CONCEPTS if each.id == name)


def numbers_in(text: str) -> list[float]:
    return [float(found.replace("−", "-").replace(",", "")) for found in re.findall(r"−?\d[\d,]*\.?\d*", text)]


# -- the questions -----------------------------------------------------------------------------------------------------


def test_there_are_sixteen_questions_in_two_forms_that_ask_the_same() -> None:
    forms = [in_form(CONCEPTS, form) for form in FORMS]
    assert [[each.id for each in form] for form in forms] == [[f"{f}{k + 1}" for k in range(COUNT)] for f in FORMS]
    assert len(CONCEPTS) == 2 * COUNT
    for a, b in zip(*forms, strict=True):
        assert a.concept == b.concept
        assert (a.question, a.right) != (b.question, b.right)
    for each in CONCEPTS:
        assert len(set(each.choices)) == 4
        assert len({wrong.misconception for wrong in each.wrong}) == 3
        assert len(each.question.split()) <= 40
        assert sorted(each.order(5)) == [0, 1, 2, 3]
        assert each.reason.endswith(".")
        assert "-" not in "".join((each.question, *each.choices)).replace("cross-entropy", "")
    assert len({concept("A1").order(seed) for seed in range(20)}) > 5


def words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\s.,:;…?!\"=]+", text.lower()))


def test_no_level_gives_a_question_away() -> None:
    """No level, nor a text that can be read beside it, says a question of the check, or four words running of a right
    answer."""
    folders = [path for path in (ASSETS / "levels").rglob("*.toml") if path.name != "chapters.toml"]
    assert len(folders) > 10
    beside = [path for path in (ASSETS / "text").glob("*.toml") if path.name != "concepts.toml"]
    read = {path.name: words_of(path.read_text("utf-8")) for path in (*folders, *beside)}
    joined = {name: f" {' '.join(words)} " for name, words in read.items()}
    for each in CONCEPTS:
        right = words_of(each.right)
        runs = (right[k : k + 4] for k in range(len(right) - 3))
        for said in (words_of(each.question), *runs):
            assert not [name for name, text in joined.items() if f" {' '.join(said)} " in text], said


# -- the right answers -------------------------------------------------------------------------------------------------


def trace_of(start: Start) -> Trace:
    return MeasuredRun(start, 0).batch(0).traces[0]


def slope_and_error(each: Concept) -> str:
    a, y, other = numbers_in(each.question)[:3]
    slopes = {float(trace_of(small_network([1.0], [t], [([[0.0]], [logit(a)])])).slope[0][0]) for t in (y, other)}
    assert len(slopes) == 1
    return f"stays {spelled(slopes.pop())}"


def error_times_slope(each: Concept) -> str:
    y, outputs = numbers_in(each.question)[0], numbers_in(each.right)
    push = {a: abs(float(trace_of(small_network([1.0], [y], [([[0.0]], [logit(a)])])).delta[0][0])) for a in outputs}
    assert [spelled(size) for size in sorted(push.values(), reverse=True)] == [
        spelled(x) for x in numbers_in(each.reason)
    ]
    return ", then ".join(f"{a:g}" for a in sorted(outputs, key=lambda a: -push[a]))


def weight_and_bias(each: Concept) -> str:
    w, b = numbers_in(each.question)[:2]
    place = -b / w
    below, above = (
        float(trace_of(small_network([x], [1.0], [([[w]], [b])])).output[0]) for x in (place - 0.1, place + 0.1)
    )
    assert below < 0.5 < above
    return spelled(place)


def measuring_a_slope(each: Concept) -> str:
    w, loss, nudged, after = numbers_in(each.question)
    return spelled((after - loss) / (nudged - w))


def direction_of_a_step(each: Concept) -> str:
    w, gradient, rate = numbers_in(each.question)
    output, target = with_delta(gradient)
    run = MeasuredRun(small_network([1.0], [target], [([[w]], [logit(output) - w])], "cross_entropy", rate), 1)
    run.extend(1)
    return spelled(float(run.params(1).weights[0][0, 0]))


def delta_times_activation(each: Concept) -> str:
    w, activation, delta = numbers_in(each.question)
    output, target = with_delta(delta)
    trace = trace_of(small_network([activation], [target], [([[w]], [logit(output)])], "cross_entropy"))
    assert float(trace.delta[0][0]) == pytest.approx(delta)
    return spelled(trace.gradient(Edge(0, 0, 0)))


def hidden_delta(each: Concept) -> str:
    delta, w1, w2, h = numbers_in(each.question)
    output, target = with_delta(delta)
    out = ([[w1, w2]], [logit(output) - (w1 + w2) * h])
    trace = trace_of(small_network([1.0], [target], [([[0.0], [0.0]], [logit(h)] * 2), out], "cross_entropy"))
    return " and ".join(spelled(value) for value in trace.delta[0].tolist())


def chain(each: Concept) -> str:
    """δ of the output, w₃, slope of h₂, w₂, slope of h₁: the slopes say what the neurons stand at."""
    delta, w3, slope2, w2, slope1 = (
        float(found.replace("−", "-")) for found in re.findall(r"(?:output|=|h₂|h₁) (−?[\d.]+\d|−?\d)", each.question)
    )
    h2, h1 = (0.5 + math.sqrt(0.25 - slope) for slope in (slope2, slope1))
    output, target = with_delta(delta)
    net = small_network(
        [1.0],
        [target],
        [([[1.0]], [logit(h1) - 1.0]), ([[w2]], [logit(h2) - w2 * h1]), ([[w3]], [logit(output) - w3 * h2])],
        "cross_entropy",
    )
    return spelled(float(trace_of(net).delta[0][0]))


def learning_rate(each: Concept) -> str:
    epochs, rate, other = numbers_in(each.question)
    start = level("L07").own_start
    taken = []
    for each_rate in (rate / 2, other / 2):  # in the smooth range of AND
        how = Settings(learning_rate=each_rate)
        run = MeasuredRun(Start(scenario="and", params=start.params, settings=how), 4000)
        run.extend(4000)
        taken.append(run.first_below(0.3))
    assert taken[0]
    assert taken[1]
    expected = epochs * rate / other
    assert epochs * taken[1] / taken[0] == pytest.approx(expected, rel=0.03)
    return f"{expected:,.0f}"


def symmetry(each: Concept) -> str:
    twins = (0.6, -0.7, 0.6, -0.7, 0.1, 0.1, 0.5, 0.5, 0.0)
    for rate in (1.0, 4.0):
        run = MeasuredRun(Start(params=twins, settings=Settings(learning_rate=rate)), 1000)
        run.extend(1000)
        (first, second), out = run.params(1000).weights
        assert first.tolist() == second.tolist() != list(twins[:2])
        assert out[0, 0] == out[0, 1]
    return {"A": "still equal", "B": "move further, and stay equal"}[each.form]


def dead_relu(each: Concept) -> str:
    dead = level("L15").own_start
    for rate in (1.0, 2.0):
        run = MeasuredRun(Start(params=dead.params, settings=Settings(activation="relu", learning_rate=rate)), 10_000)
        run.extend(300 if each.form == "A" else 10_000)
        assert run.params(run.reached).weights[0][1].tolist() == run.params(0).weights[0][1].tolist()
    return {"A": "leaves it exactly where it is", "B": "its weights are the same to the last digit"}[each.form]


def depth(each: Concept) -> str:
    count, w = (int(number) for number in numbers_in(each.question)[:2])
    layers = [([[float(w)]], [-0.5 * w]) for _ in range(count)]
    trace = trace_of(small_network([0.5], [0.0], layers))
    assert [float(a[0]) for a in trace.a[1:]] == [0.5] * count
    return f"1/{round(float(trace.delta[-1][0]) / float(trace.delta[0][0])):,}"


def what_cross_entropy_cures(each: Concept) -> str:
    if each.form == "A":
        born = level("L14").own_start
        slopes = [
            MeasuredRun(Start(params=born.params, settings=Settings(loss=loss)), 0).batch(0).mean_slope[0].tolist()
            for loss in ("mse", "cross_entropy")
        ]
        assert slopes[0] == slopes[1]
        return "stay as they are"
    layers = [([[1.0]], [-0.5]) for _ in range(5)]
    shares = set()
    for loss in ("mse", "cross_entropy"):
        trace = trace_of(small_network([0.5], [0.0], layers, loss))
        shares.add(round(float(trace.delta[-1][0]) / float(trace.delta[0][0])))
    assert shares == {256}
    return "still 1/256 of the last"


def capacity(each: Concept) -> str:
    """One neuron on the two inputs, trained on from a few starts."""
    name = {"A": "mse", "B": "cross_entropy"}[each.form]
    targets = (1.0, 0.0, 0.0, 1.0) if each.form == "A" else (0.0, 1.0, 1.0, 0.0)
    lowest = math.inf
    for seed in range(4):
        drawn = Start(seed=seed, targets=targets, settings=Settings(layers=(2, 1), loss=name, learning_rate=2.0))
        run = MeasuredRun(drawn, 3000)
        run.extend(3000)
        lowest = min(lowest, run.losses[-1])
    assert math.isfinite(lowest)
    found = 2 * lowest if each.form == "A" else lowest  # without the ½
    at_half = float(losses()[name].value(np.zeros(1), np.full(1, 0.5), np.zeros(1))[0]) * (2 if each.form == "A" else 1)
    assert found == pytest.approx(at_half, abs=2e-3)
    assert found >= at_half - 1e-9
    return spelled(at_half, 3)


def evidence(each: Concept) -> str:
    """Fisher's exact test of two counts out of ten."""
    first, second = (int(number) for number in re.findall(r"(\d+) of 10", each.question))
    total = first + second
    ways = {k: math.comb(10, k) * math.comb(10, total - k) for k in range(max(0, total - 10), min(10, total) + 1)}
    p = sum(way for way in ways.values() if way <= ways[first]) / sum(ways.values())
    assert p > 0.5
    return "little: ten starts cannot tell these two apart"


def plateau(each: Concept) -> str:
    """From beside the twins, and from the twins themselves."""
    apart = 0.1 if each.form == "A" else 0.0
    params = (0.3, -0.2, 0.3 + apart, -0.2 - apart, 0.1, 0.1 + apart, 0.4, 0.4 - apart, -0.3)
    run = MeasuredRun(Start(params=params, settings=Settings(learning_rate=5.0)), 6000)
    run.extend(6000)
    flat = [epoch for epoch in range(300, 5000) if abs(run.losses[epoch] - run.losses[epoch - 300]) < 2e-3]
    assert flat, "there is a plateau"
    if each.form == "A":
        assert run.first_below(0.5) is not None
        return "may still fall: look again"
    assert run.first_below(0.5) is None
    first, second = run.params(run.reached).weights[0]
    assert first.tolist() == second.tolist()
    return "will never solve it: they stay twins"


FINDS: tuple[Callable[[Concept], str], ...] = (
    slope_and_error,
    error_times_slope,
    weight_and_bias,
    measuring_a_slope,
    direction_of_a_step,
    delta_times_activation,
    hidden_delta,
    chain,
    learning_rate,
    symmetry,
    dead_relu,
    depth,
    what_cross_entropy_cures,
    capacity,
    evidence,
    plateau,
)


@pytest.mark.parametrize("each", CONCEPTS, ids=lambda each: each.id)
def test_the_right_answer_is_what_the_simulation_finds(each: Concept) -> None:
    assert FINDS[each.number - 1](each) == each.right


# -- what is gained ----------------------------------------------------------------------------------------------------


def test_gain_is_counted_for_each_idea_across_forms() -> None:
    before = {"A1": 0, "A2": 0, "A3": 1, "A4": 2, "A5": 3}
    after = {"B1": 0, "B2": 1, "B3": 0, "B4": 0, "B5": 3, "B6": 0}
    found = gain(in_form(CONCEPTS, "B"), before, after)
    assert [found.changes[f"B{k}"] for k in range(1, 7)] == [
        Change.KNOWN, Change.SLIPPED, Change.OVERCOME, Change.OVERCOME, Change.HELD, Change.OPEN,
    ]  # fmt: skip
    assert (found.before, found.after) == (2, 3)
    assert found.normalised == pytest.approx(1 / 3)


def test_answers_of_the_first_edition_count_for_what_they_asked() -> None:
    assert [FIRST_EDITION[f"Q{k}"] for k in range(1, 13)] == [1, 2, 6, 5, 7, 9, 10, 11, 16, 13, 14, 15]
    assert by_number({"Q3": 0, "Q11": 2, "B7": 1, "Z1": 0}) == {6: 0, 14: 2, 7: 1}
    found = gain(in_form(CONCEPTS, "A"), {"Q3": 1, "Q9": 0}, {"A6": 0, "A16": 0, "A1": 0})
    assert (found.changes["A6"], found.changes["A16"], found.changes["A1"]) == (
        Change.OVERCOME,
        Change.KNOWN,
        Change.OPEN,
    )
    assert form_of({"Q3": 0}) is None


def test_who_knew_everything_has_nothing_to_gain() -> None:
    everything = {each.id: 0 for each in CONCEPTS}
    form = in_form(CONCEPTS, "A")
    assert gain(form, everything, everything).normalised is None
    assert gain(form, {}, everything).normalised is None


def test_the_forms_take_turns_and_half_of_the_students_begin_with_each() -> None:
    firsts = [form_for(SITTINGS[0], {}, f"Player {k}") for k in range(400)]
    assert 150 < firsts.count("A") < 250
    for first, other in (("A", "B"), ("B", "A")):
        sat = {"before": {f"{first}1": 0}}
        assert form_for("after", sat, "anyone") == other
        assert form_for("later", {**sat, "after": {f"{other}1": 0}}, "anyone") == first
        assert form_for("later", {**sat, "after": {}}, "anyone") == other
    assert form_for("after", {"before": {"Q1": 0}}, "Mia") != form_for("before", {}, "Mia")


def test_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "concepts.toml"
    with pytest.raises(ContentError, match="cannot be read"):
        read_concepts(path)
    text = (ASSETS / "text" / "concepts.toml").read_text("utf-8")
    path.write_text(text.replace('id = "A2"', 'id = "A1"'), "utf-8")
    with pytest.raises(ContentError, match=r"concepts\.toml: id is A1, but another question has it too"):
        read_concepts(path)
    path.write_text(text.replace('id = "A2"', 'id = "A17"'), "utf-8")
    with pytest.raises(ContentError, match=r"concepts\.toml: id is A17, but there is no B17 that asks the same"):
        read_concepts(path)
