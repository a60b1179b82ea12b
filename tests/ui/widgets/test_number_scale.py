"""Numbers along sliders: where they lie, where a slider stops, how they are spelled and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.settings import SPECS, Spec
from game.ui.widgets.number_scale import NumberScale
from game.ui.widgets.value_box import LONGEST

NUMBERS = [name for name, spec in SPECS.items() if spec.highest > spec.lowest]
names = st.sampled_from(NUMBERS)
positions = st.floats(0.0, 1.0)


@given(names, positions)
def test_where_a_slider_stops_is_allowed_and_lies_where_it_was_dragged(name: str, position: float) -> None:
    scale = NumberScale(SPECS[name])
    value = scale.value_at(position)
    assert SPECS[name].parse(value) == value
    assert abs(scale.position(value) - position) < 0.011


@given(names, positions)
def test_what_is_spelled_is_read_back_unchanged(name: str, position: float) -> None:
    scale = NumberScale(SPECS[name])
    value = scale.value_at(position)
    assert scale.parsed(scale.text(value)) == pytest.approx(value, rel=1e-12, abs=1e-12)


@given(names, positions, st.booleans())
def test_a_key_moves_on_and_never_beyond_the_ends(name: str, position: float, big: bool) -> None:
    scale = NumberScale(SPECS[name])
    value = scale.value_at(position)
    up, down = scale.stepped(value, 1, big=big), scale.stepped(value, -1, big=big)
    assert scale.lowest <= down <= value <= up <= scale.highest
    assert (up > value) == (value < scale.highest)
    assert (down < value) == (value > scale.lowest)


def test_logarithmic_steps() -> None:
    scale = NumberScale(SPECS["learning_rate"])
    assert scale.stepped(1.0, 1) == 1.1
    assert scale.stepped(1.0, -1) == 0.99
    assert scale.stepped(0.1, 3) == pytest.approx(0.13)
    assert [scale.stepped(1.0, count, big=True) for count in (1, 2, 3, -1)] == [2.0, 5.0, 10.0, 0.5]


def test_round_numbers_can_be_hit_by_dragging() -> None:
    scale = NumberScale(SPECS["learning_rate"])
    for value in (0.001, 0.1, 1.0, 5.0, 20.0, 100.0):
        assert scale.value_at(scale.position(value) + 0.004) == value


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("learning_rate", 1.0, "1.00"),
        ("learning_rate", 0.1, "0.10"),
        ("learning_rate", 0.001, "0.001"),
        ("learning_rate", 0.0123, "0.0123"),
        ("learning_rate", 12.5, "12.5"),
        ("learning_rate", 100.0, "100"),
        ("lock_threshold", 0.05, "0.05"),
        ("lock_threshold", 0.125, "0.125"),
        ("bias_init", -2.5, "−2.50"),
        ("bias_init", 0.0, "0.00"),
        ("learning_rate", 1 / 3, "0.3333"),
        ("bias_init", -10.360563, "−10.36"),
    ],
)
def test_spelling(name: str, value: float, text: str) -> None:
    assert NumberScale(SPECS[name]).text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-1.28e151, "−1.28e151"),
        (26000.123456, "26000.1"),
        (-1000.123456, "−1000.12"),
        (1e6, "1.00e6"),
        (999.5, "999.50"),
    ],
)
def test_a_weight_that_runs_away_still_fits_its_box(value: float, text: str) -> None:
    assert NumberScale(Spec("parameter", "w", -1000.0, 1000.0)).text(value) == text
    assert len(text) <= LONGEST


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        (" 1e-2 ", 0.01),
        ("0,5", 0.5),
        ("−2", None),
        ("0", None),
        ("1e-9", 1e-9),
        ("1o0", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1.2.3", None),
    ],
)
def test_reading_what_was_typed(text: str, value: float | None) -> None:
    assert NumberScale(SPECS["learning_rate"]).parsed(text) == value
    assert NumberScale(SPECS["bias_init"]).parsed("−2") == -2.0
