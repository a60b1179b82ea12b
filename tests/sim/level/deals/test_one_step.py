"""Level 12: nine directions against nine gradients, and a rate at which the loss falls or rises as its slope tells."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from game.sim.blame import direction
from game.sim.level.actions import Answer, AnswerValue, BeginTry, Predict
from game.sim.level.deals.one_step import LEAST
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.questions import Tables
from game.sim.level.questions.loss_falls import LossFalls, losses_at
from game.sim.network import Edge, bias_edges, edge_name, edges
from game.sim.start import Start
from tests.support.campaign_files import level

SEEDS = range(800, 860)


def entered(seed: int = 3) -> LevelPlay:
    play = LevelPlay(level("C12"), seed)
    assert play.do(Predict(0)) is None
    return play


@cache
def dealt(seed: int) -> LevelPlay:
    """The same again for all that only look at a deal."""
    return entered(seed)


def fact(play: LevelPlay, name: str) -> float:
    return float(play.level.facts[name])  # type: ignore[arg-type]


def everything(start: Start) -> dict[str, Edge]:
    layers = start.settings.layers
    return {edge_name(layers, edge): edge for edge in (*edges(layers), *bias_edges(layers))}


def right(play: LevelPlay, name: str) -> AnswerValue:
    question = play.level.question(name)
    assert question is not None
    return question.right(play.level.own_start)


def test_nine_are_asked_and_no_rule_without_the_activation_gives_them() -> None:
    by_delta = stays = 0
    for seed in SEEDS:
        play = dealt(seed)
        start = play.level.own_start
        assert all(0.0 < target < 1.0 for target in start.dataset.targets), "another could not be overshot"
        trace, ways = MeasuredRun(start, 0).batch(0).traces[0], right(play, "ways")
        assert isinstance(ways, dict)
        assert list(ways) == list(everything(start))
        assert len(ways) == 9
        along = {name: direction(-trace.gradient(edge)) for name, edge in everything(start).items()}
        assert along != ways
        deltas = {
            name: direction(float(trace.delta[edge.layer][edge.target])) for name, edge in everything(start).items()
        }
        by_delta += deltas == ways
        stays += "stays" in ways.values()
    assert by_delta < 0.3 * len(SEEDS)
    assert 0.2 * len(SEEDS) < stays < 0.8 * len(SEEDS)


def test_a_gradient_is_0_or_large_enough_to_be_seen() -> None:
    for seed in SEEDS:
        start = dealt(seed).level.own_start
        trace = MeasuredRun(start, 0).batch(0).traces[0]
        sizes = [abs(trace.gradient(edge)) for edge in everything(start).values()]
        assert all(size == 0.0 or size >= LEAST for size in sizes)


def test_what_the_slope_promises_tells_whether_the_loss_falls_and_the_rate_alone_does_not() -> None:
    falls, by_rate = 0, 0
    for seed in SEEDS:
        play = dealt(seed)
        start, large = play.level.own_start, fact(play, "large")
        before, after = losses_at(start, large)
        assert before == pytest.approx(fact(play, "loss"), rel=1e-12)
        fell = after < before
        assert right(play, "falls") == ("falls" if fell else "rises")
        promised = large * round(fact(play, "squares"), 4) / round(fact(play, "loss"), 4)
        assert (promised < 2.0) == fell
        assert promised < 2.0 or promised > 4.5
        assert losses_at(start, fact(play, "rate"))[1] < before
        falls += fell
        by_rate += (large < 25.0) == fell
    assert 0.3 * len(SEEDS) < falls < 0.7 * len(SEEDS)
    assert by_rate < 0.7 * len(SEEDS)


WAYS = {
    "x1->h1": "down",
    "x1->h2": "up",
    "x2->h1": "up",
    "x2->h2": "down",
    "h1->out": "down",
    "h2->out": "down",
    "b:h1": "up",
    "b:h2": "down",
    "b:out": "down",
}
"""Of the deal of seed 3."""


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ways", {**WAYS, "x2->h1": "down"}, "x₂ → h₁ has the gradient −0.0012: a step goes against it."),
        ("ways", {**WAYS, "b:out": "stays"}, "bias of ŷ has the gradient +0.058: a step goes against it."),
        ("after", "-0.5+3*0.0522", "That goes along the slope; a step goes against it."),
        ("after", "-0.5-0.0522", "The rate was left out."),
        ("falls", "rises", "The loss went from 0.2527 to 4.8e−8."),
    ],
)
def test_a_wrong_answer_is_told_where_it_went_wrong(name: str, value: AnswerValue, said: str) -> None:
    play = entered()
    kind = play.kind
    assert isinstance(kind, Boxes)
    assert right(play, "ways") == WAYS
    for question in play.level.questions:
        assert play.do(Answer(question.name, value if question.name == name else right(play, question.name))) is None
    assert play.do(BeginTry()) is None
    play.finish()
    corrections = {question.name: kind.correction(question.name) for question in play.level.questions}
    assert corrections.pop(name)[1] == said
    assert set(corrections.values()) == {()}


def test_a_weight_from_an_input_of_0_stays() -> None:
    seed = next(each for each in SEEDS if "stays" in right(entered(each), "ways").values())  # type: ignore[union-attr]
    play = entered(seed)
    ways, question = right(play, "ways"), play.level.question("ways")
    assert isinstance(ways, dict)
    assert question is not None
    moved = {name: "up" if way == "stays" else way for name, way in ways.items()}
    assert "carried 0: its gradient is exactly 0." in (question.slip(moved, play.level.own_start) or "")


def test_a_rate_that_is_none_is_refused() -> None:
    start = entered().level.own_start
    assert LossFalls(name="q", prompt="…", rate="2.5").problem(start) is None
    assert "must be above 0" in (LossFalls(name="q", prompt="…", rate="0").problem(start) or "")
    assert "must be a number" in (LossFalls(name="q", prompt="…", rate="much").problem(start) or "")


def test_tables_are_all_that_there_are_each_made_when_it_is_asked_for() -> None:
    options, words = ("a", "b", "c"), ("up", "down", "stays")
    tables = Tables(options, words)
    assert list(tables) == [dict(zip(options, row, strict=True)) for row in product(words, repeat=3)]
    assert tables[-1] == dict.fromkeys(options, "stays")
    assert tables[1:3] == [tables[1], tables[2]]
    with pytest.raises(IndexError):
        tables[27]
    assert len(Tables(tuple("abcdefghi"), words)) == 3**9
