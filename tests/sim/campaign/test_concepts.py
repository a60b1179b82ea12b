"""The concept check: its answers are true, and what is gained is counted misconception by misconception."""

from __future__ import annotations

import numpy as np
import pytest

from game.paths import ASSETS
from game.sim.campaign.concepts import Change, Concept, gain, read_concepts
from game.sim.level.content_error import ContentError
from game.sim.level.measured_run import MeasuredRun
from game.sim.losses import losses
from game.sim.network import find_edge
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.campaign_files import level

CONCEPTS = read_concepts(ASSETS / "text" / "concepts.toml")


def concept(name: str) -> Concept:
    return next(each for each in CONCEPTS if each.id == name)


def test_there_are_twelve_questions_each_with_a_misconception_of_its_own() -> None:
    assert [each.id for each in CONCEPTS] == [f"Q{k}" for k in range(1, 13)]
    assert len({each.misconception for each in CONCEPTS}) == 12
    for each in CONCEPTS:
        assert len(set(each.choices)) == 4
        assert len(each.question.split()) <= 30
        assert sorted(each.order(5)) == [0, 1, 2, 3]
    assert len({concept("Q1").order(seed) for seed in range(20)}) > 5


def test_the_right_answers_are_what_the_simulation_gives() -> None:
    a = np.array([0.5, 0.9, 0.99])
    pushes = losses()["mse"].delta(a, np.zeros(3), a * (1 - a))
    assert list(np.argsort(-pushes)) == [0, 1, 2]
    assert pushes == pytest.approx([0.125, 0.081, 0.0098], abs=1e-4)
    assert concept("Q2").right == "0.5, then 0.9, then 0.99"

    # Q5: weights 2 and −1, both hidden outputs 0.5, a bias that makes the output's delta 0.1
    batch = MeasuredRun(Start(scenario="only_11", targets=(0.0,), params=(0, 0, 0, 0, 0, 0, 2, -1, -0.38)), 0).batch(0)
    scale = 0.1 / float(batch.traces[0].delta[1][0])
    assert (batch.traces[0].delta[0] * scale).tolist() == pytest.approx([0.05, -0.025])
    assert concept("Q5").right == "0.05 and −0.025"

    silent = MeasuredRun(Start(scenario="only_10", seed=1), 0).batch(0)
    assert silent.mean_gradient(find_edge((2, 2, 1), "x2->h1")) == 0.0
    assert concept("Q3").right == "0"
    assert pytest.approx(-1.97) == -2 - 0.1 * -0.3
    assert concept("Q4").right == "−1.97"


def test_q6_halving_the_rate_doubles_the_epochs() -> None:
    start = level("L07").own_start
    epochs = []
    for rate in (1.0, 0.5):
        run = MeasuredRun(Start(scenario="and", params=start.params, settings=Settings(learning_rate=rate)), 2000)
        run.extend(2000)
        epochs.append(run.first_below(0.3))
    assert epochs[0] == 550
    assert epochs[1] == pytest.approx(1100, abs=10)
    assert "550" in concept("Q6").question
    assert concept("Q6").right == "1,100"


def test_q8_and_q10_a_dead_relu_and_hidden_slopes() -> None:
    dead = level("L15").own_start
    for rate in (1.0, 2.0):
        run = MeasuredRun(Start(params=dead.params, settings=Settings(activation="relu", learning_rate=rate)), 300)
        run.extend(300)
        assert run.params(300).weights[0][1].tolist() == run.params(0).weights[0][1].tolist()
    born = level("L14").own_start
    slopes = [
        MeasuredRun(Start(params=born.params, settings=Settings(loss=loss)), 0).batch(0).mean_slope[0].tolist()
        for loss in ("mse", "cross_entropy")
    ]
    assert slopes[0] == slopes[1]


def test_q11_one_neuron_cannot_do_better_than_a_coin_on_xor() -> None:
    """Behind relays that pass the inputs on almost unchanged, trained on from many starts."""
    lowest = 1.0
    for seed in range(5):
        free = np.random.default_rng(seed).uniform(-2, 2, 3).tolist()
        w = np.array(free)
        x = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
        y = np.array([0, 1, 1, 0], dtype=float)
        for _ in range(3000):
            a = 1 / (1 + np.exp(-x @ w))
            w = w - 5.0 * ((a - y) * a * (1 - a)) @ x / 4
        lowest = min(lowest, float((0.5 * (1 / (1 + np.exp(-x @ w)) - y) ** 2).mean()))
    assert lowest == pytest.approx(0.125, abs=1e-3)
    assert lowest >= 0.125 - 1e-12
    assert concept("Q11").right == "0.125"


def test_gain_is_counted_for_each_misconception() -> None:
    before = {"Q1": 0, "Q2": 0, "Q3": 1, "Q4": 2, "Q5": 3}
    after = {"Q1": 0, "Q2": 1, "Q3": 0, "Q4": 0, "Q5": 3, "Q6": 0}
    found = gain(CONCEPTS, before, after)
    assert [found.changes[f"Q{k}"] for k in range(1, 7)] == [
        Change.KNOWN, Change.SLIPPED, Change.OVERCOME, Change.OVERCOME, Change.HELD, Change.OPEN,
    ]  # fmt: skip
    assert (found.before, found.after) == (2, 3)
    assert found.normalised == pytest.approx(1 / 3)


def test_who_knew_everything_has_nothing_to_gain() -> None:
    everything = {each.id: 0 for each in CONCEPTS}
    assert gain(CONCEPTS, everything, everything).normalised is None
    assert gain(CONCEPTS, {}, everything).normalised is None


def test_mistakes_are_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "concepts.toml"
    with pytest.raises(ContentError, match="cannot be read"):
        read_concepts(path)
    text = (ASSETS / "text" / "concepts.toml").read_text("utf-8")
    path.write_text(text.replace('id = "Q2"', 'id = "Q1"'), "utf-8")
    with pytest.raises(ContentError, match=r"concepts\.toml: id is Q1, but another question has it too"):
        read_concepts(path)
