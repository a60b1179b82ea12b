"""The chain-rule card says what a student would work out by hand, and its arithmetic holds to the last shown digit."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from game.sim import commands as c
from game.sim.activations import activations
from game.sim.dataset import OwnData
from game.sim.engine.simulation import Simulation
from game.sim.losses import losses
from game.sim.network import bias_edges, edge_name, edge_symbol, edges, find_edge
from game.sim.optimizers import optimizers
from game.sim.settings import Settings
from game.sim.start import Start
from game.sim.update_step import update_step
from game.ui.chain_rule.nudge_test import Nudged, nudge
from game.ui.chain_rule.rule import ChainRule, NudgeVerdict, Row
from game.ui.chain_rule.subject import Subject, card_texts
from game.ui.chain_rule.update_lines import nudge_line, update_arithmetic
from game.ui.draw.number_text import equals, figure, product, read_number, total, unsigned
from game.ui.network.reveal import EVERYTHING_KNOWN
from tests.support.certain import there
from tests.support.sights import BY_HAND, card, rounds_to, snapshot, view

FOURTH = 3
"""The sample (1, 1), whose target is 0."""


def sigma(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z))


def significant(shown: str) -> int:
    """Significant digits of a number as shown."""
    return len(unsigned(shown).partition("e")[0].replace(".", "").lstrip("0"))


def values(row: Row) -> list[str]:
    return [box.value for box in row.boxes]


def worked_by_hand() -> dict[str, float]:
    """The sample (1, 1) of XOR through the network BY_HAND, as on paper."""
    w11, w12, w21, w22, b1, b2, w5, w6, b3 = BY_HAND
    h1, h2 = sigma(w11 + w12 + b1), sigma(w21 + w22 + b2)
    out = sigma(w5 * h1 + w6 * h2 + b3)
    delta = (out - 0.0) * out * (1.0 - out)
    sum1 = w5 * delta
    return {
        "h1": h1,
        "out": out,
        "slope": out * (1.0 - out),
        "delta": delta,
        "sum1": sum1,
        "slope1": h1 * (1.0 - h1),
        "delta1": sum1 * h1 * (1.0 - h1),
    }


def test_an_output_weight() -> None:
    hand, rule = worked_by_hand(), card(snapshot(), "w5", sample=FOURTH)
    assert rule.top is not None
    for exact, shown in zip((hand["out"], hand["slope"], hand["delta"]), values(rule.top), strict=True):
        assert rounds_to(exact, shown)
    for exact, shown in zip((hand["delta"], hand["h1"], hand["delta"] * hand["h1"]), values(rule.bottom), strict=True):
        assert rounds_to(exact, shown)
    assert [box.formula for box in rule.top.boxes] == ["a − y", "a(1−a)", "δ(ŷ)"]
    assert [box.formula for box in rule.bottom.boxes] == ["δ(ŷ)", "a(h₁)", "∂L/∂w₅"]
    assert rule.heading == "pinned w₅ h₁ → ŷ"
    assert rule.question == "How much does the loss change if w₅ changes?"
    assert rule.terms is not None
    assert [term.name for term in rule.terms.terms] == ["a", "y"]


def test_a_hidden_weight_adds_up_named_complaints() -> None:
    hand, rule = worked_by_hand(), card(snapshot(), "w1", sample=FOURTH)
    assert rule.top is not None
    assert rule.terms is not None
    assert rule.top.boxes[0].title == "Backprop sum"
    for exact, shown in zip((hand["sum1"], hand["slope1"], hand["delta1"]), values(rule.top), strict=True):
        assert rounds_to(exact, shown)
    (term,) = rule.terms.terms
    assert term.name == "w₅·δ(ŷ)"
    weight, delta = term.text.split("×")
    assert rounds_to(BY_HAND[6], weight)
    assert rounds_to(hand["delta"], delta)
    assert rule.bottom.boxes[1].value == "1"


def test_a_bias_has_the_factor_one() -> None:
    hand, rule = worked_by_hand(), card(snapshot(), "b3", sample=FOURTH)
    assert rule.bottom.boxes[1].value == "1"
    assert "always 1" in rule.bottom.boxes[1].hint
    assert rounds_to(hand["delta"], rule.bottom.boxes[2].value)
    assert rule.heading == "pinned b₃ bias of ŷ"


def test_cross_entropy_strikes_the_outputs_slope_and_no_other() -> None:
    state = snapshot(loss="cross_entropy")
    output, hidden = card(state, "w5", sample=FOURTH), card(state, "w1", sample=FOURTH)
    assert output.top is not None
    assert hidden.top is not None
    assert [box.struck for box in output.top.boxes] == [False, True, False]
    assert output.top.boxes[1].value == "cancelled"
    assert output.top.boxes[0].value == output.top.boxes[2].value
    assert rounds_to(worked_by_hand()["out"], output.top.boxes[2].value)
    assert not any(box.struck for box in hidden.top.boxes)
    assert output.words is not None
    assert output.words.listening == card_texts().listening["open"]


def test_every_term_of_a_bigger_network_is_named() -> None:
    state = snapshot(params=None, layers="2-3-3-1")
    rule = card(state, "w2", sample=FOURTH)
    assert rule.terms is not None
    assert [term.name for term in rule.terms.terms] == ["w₁₀·δ(h₂.₁)", "w₁₁·δ(h₂.₂)", "w₁₂·δ(h₂.₃)"]
    trace = state.batch.traces[FOURTH]
    parts = [product(term.text.replace("(", "").replace(")", "").split("×")) for term in rule.terms.terms]
    for part, exact in zip(parts, trace.backprop_terms[0][1], strict=True):
        assert part is not None
        assert float(part) == pytest.approx(float(exact), rel=0.01)


def test_the_mean_is_the_mean_of_the_products() -> None:
    state = snapshot()
    edge = find_edge(state.params.layers, "w5")
    rule = card(state, "w5", mean=True)
    assert rule.top is None
    assert len(rule.contributions) == 4
    assert len({significant(line.delta) for line in rule.contributions}) == 1
    for trace, line in zip(state.batch.traces, rule.contributions, strict=True):
        assert rounds_to(trace.gradient(edge), line.product)
        assert equals(product([line.delta, line.source]), line.product) == line.sign
    whole, n, mean = values(rule.bottom)
    assert n == "4"
    shown = total(read_number(line.product) for line in rule.contributions)
    assert equals(shown, whole) == ("≈" if rule.bottom.boxes[0].formula.startswith("≈") else "=")
    assert rounds_to(state.batch.mean_gradient(edge), mean)
    deltas, sources = ([float(getattr(t, part)[1][0]) for t in state.batch.traces] for part in ("delta", "a"))
    assert not rounds_to(sum(deltas) / 4 * sum(sources) / 4, mean)


def test_a_sample_of_three_inputs_is_told_by_them() -> None:
    state = Simulation(Start(scenario="parity3", settings=Settings(layers=(3, 2, 1)))).snapshot()
    told = [line.sample for line in card(state, "b1", mean=True).contributions]
    assert told == [f"{a} {b} {c}" for a, b, c in itertools.product((0, 1), repeat=3)]


@pytest.fixture(scope="module")
def every_card() -> list[tuple[str, ChainRule]]:
    """Cards for many networks, edges and samples: of the larger networks' edges two samples each, which take turns."""
    found = []
    networks = (("2-2-1", 20), ("2-3-3-1", 40))
    for turn, (activation, loss) in enumerate(itertools.product(activations(), losses())):
        for layers, epochs in networks:
            state = snapshot(params=None, activation=activation, loss=loss, layers=layers, epochs=epochs)
            small = layers == "2-2-1"
            for at, edge in enumerate((*edges(state.params.layers), *bias_edges(state.params.layers))):
                name = edge_symbol(state.params.layers, edge).translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
                found += [(name, card(state, name, sample=k)) for k in range(4) if small or (k + at + turn) % 2]
                found.append((name, card(state, name, mean=True)))
    return found


def test_arithmetic_with_an_equals_sign_is_right_and_others_are_rare(every_card: list[tuple[str, ChainRule]]) -> None:
    equations = 0
    rounded = 0
    for _, rule in every_card:
        for row in filter(None, (rule.top, rule.bottom)):
            left, right, result = row.boxes
            factors = [left.value] if right.struck else [left.value, right.value]
            exact = product(factors)
            if row.signs[0] == "÷":
                divided, count = map(read_number, factors)
                assert divided is not None
                assert count is not None
                exact = divided / count
                assert result.value.startswith(("+", "−")) or read_number(result.value) == 0
            assert equals(exact, result.value) == row.signs[1]
            equations += 1
            rounded += row.signs[1] == "≈"
        assert rule.update is not None
        assert line_holds(rule.update.line)
        assert rule.nudge is not None
    assert equations > 4000
    assert rounded / equations < 0.05


def line_holds(line: str) -> bool:
    """Whether "2.600 − 0.10 × 0.1140 = 2.589" is right to the last digit, or says "≈"."""
    match = re.fullmatch(r"(\S+) − (\S+) × \(?([^\s)]+)\)? ([=≈]) (\S+)", line)
    assert match, line
    before, rate, gradient, sign, after = match.groups()
    step, start = product([rate, gradient]), read_number(before)
    assert step is not None
    assert start is not None
    return equals(start - step, after) == sign


def test_the_update_uses_the_mean_under_the_rule_epoch() -> None:
    state = snapshot(learning_rate=0.1)
    rule = card(state, "w5", sample=FOURTH)
    assert rule.update is not None
    assert rule.update.whose == "the mean of 4 samples"
    edge = find_edge(state.params.layers, "w5")
    before, gradient, after = re.split(r" − 0\.10 × | = ", rule.update.line)
    assert before.startswith("2.600")
    assert rounds_to(state.batch.mean_gradient(edge), gradient.strip("()"))
    assert rounds_to(state.next_value(edge), after)


def test_the_update_is_that_of_the_pinned_sample_under_the_rule_sample() -> None:
    state = snapshot(learning_rate=0.1, update="sample", at=c.Seek(0, 1))
    rule = card(state, "w5", sample=FOURTH)
    assert rule.update is not None
    assert rule.update.whose == f"that of sample {FOURTH + 1}"
    edge = find_edge(state.params.layers, "w5")
    pull = state.batch.traces[FOURTH].gradient(edge)
    assert pull != state.batch.traces[1].gradient(edge)
    assert rounds_to(state.value(edge) - 0.1 * pull, rule.update.line.split(" = ")[1])
    rule = card(state, "w5")
    assert rule.update is not None
    assert rule.update.whose == "that of sample 2"
    assert rule.update.line.split()[-1] != f"{state.value(edge):.3f}"
    assert rounds_to(state.next_value(edge), rule.update.line.split()[-1])
    gradient = rule.update.line.split(" × ")[1].split(" ")[0].strip("()")
    assert rounds_to(state.batch.traces[1].gradient(edge), gradient)


def test_the_nudge_test_really_moves_the_weight() -> None:
    state = snapshot(params=None, activation="tanh", epochs=5)
    for edge in (*edges(state.params.layers), *bias_edges(state.params.layers)):
        for sample in (0, 1, 2, 3):
            assert nudge(state, edge, sample).measured == pytest.approx(
                state.batch.traces[sample].gradient(edge), rel=1e-5, abs=1e-9
            )
        assert nudge(state, edge, None).measured == pytest.approx(state.batch.mean_gradient(edge), rel=1e-5, abs=1e-9)
    assert not Nudged(0.1, 0.2).agrees(0.3)


def test_the_nudge_test_of_several_outputs_asks_for_all_of_a_samples_targets() -> None:
    data = OwnData(("a", "b"), ("y1", "y2"), ((0.0, 1.0, 1.0, 0.0), (1.0, 0.5, 0.0, 1.0), (-1.0, 0.2, 1.0, 0.0)))
    settings = Settings(layers=(2, 2, 2), output="softmax", loss="cross_entropy")
    here = Simulation(Start(scenario="own", data=data, settings=settings)).snapshot()
    for edge in (*edges((2, 2, 2)), *bias_edges((2, 2, 2))):
        for sample in range(3):
            assert nudge(here, edge, sample).agrees(here.batch.traces[sample].gradient(edge))
        assert nudge(here, edge, None).agrees(here.batch.mean_gradient(edge))


def test_the_losses_of_the_nudge_test_are_told_to_where_they_differ() -> None:
    state = snapshot(at=c.Seek(0, 0, 3))
    subject = Subject(state, edges(state.params.layers)[0])
    for low, high in ((0.125, 0.125 + 8.38e-9), (0.1, 0.2), (2.0, 2.0 - 3.21e-7), (1e-9, 4e-5)):
        hint = nudge_line(subject, Nudged(low, high), (high - low) / 2e-4, EVERYTHING_KNOWN).hint
        shown = re.search(r"went from (\S+) to (\S+)\. Divided", hint)
        assert shown
        first, second = (float(text.replace("−", "-")) for text in shown.groups())
        assert second - first == pytest.approx(high - low, rel=2e-3)
    same = nudge_line(subject, Nudged(0.125, 0.125), 0.0, EVERYTHING_KNOWN).hint
    assert "from 0.1250000 to 0.1250000. " in same


def test_at_a_relus_corner_the_nudge_test_says_so_and_marks_no_mistake() -> None:
    corner = snapshot(params=(0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0), activation="relu")
    rule = card(corner, "b1", sample=0)
    assert rule.nudge is not None
    assert rule.nudge.verdict is NudgeVerdict.CORNER
    below, above = rule.nudge.value.split(" | ")
    assert below == "0"  # the neuron is silent for less, and for more b₁ goes on at slope 1, times w₅ = 1
    assert float(above) == pytest.approx(float(corner.batch.traces[0].delta[-1][0]), abs=1e-3)
    assert f"at {below}, a little more at {above}" in rule.nudge.hint
    assert rule.words is not None
    assert rule.words.listening == card_texts().listening["deaf"]


def test_a_weight_too_large_to_be_nudged_says_so() -> None:
    state = snapshot()
    grown = tuple(layer * 1e20 for layer in state.params.weights)
    subject = Subject(replace(state, params=replace(state.params, weights=grown)), find_edge(state.params.layers, "w5"))
    assert "rounding" in nudge_line(subject, Nudged(0.1, 0.1), 1.0, EVERYTHING_KNOWN).hint
    assert (
        nudge_line(Subject(state, subject.edge), Nudged(0.1, 0.1), 1.0, EVERYTHING_KNOWN).verdict
        is NudgeVerdict.DIFFERS
    )
    assert not Nudged.lost(1000.0)


def test_numbers_of_a_phase_to_come_are_dim_but_there() -> None:
    def dims(phase: int, units: int) -> list[bool]:
        rule = card(snapshot(at=c.Seek(0, 0, phase, units)), "w5")
        assert rule.top is not None
        return [box.dim for box in (*rule.top.boxes, *rule.bottom.boxes)]

    forward1, forward2, loss, backward2 = 0, 1, 2, 3
    assert dims(forward1, 0) == [True, True, True, True, True, True]
    assert dims(forward2, 0) == [True, True, True, True, False, True]
    assert dims(loss, 0) == [True, False, True, True, False, True]
    assert dims(backward2, 0) == [False, False, True, True, False, True]
    assert dims(backward2, 900_000) == [False] * 6
    pinned = card(snapshot(at=c.Seek(0, 0, forward1)), "w5", sample=FOURTH)
    assert pinned.top is not None
    assert all(box.dim for box in pinned.top.boxes)  # it is the one that goes through the phases


def test_a_hidden_sum_is_known_once_the_output_has_passed_its_delta_on() -> None:
    backward2, backward1 = 3, 4
    for phase, dim in ((backward2, True), (backward1, False)):
        rule = card(snapshot(at=c.Seek(0, 0, phase, 900_000)), "w1")
        assert rule.top is not None
        assert rule.top.boxes[2].dim is dim


def test_the_words_follow_error_and_slope() -> None:
    sure_and_wrong = snapshot(params=(9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 5.0, 5.0, 5.0))
    rule = card(sure_and_wrong, "w5", sample=FOURTH)
    assert rule.words is not None
    assert rule.words.complaint == card_texts().complaint
    assert rule.words.loudness > 0.99
    assert (rule.words.listening, rule.words.deaf) == (card_texts().listening["deaf"], True)
    fresh = card(snapshot(params=(0.0,) * 9), "w5", sample=FOURTH)
    assert fresh.words is not None
    assert fresh.words.listening == card_texts().listening["listening"]
    assert fresh.words.loudness == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("output", "sample", "said"),
    [("sigmoid", 0, "0.500 too high"), ("sigmoid", 1, "0.500 too low"), ("linear", 0, "exactly what it should say")],
)
def test_the_errors_hint_says_which_way_the_output_is_off(output: str, sample: int, said: str) -> None:
    rule = card(snapshot(params=(0.0,) * 9, output=output), "w5", sample=sample)
    assert rule.top is not None
    assert said in rule.top.boxes[0].hint


def test_with_nothing_selected_the_formulas_stand_greyed() -> None:
    rule = card(snapshot())
    assert rule.edge is None
    assert rule.question == card_texts().question_none
    assert rule.top is not None
    assert all(box.dim and not box.value for box in (*rule.top.boxes, *rule.bottom.boxes))
    assert rule.update is None
    assert rule.nudge is None
    assert all(re.search(r"\d", box.hint) for box in (*rule.top.boxes, *rule.bottom.boxes))


def test_a_tiny_weight_is_not_said_to_be_zero() -> None:
    line = update_arithmetic(1e-6, 1.0, 8.164e-14, 1e-6 - 8.164e-14)
    assert line == "1.000e−6 − 1.00 × 8.164e−14 = 1.000e−6"
    assert update_arithmetic(0.0, 1.0, 0.01, -0.01).startswith("0.000 − ")


@pytest.mark.parametrize(("bias", "target"), [(-15.0, 0), (15.0, 1)])
def test_a_tiny_raw_error_is_the_difference_of_the_numbers_shown(bias: float, target: int) -> None:
    params = (*BY_HAND[:6], 0.0, 0.0, bias)
    rule = card(snapshot(params=params, at=c.Seek(0, target, 4, 0), loss="cross_entropy"), "b3")
    assert rule.terms is not None
    a, y = (read_number(term.text) for term in rule.terms.terms)
    assert a is not None
    assert y is not None
    assert rule.terms.sign == "="
    assert a - y == read_number(rule.terms.result)


def test_a_weight_that_flies_away_has_one_decimal() -> None:
    assert update_arithmetic(1234.5, 0.1, 2.0, 1234.3) == "1234.5 − 0.10 × 2.000 = 1234.3"
    assert update_arithmetic(1234.56, 0.1, 2.0, 1234.36) == "1234.6 − 0.10 × 2.000 = 1234.4"


def test_the_difference_of_numbers_that_are_shown_whole_is_equal() -> None:
    rule = card(snapshot(params=(0.0,) * 9, at=c.Seek(0, FOURTH, 4, 0)), "b3")
    assert rule.terms is not None
    assert [term.text for term in rule.terms.terms] == ["0.500", "0"]
    assert (rule.terms.sign, rule.terms.result) == ("=", "+0.500")


def test_a_hovered_edge_is_previewed_before_the_pinned_one() -> None:
    state = snapshot()
    hovered = find_edge(state.params.layers, "w2")
    assert card(state, "w5", hovered=hovered).heading == "preview w₂ x₁ → h₂"
    assert card(state, "w2", hovered=hovered).heading == "pinned w₂ x₁ → h₂"


def test_an_edge_that_the_network_has_no_more_is_not_explained() -> None:
    big = snapshot(params=None, layers="2-3-3-1")
    lost = find_edge(big.params.layers, "h2.3->out")
    state = snapshot()
    assert card(state, None, hovered=lost).edge is None


def test_every_hint_puts_live_numbers_in(every_card: list[tuple[str, ChainRule]]) -> None:
    for name, rule in every_card:
        parts = [box.hint for row in (rule.top, rule.bottom) if row for box in row.boxes]
        parts += [line.hint for line in rule.contributions]
        assert rule.update is not None
        assert rule.nudge is not None
        for hint in (*parts, rule.update.hint, rule.nudge.hint):
            assert hint.endswith((".", "itself."))
            assert "{" not in hint
            assert "nan" not in hint
            assert re.search(r"\d", hint), (name, hint)


def test_the_updates_hint_has_the_gradient_of_its_line() -> None:
    rule = card(snapshot(), "w5", sample=FOURTH)
    assert rule.update is not None
    match = re.search(r"− (\S+ × \S+) [=≈]", rule.update.line)
    assert match, rule.update.line
    assert f" {match[1]}" in rule.update.hint


def test_the_slopes_hint_says_that_the_target_has_no_part_in_it() -> None:
    rule = card(snapshot(), "w5", sample=FOURTH)
    assert rule.top is not None
    hint = rule.top.boxes[1].hint
    match = re.search(r"a\(1−a\) = (\S+) × (\S+) = (\S+),", hint)
    assert match, hint
    a, rest, slope = match.groups()
    assert equals(product([a, rest]), slope) == "="
    assert Decimal(a) + Decimal(rest) == 1
    assert rounds_to(worked_by_hand()["slope"], slope)
    assert "whatever the target" in hint


def test_a_stopped_run_says_why_there_is_no_next_value() -> None:
    state = snapshot(params=None, learning_rate=100.0, activation="relu")
    assert view(state, "w1").current.stopped is None
    stopped = type(state)(**(vars_of(state) | {"stopped": "diverged", "stopped_epoch": 1}))
    rule = card(stopped, "w1")
    assert rule.update is not None
    assert "stopped" in rule.update.line
    assert "learning rate" in rule.update.hint


def vars_of(state: object) -> dict[str, Any]:
    """The fields of a Snapshot."""
    return {name: getattr(state, name) for name in state.__dataclass_fields__}  # type: ignore[attr-defined]


def test_the_nudge_test_agrees_but_at_corners() -> None:
    for activation, loss in itertools.product(activations(), losses()):
        state = snapshot(params=None, activation=activation, loss=loss, layers="2-3-3-1", bias_init=0.3, epochs=7)
        corners = min(float(abs(z).min()) for trace in state.batch.traces for z in trace.z)
        assert corners > 5e-4
        for edge in (*edges(state.params.layers), *bias_edges(state.params.layers)):
            for k, trace in enumerate(state.batch.traces):
                assert nudge(state, edge, k).agrees(trace.gradient(edge)), (activation, loss, edge, k)


@pytest.mark.parametrize("optimizer", [name for name in optimizers() if name != "sgd"])
@pytest.mark.parametrize("update", ["epoch", "sample", "batch"])
def test_an_optimizers_update_has_its_numbers_put_in(optimizer: str, update: str) -> None:
    """Every line of it comes to what it says, and the last one to the weight after the update."""
    settings = Settings(optimizer=optimizer, update=update, weight_decay=0.01, learning_rate=0.1)
    here = Simulation(Start(settings=settings))
    assert here.apply(c.Step("epoch", 3))
    shot = here.snapshot()
    for edge in edges((2, 2, 1)):
        step = update_step(shot, edge)
        assert step.samples == shot.group
        for line in step.lines:
            told = line.formula.format(**{name: f"({value!r})" for name, value in step.numbers.items()})
            python = told.replace("×", "*").replace("−", "-").replace("√", "sqrt")
            python = python.replace("²", "**2").replace("^", "**")
            assert eval(python, {"sqrt": math.sqrt}) == pytest.approx(
                float(line.result.format(**step.numbers)), rel=1e-9, abs=1e-12
            )
        shown = card(shot, edge_name((2, 2, 1), edge)).update
        assert shown is not None
        remembered = shot.memory.of(edge).items()
        assert shown.memory == ", ".join(f"{letter} = {figure(value)}" for letter, value in remembered)
        assert all(f"{line.name} ← " in shown.hint for line in step.lines)
    if update == "sample":
        pinned = update_step(shot, edges((2, 2, 1))[0], 3)
        assert pinned.samples == (3,)
        assert pinned.gradient == shot.batch.traces[3].gradient(edges((2, 2, 1))[0])


@pytest.mark.parametrize("sample", range(4))
def test_without_the_half_twice_the_raw_error_is_passed_back(sample: int) -> None:
    state = snapshot(loss="squared_error", output="tanh", learning_rate=0.1)
    rule = card(state, "w5", sample=sample)
    assert rule.top is not None
    assert rule.terms is not None
    error = float(state.batch.traces[sample].raw_error[0])
    first = rule.top.boxes[0]
    assert (first.title, first.formula) == ("Passed back", "2(a − y)")
    assert rounds_to(2.0 * error, first.value)
    shown = re.fullmatch(r"2\(a − y\) = 2 × \((\S+) − (\S+)\) = (\S+)", rule.terms.line)
    assert shown
    a, y = (there(read_number(text)) for text in shown.groups()[:2])
    assert equals(2 * (a - y), shown[3]) == "="
    assert first.hint.endswith(f"twice the raw error is passed back, {first.value}.")


def test_without_a_loss_1_is_passed_back_whatever_the_target() -> None:
    for sample in range(4):
        rule = card(snapshot(loss="output_gradient"), "w5", sample=sample)
        assert rule.top is not None
        assert rule.terms is not None
        assert [box.formula for box in rule.top.boxes[:2]] == ["∂a/∂a", "a(1−a)"]
        assert rule.top.boxes[0].value == "+1"
        assert rule.terms.line == "no loss: ∂a/∂a = 1"
        assert "There is no loss" in rule.top.boxes[0].hint


def test_the_mean_of_a_thousand_samples_shows_the_first_lines_and_the_sum_of_all() -> None:
    state = Simulation(Start(scenario="moons:points=1000")).snapshot()
    rule = card(state, "w5", mean=True)
    assert 10 < len(rule.contributions) < 50
    assert len(rule.contributions) + rule.more == 1000
    edge = find_edge((2, 2, 1), "w5")
    each = [trace.gradient(edge) for trace in state.batch.traces]
    assert [line.sample for line in rule.contributions[:2]] == ["#1", "#2"]
    assert rounds_to(each[1], rule.contributions[1].product)
    whole, count, gradient = values(rule.bottom)
    assert rounds_to(sum(each), whole)
    assert count == "1000"
    assert rounds_to(sum(each) / 1000, gradient)
