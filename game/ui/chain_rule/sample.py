"""The chain rule of one sample: raw error (or backprop sum) × slope = delta, delta × source = gradient."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from game.sim.losses import Loss
from game.sim.network import edge_symbol
from game.sim.phases import Kind
from game.sim.trace import Trace
from game.ui.chain_rule.card_parts import Box, Row, Term, Terms, Words
from game.ui.chain_rule.subject import Subject, card_texts
from game.ui.draw.number_text import (
    MINUS,
    bracketed,
    equals,
    figure,
    fixed,
    product,
    rate,
    read_number,
    total,
    unsigned,
)
from game.ui.network.gate.hearing import Hearing, hearing
from game.ui.network.reveal import Known


class Digits(NamedTuple):
    """Significant digits of what goes into delta, of delta, and of the gradient: each product needs a digit less than
    its factors."""

    factors: int
    delta: int
    gradient: int


DIGITS = (
    *(Digits(3, 3, 3), Digits(4, 3, 3), Digits(4, 4, 3), Digits(5, 4, 3)),
    *(Digits(5, 5, 4), Digits(6, 5, 4), Digits(6, 4, 3), Digits(6, 5, 3)),
)
"""What is tried until both equations are right to the last digit shown."""

FEWEST = 3
USUAL_ERROR = "a − y"
"""What most losses pass back to an output."""


@dataclass(frozen=True)
class Factors:
    """The numbers of one sample, and their texts in as many digits as make both equations right."""

    error: float
    slope: float
    delta: float
    source: float
    gradient: float
    z: float
    a: float
    digits: Digits
    cancels: bool

    @property
    def error_text(self) -> str:
        """The error in digits, with its sign."""
        return figure(self.error, self._error_digits, signed=True)

    @property
    def slope_text(self) -> str:
        """The slope in digits."""
        return figure(self.slope, self.digits.factors)

    @property
    def delta_text(self) -> str:
        """The delta in digits, with its sign."""
        return figure(self.delta, self.digits.delta, signed=True)

    @property
    def source_text(self) -> str:
        """The source in digits."""
        return figure(self.source, self.digits.factors)

    @property
    def gradient_text(self) -> str:
        """The gradient in digits, with its sign."""
        return figure(self.gradient, self.digits.gradient, signed=True)

    @property
    def delta_sign(self) -> str:
        """= if the digits that are shown multiply to those of the delta, else ≈."""
        shown = [self.error_text] if self.cancels else [self.error_text, self.slope_text]
        return equals(product(shown), self.delta_text)

    @property
    def gradient_sign(self) -> str:
        """= if the digits that are shown multiply to those of the gradient, else ≈."""
        return equals(product([self.delta_text, self.source_text]), self.gradient_text)

    @property
    def delta_product(self) -> str:
        """The first equation as a line."""
        return f"{self.error_text} × {self.slope_text} {self.delta_sign} {self.delta_text}"

    @property
    def _error_digits(self) -> int:
        return self.digits.delta if self.cancels else self.digits.factors


def factors(subject: Subject, trace: Trace, least: int = FEWEST) -> Factors:
    """The numbers of `trace` that make up the gradient of the subject's edge, in `least` or more digits what goes into
    them."""
    edge = subject.edge
    layer, unit = edge.layer, edge.target

    def with_digits(digits: Digits) -> Factors:
        return Factors(
            error=float(trace.backprop_sum[layer][unit]),
            slope=float(trace.slope[layer][unit]),
            delta=float(trace.delta[layer][unit]),
            source=1.0 if edge.source is None else float(trace.a[layer][edge.source]),
            gradient=trace.gradient(edge),
            z=float(trace.z[layer][unit]),
            a=float(trace.a[layer + 1][unit]),
            digits=digits,
            cancels=subject.cancels,
        )

    choices = [digits for digits in DIGITS if min(digits.factors, digits.delta) >= least]
    tried = map(with_digits, choices)
    return next((f for f in tried if f.delta_sign == f.gradient_sign == "="), None) or with_digits(choices[0])


def top_row(subject: Subject, f: Factors, parts: Terms, seen: Known) -> Row:
    """What delta is made of; `parts` are the terms of the first box."""
    first = _sum_box(subject, f, parts)
    slope = _slope_box(subject, f, not seen.shows(Kind.FORWARD, subject.layer))
    return Row((first, slope, delta_box(subject, f, seen)), ("×", f.delta_sign))


def bottom_row(subject: Subject, f: Factors, seen: Known) -> Row:
    """What the gradient is made of."""
    gradient = Box(
        "Gradient",
        f"∂L/∂{subject.symbol}",
        f.gradient_text,
        "gradient",
        card_texts().hint(f"gradient_{pull(f.gradient)}", symbol=subject.symbol, gradient=unsigned(f.gradient_text)),
        dim=not seen.shows(Kind.BACKWARD, subject.layer),
    )
    source = _source_box(subject, f, not seen.shows(Kind.FORWARD, subject.edge.layer))
    return Row((delta_box(subject, f, seen), source, gradient), ("×", f.gradient_sign))


def pull(gradient: float) -> str:
    """Which way a gradient's sentence goes."""
    return "up" if gradient > 0 else "down" if gradient < 0 else "zero"


def delta_box(subject: Subject, f: Factors, seen: Known) -> Box:
    """Delta, as the result of the first row and the first factor of the second."""
    words = {"target": subject.target, "delta": f.delta_text, "product": f.delta_product}
    hint = card_texts().hint("delta_cancelled" if f.cancels else "delta", **words)
    dim = not seen.shows(Kind.BACKWARD, subject.layer)
    return Box("Delta", f"δ({subject.target})", f.delta_text, "gradient", hint, dim=dim)


def terms(subject: Subject, trace: Trace, f: Factors, seen: Known) -> Terms:
    """How the first box came about: a − y, or the complaints w·δ of the neurons fed."""
    if subject.is_output:
        return _passed_back(subject, f, float(trace.target[subject.edge.target]), dim=not _heard(subject, seen))
    layer, unit = subject.edge.layer, subject.edge.target
    weights, deltas = trace.params.weights[layer + 1][:, unit].tolist(), trace.delta[layer + 1].tolist()
    for digits in range(f.digits.delta, f.digits.delta + 3):
        shown = [(figure(weight, digits), figure(delta, digits)) for weight, delta in zip(weights, deltas, strict=True)]
        sign = equals(total(product(pair) for pair in shown), f.error_text)
        if sign == "=":
            break
    layers = subject.snapshot.params.layers
    parts = tuple(
        Term(f"{edge_symbol(layers, edge)}·δ({name})", f"{weight}×{bracketed(delta)}")
        for (edge, name), (weight, delta) in zip(subject.fed, shown, strict=True)
    )
    return Terms(parts, " + ", sign, f.error_text, dim=not _heard(subject, seen))


def words(subject: Subject, f: Factors, seen: Known) -> Words:
    """How loud the complaint is, and how well it is heard."""
    say, size = card_texts(), abs(f.error)
    heard = hearing(f.slope / subject.activation.max_slope, cancelled=f.cancels)
    return Words(
        say.complaint_of(size),
        min(1.0, size),
        say.listening[heard.name.lower()],
        deaf=heard in (Hearing.DEAF, Hearing.HALF),
        said=_heard(subject, seen),
        heard=seen.shows(Kind.FORWARD, subject.layer),
    )


def _heard(subject: Subject, seen: Known) -> bool:
    """Whether the first box's number is out."""
    if subject.is_output:
        return seen.shows(Kind.LOSS, subject.layer)
    return seen.shows(Kind.BACKWARD, subject.layer + 1)


def _passed_back(subject: Subject, f: Factors, target: float, *, dim: bool) -> Terms:
    """What the loss passes back to an output, in numbers: mostly a − y."""
    difference, loss = _difference(f, target, dim=dim), subject.loss
    if not loss.heeds_target:
        return replace(difference, line=f"no loss: {loss.passed_formula} = {loss.passed_numbers}")
    return difference if loss.passed_formula == USUAL_ERROR else _in_numbers(loss, f, difference)


def _in_numbers(loss: Loss, f: Factors, difference: Terms) -> Terms:
    """What `loss` passes back, with a decimal more of a than of the error where that makes it right."""
    exact_error, wanted = read_number(f.error_text), difference.terms[1].text
    decimals = max(2, -int(exact_error.as_tuple().exponent)) if exact_error is not None else 2
    for output in (fixed(f.a, decimals), fixed(f.a, decimals + 1)):
        left, right = read_number(output), read_number(wanted)
        sign = equals(None if left is None or right is None else _exactly(loss, left, right), f.error_text)
        if sign == "=":
            break
    line = f"{loss.passed_formula} = {loss.passed_numbers.format(a=output, y=wanted)} {sign} {f.error_text}"
    return replace(difference, terms=(Term("a", output), Term("y", wanted)), sign=sign, line=line)


def _exactly(loss: Loss, a: Decimal, y: Decimal) -> Decimal:
    """What is passed back of an output that is `a`, without what binary fractions leave in the last digits."""
    return Decimal(f"{float(loss.passed(np.array(float(a)), np.array(float(y)))):.12g}")


def _difference(f: Factors, target: float, *, dim: bool) -> Terms:
    """a − y in numbers: a with as many decimals as the error; a tiny a that is all of the error is spelled like it."""
    shown = f.error_text
    exact_error = read_number(shown)
    decimals = -int(exact_error.as_tuple().exponent) if exact_error is not None else 2
    output = unsigned(shown) if "e" in shown and target == 0.0 else fixed(f.a, max(decimals, 2))
    wanted = f"{target:g}"
    left, right = read_number(output), read_number(wanted)
    exact = None if left is None or right is None else left - right
    return Terms((Term("a", output), Term("y", wanted)), f" {MINUS} ", equals(exact, shown), shown, dim)


def _sum_box(subject: Subject, f: Factors, parts: Terms) -> Box:
    say, dim = card_texts(), parts.dim
    if not subject.is_output:
        line = " + ".join(f"{term.name} = {term.text}" for term in parts.terms)
        hint = say.hint("sum", target=subject.target, terms=line, sign=parts.sign, sum=f.error_text)
        return Box("Backprop sum", "Σ w·δ", f.error_text, "negative", hint, dim=dim)
    a, y = (term.text for term in parts.terms)
    name = "error_high" if f.error > 0 else "error_low" if f.error < 0 else "error_right"
    loss = subject.loss
    values = {"target": subject.target, "a": a, "y": y, "gap": unsigned(f.error_text), "error": f.error_text}
    unusual = loss.passed_hint and name != "error_right"
    hint = loss.passed_hint.format(**values) if unusual else say.hint(name, **values)
    title = "Raw error" if loss.passed_formula == USUAL_ERROR else "Passed back"
    return Box(title, loss.passed_formula, f.error_text, "negative", hint, dim=dim)


def _slope_box(subject: Subject, f: Factors, dim: bool) -> Box:
    say, activation = card_texts(), subject.activation
    if f.cancels:
        hint = say.hint("slope_cancelled", slope=f.slope_text)
        return Box("Slope", f"σ′ = {activation.slope_formula}", "cancelled", "gradient", hint, struck=True, dim=dim)
    value = f.slope_text
    return Box("Slope", activation.slope_formula, value, "gradient", _slope_hint(subject, f), dim=dim)


def _slope_hint(subject: Subject, f: Factors) -> str:
    say, slope = card_texts(), f.slope_text
    match subject.activation.name:
        case "sigmoid":
            return say.hint("slope_sigmoid", product=_sigmoid_product(f))
        case "tanh":
            return say.hint("slope_tanh", a=figure(f.a, 4), slope=slope)
        case _ if f.z > 0:
            return say.hint("slope_open", z=figure(f.z))
        case "relu":
            return say.hint("slope_dead", z=figure(f.z))
        case _:
            return say.hint("slope_leak", z=figure(f.z), slope=rate(f.slope))


def _sigmoid_product(f: Factors) -> str:
    """a × (1 − a) = slope, in as few decimals of a as make it right."""
    slope = f.slope_text
    for decimals in range(2, 8):
        a, rest = fixed(f.a, decimals), fixed(1.0 - f.a, decimals)
        if equals(product([a, rest]), slope) == "=":
            return f"{a} × {rest} = {slope}"
    return f"{figure(f.a)} × {figure(1.0 - f.a)} ≈ {slope}"


def _source_box(subject: Subject, f: Factors, dim: bool) -> Box:
    say = card_texts()
    if subject.edge.is_bias:
        return Box("Factor of a bias", "always 1", "1", "source", say.hint("source_bias"))
    name = "source" if f.source else "source_zero"
    title = "Source input" if subject.edge.layer == 0 else "Source activation"
    hint = say.hint(name, source=subject.source, a=f.source_text)
    return Box(title, subject.source_formula, f.source_text, "source", hint, dim=dim)
