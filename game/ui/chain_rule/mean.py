"""The chain rule of the mean over the samples: each sample's own product, their sum, and the sum divided."""

from __future__ import annotations

import math

from game.sim.backprop import Batch
from game.sim.quoting import counted
from game.sim.trace import Trace
from game.ui.chain_rule.card_parts import Box, Contribution, Row
from game.ui.chain_rule.sample import pull
from game.ui.chain_rule.subject import Subject, card_texts
from game.ui.draw.number_text import equals, figure, fixed, product, read_number, total

MOST_LINES = 24
"""More lines than these have no room on a card of any size."""
FEWEST_DECIMALS, MOST_DECIMALS = 3, 6
DIGITS = (3, 4, 5, 6, 7)
"""Significant digits to try for δ and a."""
MEAN_DIGITS = (5, 4, 3, 2)


def contributions(subject: Subject, batch: Batch) -> tuple[Contribution, ...]:
    """One line for each sample, of many for the first `MOST_LINES`, all products with the same decimals, all factors
    with the same digits: as few as make every line right, or else as many lines as can be."""
    decimals, traces = _decimals(subject, batch), batch.traces[:MOST_LINES]
    choices = [tuple(_contribution(subject, trace, decimals, digits) for trace in traces) for digits in DIGITS]
    return max(choices, key=lambda lines: sum(line.sign == "=" for line in lines))


def mean_row(subject: Subject, batch: Batch) -> Row:
    """Sum of the contributions ÷ their number = mean gradient."""
    say, n, symbol = card_texts(), len(batch.traces), subject.symbol
    decimals = _decimals(subject, batch)
    gradient = batch.mean_gradient(subject.edge)
    products: list[float] = batch.gradients(subject.edge).tolist()
    whole = _shown(sum(products), decimals)
    mean, sign = _quotient(whole, gradient, n)
    formula = "Σ δ·a" if subject.source else "Σ δ"
    if n <= MOST_LINES and _sum_sign(products, decimals) != "=":
        formula = f"≈ {formula}"
    hint = say.hint(f"mean_{pull(gradient)}", symbol=symbol, gradient=figure(abs(gradient)))
    boxes = (
        Box("Sum", formula, whole, "gradient", say.hint("total", samples=counted(n, "sample"), symbol=symbol)),
        Box("Samples", "n", str(n), "source", say.hint("count", samples=counted(n, "sample"), n=n)),
        Box("Mean gradient", f"∂L/∂{symbol}", mean, "gradient", hint),
    )
    return Row(boxes, ("÷", sign))


def _quotient(whole: str, gradient: float, n: int) -> tuple[str, str]:
    """The mean in as many digits as make "sum ÷ n" right, and the sign for it."""
    summed = read_number(whole)
    for digits in MEAN_DIGITS:
        shown = figure(gradient, digits, signed=True)
        sign = equals(None if summed is None else summed / n, shown)
        if sign == "=":
            return shown, sign
    return figure(gradient, signed=True), "≈"


def _contribution(subject: Subject, trace: Trace, decimals: int | None, digits: int) -> Contribution:
    edge = subject.edge
    delta = float(trace.delta[edge.layer][edge.target])
    source = 1.0 if edge.source is None else float(trace.a[edge.layer][edge.source])
    result = _shown(delta * source, decimals)
    shown = figure(delta, digits, signed=True), figure(source, digits)
    sign = equals(product(shown), result)
    values = {"delta": shown[0], "source": shown[1], "product": result, "symbol": subject.symbol}
    hint = card_texts().hint("contribution", number=trace.sample + 1, **values)
    return Contribution(_sample_name(subject, trace.sample), *shown, sign, result, hint)


def _sample_name(subject: Subject, sample: int) -> str:
    """The inputs of a truth-table sample, otherwise its number."""
    inputs = subject.snapshot.inputs[sample]
    plain = len(inputs) <= 3 and all(value in (0.0, 1.0) for value in inputs)
    return " ".join(f"{value:g}" for value in inputs) if plain else f"#{sample + 1}"


def _decimals(subject: Subject, batch: Batch) -> int | None:
    """Decimals for the products: three digits of the largest, more where it makes their shown sum right, if all are
    shown. None when they are too small to be written without an exponent."""
    products: list[float] = batch.gradients(subject.edge).tolist()
    largest = max(map(abs, products))
    if largest == 0.0 or not math.isfinite(largest):
        return FEWEST_DECIMALS
    needed = 2 - math.floor(math.log10(largest))
    if needed > MOST_DECIMALS:
        return None
    first = max(FEWEST_DECIMALS, needed)
    if len(products) > MOST_LINES:
        return first
    choices = range(first, MOST_DECIMALS + 1)
    right = [decimals for decimals in choices if _sum_sign(products, decimals) == "="]
    whole, n = sum(products), len(products)
    both = (decimals for decimals in right if _quotient(_shown(whole, decimals), whole / n, n)[1] == "=")
    return next(both, right[0] if right else first)


def _sum_sign(products: list[float], decimals: int | None) -> str:
    """Whether the products shown add up to the sum shown."""
    return equals(total(read_number(_shown(value, decimals)) for value in products), _shown(sum(products), decimals))


def _shown(value: float, decimals: int | None) -> str:
    if value == 0.0 or decimals is None:
        return figure(value, signed=True)
    return fixed(value, decimals, signed=True)
