"""Numbers as text: what is shown is the number, to the last digit shown."""

from __future__ import annotations

import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from game.ui.draw.number_text import (
    compact,
    compared,
    equals,
    figure,
    fixed,
    interval,
    product,
    rate,
    read_number,
    times,
)
from tests.support.sights import rounds_to

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).filter(lambda x: x == 0.0 or abs(x) > 1e-300)


@given(NUMBERS, st.integers(2, 6))
def test_a_figure_is_the_number_to_its_last_digit(value: float, digits: int) -> None:
    assert rounds_to(value, figure(value, digits))
    assert figure(value, digits, signed=True).lstrip("+") == figure(value, digits)


def test_only_nothing_is_called_zero() -> None:
    assert figure(0.0) == "0"
    assert figure(1.0) == "1"
    assert figure(1e-12) == "1.00e−12"
    assert figure(0.99999999) == "1.00"
    assert figure(0.0099) == "0.00990"
    assert figure(-0.66, signed=True) == "−0.660"
    assert figure(0.148, signed=True) == "+0.148"


def test_what_is_not_finite_says_so() -> None:
    assert figure(math.nan) == fixed(math.nan, 3) == "nan"
    assert figure(math.inf) == "∞"
    assert fixed(-math.inf, 2) == "−∞"
    assert product(["∞", "2"]) is None


@given(NUMBERS, st.integers(4, 9), st.booleans())
def test_a_compact_number_fits_and_is_true(value: float, width: int, signed: bool) -> None:
    text = compact(value, width, signed=signed)
    assert len(text) <= width
    if text == "≈0":
        assert 0 < abs(value) < 0.01
    elif text == "big":
        assert abs(value) >= 10 ** (width - 3)
    else:
        assert rounds_to(value, text)
        assert (read_number(text) == 0) == (value == 0)


@given(st.floats(1e-9, 1e3), st.integers(4, 8), st.integers(2, 4))
def test_a_tiny_number_reads_alike_with_a_sign_and_without(value: float, width: int, decimals: int) -> None:
    alone, signed = compact(value, width, decimals=decimals), compact(value, width, signed=True, decimals=decimals)
    tiny = value < 10.0 ** -(decimals + 1)
    assert ("e" in alone) == ("e" in signed) or not tiny or "≈0" in (alone, signed)


def test_compact_numbers_as_the_tables_show_them() -> None:
    assert compact(0.77, 6, decimals=2) == "0.77"
    assert compact(-0.0068, 6, signed=True) == "−0.007"
    assert compact(2.6, 6, signed=True, decimals=2) == "+2.60"
    assert compact(-0.84, 4, signed=True, decimals=2) == "−0.8"
    assert compact(0.0000312, 7, signed=True) == "+3e−5"
    assert compact(0.00001, 7) == "1e−5"
    assert (compact(0.0004, 7), compact(0.0004, 7, signed=True)) == ("0.0004", "+0.0004")
    assert compact(-0.0022, 7, signed=True, decimals=2) == "−0.002"


def test_rates_are_spelled_as_on_the_sliders() -> None:
    assert [rate(value) for value in (10.0, 9.99, 9.999, 100.0, 0.0)] == ["10", "9.99", "9.999", "100", "0.00"]
    assert [rate(value) for value in (0.1, 1.0, 0.001, 20.0, 0.125)] == ["0.10", "1.00", "0.001", "20", "0.125"]


def test_an_interval_is_told_from_its_lower_end_to_its_higher() -> None:
    assert interval((0.2553, 0.3662)) == "95% interval 25.5% to 36.6%"


def test_numbers_that_are_compared_are_written_alike() -> None:
    assert compared([3.0e-5, 1.5e-4, 0.0, -2e-3], 2) == ["3.0e−5", "1.5e−4", "0", "−2.0e−3"]
    assert compared([1.5e-4, 2e-3], 2) == ["0.00015", "0.0020"]
    assert compared([7.8e-10, 0.25], 2) == ["7.8e−10", "0.25"], "no exponent for a number that is not small"
    assert compared([], 2) == []


def test_equals_tells_right_from_rounded() -> None:
    assert equals(Decimal("0.14784"), "0.148") == "="
    assert equals(Decimal("0.14744"), "0.148") == "≈"
    assert equals(None, "∞") == "="


@given(st.floats(0.001, 1.0), st.floats(0.001, 1.0))
def test_a_product_written_with_an_equals_sign_is_right(a: float, b: float) -> None:
    left, _, result = times((a, b), a * b).replace(" ≈ ", " = ").partition(" = ")
    exact = product(left.split(" × "))
    assert exact is not None
    sign = "=" if " = " in times((a, b), a * b) else "≈"
    assert equals(exact, result) == sign
