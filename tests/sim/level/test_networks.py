"""A level's network is what its file says: levels on other networks than 2-2-1, played through by acts, and what is
said of a file that names what its network lacks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.sim.level.actions import Answer, AnswerWhy, BeginTry, Predict, Turn
from game.sim.level.claim import HOLDS, Claim, ManyNets
from game.sim.level.claim_job import ClaimJob, drawn_starts
from game.sim.level.content_error import ContentError
from game.sim.level.play.level_play import LevelPlay, replayed
from game.sim.level.play.visit import Stage
from game.sim.level.predictions.locking_size import LockingSize
from game.sim.network import Layers, edges, flat_index, params_from_flat
from game.sim.start import params_of
from tests.support.certain import there
from tests.support.level_tables import level_from
from tests.support.network_levels import (
    ALL_LAYERS,
    answering_level,
    names,
    questions,
    shown,
    start,
    training_level,
    training_tables,
)
from tests.support.right_answers import right_answer

each_network = pytest.mark.parametrize("layers", ALL_LAYERS, ids=shown)


@each_network
def test_a_level_trains_the_network_of_its_file_and_every_control_reaches_its_parameter(layers: Layers) -> None:
    play = LevelPlay(training_level(layers))
    assert play.level.layers == play.simulation.settings.layers == layers
    assert play.do(Predict(0)) is None
    for name in names(layers):
        assert play.do(Turn(name, 1.5)) is None
        assert there(play.refusal(Turn(name, 9))).endswith("is 9, but must be -4 to 4 in steps of 0.5")
    assert play.simulation.cursor.params == params_of(play.kind.set_up()) == (1.5,) * len(names(layers))
    assert play.do(Turn("learning_rate", 10)) is None
    assert play.do(BeginTry()) is None
    play.finish()
    assert play.visit.stage is Stage.RESULT
    assert play.result is not None
    errors = [abs(trace.output[0] - trace.target[0]) for trace in play.simulation.snapshot().batch.traces]
    assert play.result.measures["max_err"] == pytest.approx(max(errors), abs=1e-12)
    assert play.do(AnswerWhy(0)) is None
    again = replayed(play.level, play.log)
    assert again.simulation.cursor.params == play.simulation.cursor.params
    assert again.visit == play.visit


@each_network
def test_every_kind_of_question_is_answered_about_the_network_of_the_file(layers: Layers) -> None:
    """Right answers are taken from the passes on screen, by hand."""
    play = LevelPlay(answering_level(layers))
    assert play.do(Predict(0)) is None
    batch = play.simulation.snapshot().batch
    by_hand: dict[str, Any] = {"q0": batch.mean_gradient(edges(layers)[-1])}
    deltas = [each for each in play.level.questions if each.__struct_config__.tag == "delta"]
    assert len(deltas) == sum(layers[1:])
    for question, value in zip(deltas, np.concatenate(batch.traces[3].delta), strict=True):
        by_hand[question.name] = float(value)
    for question in play.level.questions:
        right = right_answer(play, question.name)
        assert right == by_hand.get(question.name, right)
        assert play.do(Answer(question.name, right)) is None
    assert play.do(BeginTry()) is None
    play.finish()
    assert play.result is not None
    assert play.result.stars == 2
    assert all(play.kind.sheet.marks().values())


@each_network
@pytest.mark.parametrize("holds", HOLDS)
def test_a_claim_is_measured_on_the_network_of_the_file_or_the_file_is_refused(layers: Layers, holds: str) -> None:
    claim = Claim(text="?", holds=holds, epochs=2)
    level = training_level(layers)
    hidden = layers[1:-1]
    fits = bool(hidden) or holds in ("right", "most_wrong_pushed_most", "larger_weight_larger_gradient")
    fits = fits or holds.startswith("loss")
    if holds in ("twins_stay", "opposite_weights_opposite_deltas"):
        fits = bool(hidden) and hidden[0] > 1
    assert (claim.problem(level.own_start) is None) == fits
    if fits:
        job = ClaimJob(level, claim, seed=1, networks=50)
        job.job.start()
        job.job.wait()
        assert job.finding is not None
        assert job.finding.n == 50


def test_twins_share_all_their_weights_and_stay_twins_in_any_network() -> None:
    level = training_level((2, 3, 1))
    claim = Claim(text="?", holds="twins_stay", twins=True)
    starts = drawn_starts(claim, level.own_start, seed=3, networks=4)
    for k in range(4):
        params = params_from_flat(level.layers, starts[:, k].tolist())
        assert (params.weights[0][0] == params.weights[0][1]).all()
        assert params.biases[0][0] == params.biases[0][1]
        assert params.weights[1][0, 0] == params.weights[1][0, 1] != params.weights[1][0, 2]
    assert HOLDS["twins_stay"](ManyNets(level.own_start, starts.T, starts.T)).all()


def test_varying_moves_only_what_it_names() -> None:
    level = training_level((2, 3, 1))
    starts = drawn_starts(Claim(text="?", holds="right", varies=("h3->out",)), level.own_start, seed=3, networks=20)
    moved = np.flatnonzero(np.ptp(starts, axis=1) > 0.0)
    assert moved.tolist() == [flat_index((2, 3, 1), edges((2, 3, 1))[-1])]


def test_the_size_that_locks_is_found_in_any_network_with_a_hidden_layer() -> None:
    computed = LockingSize(sizes=(0.01, 100.0))
    assert computed.value(training_level((1, 1, 1, 1))) == 100.0
    assert computed.value(training_level((2, 3, 1))) == "never"  # the sample 0, 0 keeps its slope of a quarter
    assert computed.problem(training_level((2, 1))) == "locking_size needs a hidden layer"


def changed(**fields: Any) -> dict[str, Any]:
    return {**training_tables((2, 1)), **fields}


NO_EDGE = "no edge 'h1->out': allowed are w1"

MISFITS = [
    ({"controls": [{"name": "h1->out", "values": [1]}]}, f"controls[0]: name: no setting and {NO_EDGE}"),
    ({"controls": [{"name": "k", "sets": ["h1->out"], "values": [1]}]}, f"controls[0]: sets: {NO_EDGE}"),
    ({"questions": [{**questions((2, 1))[0], "edge": "h1->out"}]}, f"questions[0]: edge: {NO_EDGE}"),
    ({"questions": [{**questions((2, 1))[2], "neuron": "h1"}]}, "questions[0]: neuron is 'h1', but must be one of out"),
    ({"questions": [{**questions((2, 1))[2], "sample": 4}]}, "questions[0]: sample is 4, but must be 0 to 3"),
    ({"claim": {"text": "?", "holds": "all_locked"}}, "claim: holds is 'all_locked', but the network has no hidden"),
    ({"claim": {"text": "?", "holds": "right", "varies": ["h1->out"]}}, f"claim: varies: {NO_EDGE}"),
    ({"claim": {"text": "?", "holds": "right", "twins": True}}, "claim: it compares two hidden neurons of one layer"),
    ({"start": {**start((2, 1)), "layers": [1, 1]}}, "layers is 1-1, but must start with 2 (the inputs of the data"),
    ({"start": {**start((2, 1)), "layers": [2, 9, 1]}}, "layers is '2-9-1', but must be 2 to 10 layer sizes"),
    ({"start": {"settings": {"output": "softmax"}}}, "start: output is softmax, which needs 2 to 8 output neurons"),
    ({"start": {"scenario": "sine"}}, "start: layers is 2-2-1, but must start with 1"),
    (
        {"start": {**start((2, 1)), "weights": [[[1, 1], [1, 1]], [[1, 1]]], "biases": [[0, 0], [0]]}},
        "layers is 2-1, but weights and biases are shaped for 2-2-1",
    ),
]


@pytest.mark.parametrize(("fields", "sentence"), MISFITS, ids=lambda each: each if isinstance(each, str) else "")
def test_what_the_network_lacks_is_told_with_its_field(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ContentError) as caught:
        level_from(changed(**fields), "file.toml")
    assert sentence in str(caught.value)


def test_weights_alone_say_which_network_it_is() -> None:
    table = {**start((2, 1)), "weights": [[[1, 2]]], "biases": [[0.5]]}
    del table["layers"]
    level = level_from(changed(start=table), "file.toml")
    assert level.layers == (2, 1)
    assert params_of(level.own_start) == (1.0, 2.0, 0.5)
