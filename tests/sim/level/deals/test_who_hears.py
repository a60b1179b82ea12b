"""Level 11: what is silent, deaf or moves most follows from δ × activation, and from no rule of thumb."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from game.sim.blame import biggest_mover, deafest, direction
from game.sim.level.actions import Answer, AnswerValue, BeginTry, Predict
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from game.sim.network import Edge, edge_name, edges
from game.sim.trace import Trace
from tests.support.campaign_files import level

SEEDS = range(700, 760)


def entered(seed: int = 3) -> LevelPlay:
    play = LevelPlay(level("C11"), seed)
    assert play.do(Predict(0)) is None
    return play


@cache
def dealt(seed: int) -> LevelPlay:
    """The same again for all that only look at a deal."""
    return entered(seed)


def trace_of(play: LevelPlay, net: str) -> Trace:
    return MeasuredRun(dict(play.level.nets(0))[net], 0).batch(0).traces[0]


def right(play: LevelPlay, name: str) -> AnswerValue:
    question = play.level.question(name)
    assert question is not None
    return question.right(play.kind.sheet.start(question))


def sent(trace: Trace, edge: Edge) -> float:
    return float(trace.a[edge.layer][edge.source or 0])


def weight(trace: Trace, edge: Edge) -> float:
    return float(trace.params.weights[edge.layer][edge.target, edge.source or 0])


def test_who_is_blamed() -> None:
    assert [direction(each) for each in (0.2, -0.2, 0.0, -0.0)] == ["down", "up", "stays", "stays"]
    assert biggest_mover([0.1, -0.3, 0.2]) == 1
    assert deafest([0.21, 0.09, 0.25]) == 1


def test_a_weight_of_0_is_silent_where_nothing_is_heard_and_nowhere_else() -> None:
    by_inputs = 0
    for seed in SEEDS:
        play = dealt(seed)
        trace, silent = trace_of(play, "A"), set(right(play, "A_silent"))  # type: ignore[arg-type]
        layers = play.level.own_start.settings.layers
        named = {edge_name(layers, edge): edge for edge in edges(layers)}
        assert 2 <= len(silent) <= 3
        light = {name for name, edge in named.items() if weight(trace, edge) == 0.0}
        assert light - silent, "a weight of 0 that moves"
        assert all(trace.gradient(edge) == 0.0 for name, edge in named.items() if name in silent)
        assert all(abs(trace.gradient(edge)) > 1e-4 for name, edge in named.items() if name not in silent)
        by_inputs += silent == {name for name, edge in named.items() if sent(trace, edge) == 0.0}
    assert by_inputs < 0.3 * len(SEEDS)


def test_the_deafest_is_as_often_the_lowest_as_not_and_weights_go_different_ways() -> None:
    lowest, ways = 0, Counter[str]()
    for seed in SEEDS:
        play = dealt(seed)
        trace = trace_of(play, "B")
        heard = {"h1": trace.a[1][0], "h2": trace.a[1][1], "out": trace.a[2][0]}
        slopes = sorted(float(a * (1.0 - a)) for a in heard.values())
        assert slopes[1] >= 1.49 * slopes[0]
        lowest += min(heard, key=heard.__getitem__) == right(play, "B_deafest")
        ups = right(play, "B_ways")
        assert isinstance(ups, dict)
        ways["".join(ups.values())] += 1
    assert 0.3 * len(SEEDS) < lowest < 0.7 * len(SEEDS)
    assert max(ways.values()) < 0.4 * len(SEEDS)


RULES: dict[str, tuple[Callable[[Trace, Edge], object], float]] = {
    "the largest weight": (lambda trace, edge: abs(weight(trace, edge)), 0.0),
    "the largest activation, into the largest δ": (
        lambda trace, edge: (sent(trace, edge), abs(float(trace.delta[edge.layer][edge.target]))),
        0.9,
    ),
    "the largest δ, from the largest activation": (
        lambda trace, edge: (abs(float(trace.delta[edge.layer][edge.target])), sent(trace, edge)),
        0.6,
    ),
    "the last layer, from the largest activation": (lambda trace, edge: (edge.layer, sent(trace, edge)), 0.6),
    "the largest weight × activation": (lambda trace, edge: abs(weight(trace, edge)) * sent(trace, edge), 0.4),
}


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_of_thumb_finds_who_moves_most(rule: str) -> None:
    found, (worth, most) = 0, RULES[rule]
    for seed in SEEDS:
        play = dealt(seed)
        trace, layers = trace_of(play, "C"), play.level.own_start.settings.layers
        sizes = sorted(abs(trace.gradient(edge)) for edge in edges(layers))
        assert sizes[-1] >= 1.29 * sizes[-2]
        guess = max(edges(layers), key=lambda edge: worth(trace, edge))  # type: ignore[arg-type,return-value]
        found += edge_name(layers, guess) == right(play, "C_mover")
    assert found <= most * len(SEEDS)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("A_silent", ("x1->h1",), "h₁ hears nothing: the complaint to it comes over a weight of 0."),
        ("A_silent", ("x1->h1", "x2->h1", "x2->h2"), "x₂ → h₂ carried something, and δ at its end is not 0"),
        ("B_deafest", "h2", "Its slope a(1 − a) is 0.2400; the smallest is 0.0900."),
        ("B_ways", dict.fromkeys(("x1->h1", "x2->h1", "x1->h2", "x2->h2"), "down"), "x₂ → h₁ has the gradient −0.011"),
        ("C_mover", "h1->out", "|δ × activation| is 0.0432 there, and 0.1008 where it is largest."),
    ],
)
def test_a_wrong_answer_is_told_where_it_went_wrong(name: str, value: AnswerValue, said: str) -> None:
    play = entered()
    kind = play.kind
    assert isinstance(kind, Boxes)
    for question in play.level.questions:
        given = value if question.name == name else right(play, question.name)
        assert play.do(Answer(question.name, given)) is None
    assert play.do(BeginTry()) is None
    play.finish()
    corrections = {question.name: kind.correction(question.name) for question in play.level.questions}
    assert said in corrections.pop(name)[1]
    assert set(corrections.values()) == {()}


def test_an_input_of_0_is_told_as_well() -> None:
    seed = next(each for each in SEEDS if 0.0 in trace_of(dealt(each), "A").a[0])
    play = entered(seed)
    question = play.level.question("A_silent")
    assert question is not None
    silent = right(play, "A_silent")
    assert isinstance(silent, tuple)
    start = play.kind.sheet.start(question)
    cut = f"x{list(trace_of(play, 'A').a[0]).index(0.0) + 1}"
    left_out = tuple(name for name in silent if not name.startswith(cut))
    assert "carried 0: its gradient is δ × 0." in (question.slip(left_out, start) or "")
