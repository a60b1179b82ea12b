"""Predictions: the simulation finds the answer that a file states, and tells it in the words of its choices."""

from __future__ import annotations

import msgspec
import pytest

from game.sim.level.controls import Control
from game.sim.level.level import Level
from game.sim.level.predictions.most_right import MostRight
from tests.support.campaign_files import each_level, level

EXPECTED_PREDICTIONS = {
    "L07": 3618,
    "L10": 566 / 111,
    "L11": 0.478 / 0.822,
    "L12": 0.0,
    "L13": 1132 / 86,
    "L15": 0.0,
    "L16": 1.5637204846627408 / 0.681708019340183,
    "L18": 0.0,
}


@each_level
def test_the_simulation_finds_the_stated_answer_to_the_prediction(level: Level) -> None:
    value = level.prediction.computed.value(level)
    assert level.prediction.choice_for(value) == level.prediction.answer
    shown = level.prediction.shown(value)
    assert "{" not in shown
    assert shown.endswith(".")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("L04", "In size they are equal: both hidden neurons sent the same activation."),
        ("L06", "Larger in size after the step: h₂ → ŷ. Both weights moved down."),
        ("L09", "On all four inputs, OR minus AND is XOR."),
    ],
)
def test_what_a_prediction_came_to_is_told_in_the_words_of_its_choices(name: str, sentence: str) -> None:
    prediction = level(name).prediction
    assert prediction.shown(prediction.computed.value(level(name))) == sentence


@pytest.mark.parametrize(("name", "expected"), EXPECTED_PREDICTIONS.items())
def test_predictions_come_to_the_measured_figures(name: str, expected: float) -> None:
    assert level(name).prediction.computed.value(level(name)) == pytest.approx(expected, rel=1e-7)


def test_the_most_that_are_right_are_counted_over_the_positions_there_are() -> None:
    high = msgspec.structs.replace(level("L07"), controls=(Control(name="b:out", values=(100.0,)),))
    targets = high.own_start.dataset.targets
    assert MostRight().value(high) == sum(targets) != len(targets) / 2, "every output is near 1"
