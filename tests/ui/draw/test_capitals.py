"""Sentences and headings begin with a capital letter; symbols have none."""

from __future__ import annotations

import pytest

from game.ui.draw.capitals import capitalised, in_capitals


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the slope forgotten", "The slope forgotten"),
        ("a bracket is not closed", "A bracket is not closed"),
        ("η was wrong", "η was wrong"),
        ("δ × activation", "δ × activation"),
        ("h₁ hears it", "h₁ hears it"),
        ("x₂ → h₁ stays", "x₂ → h₁ stays"),
        ("ŷ is 1", "ŷ is 1"),
        ("w·δ comes back", "w·δ comes back"),
        ("a = 0.5 says nothing", "a = 0.5 says nothing"),
        ("b₃ = 1", "b₃ = 1"),
        ("don't", "Don't"),
        ("ReLU has a fault", "ReLU has a fault"),
        ("2 of 3", "2 of 3"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_letter_but_a_symbol_has_none(text: str, told: str) -> None:
    assert capitalised(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Your prediction", "YOUR PREDICTION"),
        ("Learning rate η", "LEARNING RATE η"),
        ("Curve of h₁", "CURVE OF h₁"),
        ("Σ w·δ of ŷ", "Σ w·δ OF ŷ"),
        ("Samples · XOR", "SAMPLES · XOR"),
    ],
)
def test_a_heading_is_in_capitals_but_for_its_symbols(text: str, told: str) -> None:
    assert in_capitals(text) == told
