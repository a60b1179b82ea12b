"""Reading numbers and expressions that were typed."""

from __future__ import annotations

import ast
import math
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim.arithmetic.expression import LARGEST, LONGEST, UnreadableExpressionError, read_expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.41*0.242", 0.41 * 0.242),
        ("0.41 x 0.242", 0.41 * 0.242),
        ("2x(3X-1)", -6.0),
        ("(0.041233-0.040118)/0.02", (0.041233 - 0.040118) / 0.02),
        ("0,41 × 0,242", 0.41 * 0.242),
        ("−0.0621", -0.0621),
        ("1 ÷ 4", 0.25),
        ("3:4", 0.75),
        ("2·3", 6.0),
        ("-2^2", -4.0),
        ("(−2)²", 4.0),
        ("2**3^2", 512.0),
        ("2^-1", 0.5),
        ("1 - 2 - 3", -4.0),
        ("8/4/2", 1.0),
        ("2+3*4", 14.0),
        ("[1+2]*(3)", 9.0),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("2,5E2", 250.0),
        ("0,123", 0.123),
        ("1,25", 1.25),
        ("12,345,678", 12345678.0),
        ("--1", 1.0),
        ("+3", 3.0),
        ("4^0.5", 2.0),
    ],
)
def test_what_a_keyboard_or_a_copied_text_brings_is_read(text: str, value: float) -> None:
    assert read_expression(text) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there is no number"),
        ("   ", "there is no number"),
        ("abc", "'abc' cannot be read: numbers, + − × ÷ ^ and brackets can be read"),
        ("σ(2)", "'σ' cannot be read"),
        ("0.41=0.41", "'=' cannot be read"),
        ("__import__('os')", "'__import__' cannot be read"),
        ("1.2.3", "'1.2.3' has more than one decimal point"),
        ("1.680,5", "'1.680,5' has more than one decimal point"),
        ("1,680", "1,680 may mean 1680 or 1.680: write the one that is meant"),
        ("(1+2", "a bracket is not closed"),
        ("1+2)", "a bracket is closed that was not opened"),
        ("2 3", "there is no sign such as + or × before 3"),
        ("2(3)", "there is no sign such as + or × before ("),
        ("(2 3)", "there is no sign such as + or × before 3"),
        ("2*", "something is missing at the end"),
        ("*2", "something is missing before ×"),
        ("()", "something is missing before )"),
        ("1/0", "there is a division by 0"),
        ("0^-1", "there is a division by 0"),
        ("(-1)^0.5", "a root of a negative number is no number here"),
        ("9^9^9^9", "that comes to more than a billion"),
        ("1e300*1e300", "that comes to more than a billion"),
        ("1e999", "that comes to more than a billion"),
        ("9" * 50, "that comes to more than a billion"),
        ("1+" * 40 + "1", f"that is too long: at most {LONGEST} characters can be read"),
        ("(" * 20 + "1" + ")" * 20, "more than 12 brackets or signs within one another cannot be read"),
        ("-" * 60 + "1", "more than 12 brackets or signs within one another cannot be read"),
        ("nan", "'nan' cannot be read"),
        ("٣", "'٣' cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableExpressionError) as refused:
        read_expression(text)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def expressions() -> st.SearchStrategy[str]:
    numbers = st.decimals(0, 99, places=3).map(str)
    return st.recursive(
        numbers,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from("+-*/"), inner).map("".join),
            inner.map(lambda text: f"({text})"),
            inner.map(lambda text: f"(-{text})"),
        ),
        max_leaves=6,
    )


def read(text: str) -> float | str:
    """What it comes to, or why it cannot be read."""
    try:
        return read_expression(text)
    except UnreadableExpressionError as refused:
        return str(refused)


@given(expressions())
@settings(max_examples=150, deadline=None)
def test_it_comes_to_what_exact_fractions_come_to(text: str) -> None:
    try:
        exact = float(_exactly(ast.parse(text, mode="eval").body))
    except ZeroDivisionError:
        exact = math.nan
    found = read(text)
    if isinstance(found, str):
        large = len(text) > LONGEST or abs(exact) > LARGEST / 1e6
        assert "division by 0" in found or "within" in found or large
        return
    # where digits cancel before a division, the machine's rounding is all that is left
    assert math.isclose(found, exact, rel_tol=1e-6, abs_tol=1e-6) or ("/" in text and "-" in text)
    assert read(text.replace("-", "−").replace("*", "×").replace("/", "÷")) == found


def _exactly(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        a, b = _exactly(node.left), _exactly(node.right)
        return {ast.Add: a + b, ast.Sub: a - b, ast.Mult: a * b}.get(type(node.op)) or (
            a / b if isinstance(node.op, ast.Div) else Fraction(0)
        )
    if isinstance(node, ast.UnaryOp):
        return -_exactly(node.operand)
    assert isinstance(node, ast.Constant)
    return Fraction(str(node.value))


@given(st.one_of(st.text(max_size=120), st.text(alphabet="0123456789.,+-*/^()eE ", max_size=90)))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_a_number_or_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    found = read(text)
    if isinstance(found, str):
        assert 0 < len(found) < 200
    else:
        assert abs(found) <= LARGEST
    assert time.perf_counter() - began < 1.0


@given(st.floats(-1e8, 1e8, allow_nan=False).map(lambda x: round(x, 6)))
@settings(max_examples=100, deadline=None)
def test_a_number_is_read_as_it_is_written(value: float) -> None:
    text = f"{value:.6f}"
    assert read_expression(text) == value
    assert read_expression(text.replace(".", ",").replace("-", "−")) == value
