"""Wrong answers: what is behind them, and the counterexamples, whose numbers must be those of the design."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from game.sim import commands as c
from game.sim.level.actions import AnswerWhy, NewDeal, Predict, Retry, ShowExample, Turn
from game.sim.level.boards.faulty import MACHINES
from game.sim.level.content_error import ContentError, convert
from game.sim.level.filling import names_in
from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.predictions.reading import ReadOff
from game.sim.level.predictions.wrong_layers import WrongLayers
from game.sim.level.readings import Reading
from game.sim.level.why import Counterexample, Scene, WrongAnswer
from tests.support.bots.counted import counts_of
from tests.support.campaign_files import FIRST_EDITION, campaign, level, run
from tests.support.certain import there
from tests.support.level_tables import level_from

MACHINE = next(iter(MACHINES))
ROAD = [each for each in campaign().levels if each.id.startswith("C")]
DEALT = {each.id: each.dealt(3) for each in ROAD}
REFUTED = [(each, wrong) for each in ROAD for wrong in DEALT[each.id].why.wrong]


def as_written(number: float) -> float:
    """How far what is measured may lie from a `number` of the design: half a unit of its last digit, of the fourth if
    it is a whole one."""
    exponent = Decimal(repr(number)).as_tuple().exponent
    assert isinstance(exponent, int)
    return 0.51 * 10.0 ** (-4 if number == int(number) else exponent)


def check(reading: Reading, value: float) -> None:
    assert reading.exactly is None or value == pytest.approx(reading.exactly, abs=as_written(reading.exactly))


@pytest.mark.parametrize(("level", "wrong"), REFUTED, ids=lambda each: getattr(each, "id", getattr(each, "text", each)))
def test_every_wrong_answer_is_refuted_by_the_numbers_of_the_design(level: Level, wrong: str | WrongAnswer) -> None:
    assert isinstance(wrong, WrongAnswer), "it must say what is behind it"
    refuted = there(wrong.refuted)
    own = DEALT[level.id].own_start
    values = refuted.values(own)
    for reading in refuted.numbers:
        check(reading, values[reading.name])
    told = {reading.on_sample for reading in refuted.numbers} - {None}
    assert refuted.sample in told or not told
    sentence = refuted.sentence(values)
    assert names_in(sentence) == ()
    assert len(sentence.split()) <= 30
    start, epochs = refuted.played(own)
    assert start.dataset.samples > 0
    assert epochs <= 10_000


@pytest.mark.parametrize("level", ROAD, ids=lambda each: each.id)
def test_a_wrong_prediction_says_what_is_behind_it(level: Level) -> None:
    prediction = level.prediction
    for k, choice in enumerate(prediction.choices):
        assert bool(choice.thinks) == (k != prediction.answer)
    if isinstance(prediction.computed, ReadOff):
        example = Counterexample(says="…", numbers=prediction.computed.numbers, network=prediction.computed.network)
        values = example.values(DEALT[level.id].own_start)
        for reading in prediction.computed.numbers:
            check(reading, values[reading.name])


def missed() -> LevelPlay:
    """The first wrong answer was given in level C01."""
    play = LevelPlay(level("C01"))
    for act in level("C01").solutions[2].script[:-1]:
        play.do(act)
        play.finish()
    assert play.do(ShowExample()) == "there is no wrong answer that an example answers"
    assert play.do(AnswerWhy(1)) is None
    return play


def test_the_network_that_refutes_a_wrong_answer_is_shown_and_played() -> None:
    play = missed()
    own, result = play.simulation, play.result
    assert there(play.mistake).thinks == "the weight only sets the sharpness"
    assert play.do(ShowExample()) is None
    assert play.simulation is not own
    assert play.simulation.cursor.params == (20.0, -25.0)
    assert play.do(c.Step("phase", 1)) is None
    assert "only shown" in there(play.do(c.SetParameter(0, 0, 0, 1.0)))
    assert play.do(ShowExample()) is None
    assert play.simulation is own
    assert play.result is result
    play.do(ShowExample())
    assert play.do(Retry()) is None
    assert play.simulation is own
    assert play.do(ShowExample()) == "there is no wrong answer that an example answers"
    run(play)
    assert there(play.mistake).thinks, "it is still the answer of this visit"
    assert play.do(ShowExample()) is None
    assert play.do(NewDeal()) is None
    assert play.example is None
    assert play.mistake is None
    assert play.do(Turn("b:out", 3)) is None


def test_a_counterexample_stands_at_the_sample_that_is_told_of() -> None:
    """Level 22: outputs on (0, 1) and (1, 1) after 8,000 epochs, not on (0, 0), where it is right."""
    play = LevelPlay(level("C22"), 3)
    with counts_of("C22"):
        for act in play.level.solutions[2].script[:-1]:
            play.do(act)
            play.finish()
    assert play.do(AnswerWhy(1)) is None
    assert play.do(ShowExample()) is None
    moment = play.simulation.cursor.moment
    assert (moment.epoch, moment.sample) == (8000, 3)
    assert play.simulation.snapshot().trace.output[0] == pytest.approx(0.5, abs=0.005)


def test_a_wrong_prediction_is_answered_by_the_network_it_was_about() -> None:
    """Level 24: both twins' biases raised by 0.5 leave them equal after 2,000 epochs."""
    play = LevelPlay(level("C24"), 3)
    script = play.level.solutions[2].script
    wrong = Predict(0)
    for act in (wrong, *script[1:-1]):
        assert play.do(act) is None
        play.finish()
    own = play.simulation
    assert play.do(ShowExample()) is None
    assert play.answered_wrong == ("prediction", "about 0.00001")
    assert play.simulation.cursor.moment.epoch == 2000
    assert play.simulation.start.params == (1.0, -1.0, 1.0, -1.0, 0.5, 0.5, 1.0, 1.0, 0.0)
    one, other = play.simulation.snapshot().params.weights[0]
    assert (one == other).all()
    assert play.do(AnswerWhy(1)) is None
    assert play.simulation is own, "an answer given meanwhile brings one's own network back"
    assert play.answered_wrong[0] == "answer"


@pytest.mark.parametrize("level", [each for each in ROAD if each.prediction.computed.example], ids=lambda each: each.id)
def test_what_answers_a_prediction_can_be_played(level: Level) -> None:
    start, epochs = there(level.prediction.computed.example).played(DEALT[level.id].own_start)
    assert start.dataset.samples > 0
    assert epochs <= 10_000


NUMBERS = [{"name": "out", "by": "quantity", "of": "a", "sample": 0}]
REFUTED_BY: dict[str, Any] = {
    "says": "It gives {out:.4f}.",
    "network": {"weights": [[[1]]], "biases": [[0]], "inputs": [[1]], "targets": [0]},
    "numbers": NUMBERS,
}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"says": "It gives {a}."}, "refuted: says has {a}, but numbers are out"),
        ({"shown": "a"}, "refuted: shown is 'a', but must be one of out"),
        ({"numbers": [{**NUMBERS[0], "sample": 3}]}, "numbers[0]: sample is 3, but must be 0 to 0"),
        ({"numbers": [{**NUMBERS[0], "neuron": "h1"}]}, "neuron is 'h1', but must be one of out"),
        ({"numbers": [{"name": "g", "by": "gradient", "edge": "h1->out"}]}, "no edge 'h1->out'"),
        ({"numbers": [{"name": "g", "by": "guess"}]}, "by is 'guess', but must be one of quantity, gradient"),
        ({"numbers": [{"name": "g", "by": "parameter", "edge": "b:out", "of": "last"}]}, "says of no step"),
        ({"numbers": [{"name": "g", "by": "nudge", "edge": "h1->out"}]}, "no edge 'h1->out'"),
        (
            {"numbers": [{"name": "g", "by": "nudge", "edge": "x1->out", "sample": 3}]},
            "sample is 3, but must be 0 to 0",
        ),
        ({"network": {"weights": [[[1]]], "biases": [[0]]}}, "either a scenario, or inputs"),
        ({"network": {"weights": [[[1]]], "biases": [[0]], "scenario": "xor"}}, "shaped for 1-1, but the data are not"),
        ({"says": "It gives {out}"}, "must end with . ? ! or …"),
    ],
)
def test_a_mistake_in_a_counterexample_is_told(change: dict[str, Any], sentence: str) -> None:
    raw = tomllib.loads((FIRST_EDITION / "07-fifty-epochs.toml").read_text("utf-8"))
    raw["why"]["wrong"][0] = {"text": "so", "thinks": "so", "refuted": {**REFUTED_BY, **change}}
    with pytest.raises(ContentError) as caught:
        level_from(raw, "file.toml")
    assert sentence in str(caught.value)


@pytest.mark.parametrize(("level", "wrong"), REFUTED, ids=lambda each: getattr(each, "id", getattr(each, "text", each)))
def test_a_deals_numbers_are_not_taken_for_those_of_a_refutation(level: Level, wrong: str | WrongAnswer) -> None:
    """Where both have the same name."""
    assert isinstance(wrong, WrongAnswer)
    refuted = there(wrong.refuted)
    dealt = DEALT[level.id]
    mine = next(each for each in dealt.why.wrong if isinstance(each, WrongAnswer) and each.text == wrong.text)
    own = {reading.name for reading in refuted.numbers}
    assert own.intersection(names_in(there(mine.refuted).says)) == own.intersection(names_in(refuted.says))


@pytest.mark.parametrize(
    ("weights", "biases"),
    [
        ([[], [[1.0]]], [[0.0], [0.0]]),
        ([], []),
        ([[[1.0]]], [[0.0], [0.0]]),
        ([[[1.0], [1.0, 2.0]]], [[0.0, 0.0]]),
        ([[[1.0]]], [[0.0, 0.0]]),
    ],
    ids=["empty layer", "nothing", "biases of another layer", "ragged", "too few rows"],
)
@pytest.mark.parametrize("kind", ["scene", "machine"])
def test_parameters_that_fit_no_network_are_refused_in_a_sentence(kind: str, weights: Any, biases: Any) -> None:
    data = {"inputs": [[1.0]], "targets": [1.0], "weights": weights, "biases": biases}
    with pytest.raises(ContentError, match="weights") as found:
        convert(data, Scene, "x.toml") if kind == "scene" else convert({"machine": MACHINE, **data}, WrongLayers, "x")
    assert len(str(found.value).splitlines()) == 1


def test_a_machine_needs_samples_of_its_networks_shape() -> None:
    data = {"machine": MACHINE, "weights": [[[1.0]]], "biases": [[0.0]], "inputs": [[1.0, 2.0]], "targets": [1.0]}
    with pytest.raises(ContentError, match="shaped for 1-1"):
        convert(data, WrongLayers, "x.toml")
