"""Numbers as text, and whether the arithmetic a student can check on them is right to the last shown digit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

MINUS = "−"
SMALLEST_FIXED = 1e-4
"""Below this a number is written with an exponent."""
LARGEST_FIXED = 1e6
SMALL = 0.01
"""Below this a number may be written with an exponent where others beside it are."""


def figure(value: float, digits: int = 3, *, signed: bool = False) -> str:
    """`value` to `digits` significant digits. Only an exact 0 or ±1 is written without decimals, so that "0" says
    nothing at all and "1.2e−7" says hardly anything."""
    if not math.isfinite(value):
        return _not_finite(value)
    if value in (0.0, 1.0, -1.0):
        return _sign(f"{abs(value):.0f}", value, signed)
    rounded = abs(float(f"{value:.{digits - 1}e}"))
    if not SMALLEST_FIXED <= rounded < LARGEST_FIXED:
        return _sign(_with_exponent(rounded, digits), value, signed)
    decimals = max(0, digits - 1 - math.floor(math.log10(rounded)))
    return _sign(f"{rounded:.{decimals}f}", value, signed)


def compared(values: Sequence[float], digits: int = 3) -> list[str]:
    """Numbers that are held against one another, to `digits` significant digits each: where all are small and one of
    them is written with an exponent, all are."""
    sizes = [abs(value) for value in values if value and math.isfinite(value)]
    if not sizes or min(sizes) >= SMALLEST_FIXED or max(sizes) >= SMALL:
        return [figure(value, digits) for value in values]
    return [_sign(_with_exponent(abs(value), digits), value, signed=False) if value else "0" for value in values]


def _with_exponent(size: float, digits: int) -> str:
    mantissa, exponent = f"{size:.{digits - 1}e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def fixed(value: float, decimals: int, *, signed: bool = False) -> str:
    """`value` with `decimals` decimals; with an exponent when it is too large for that."""
    if not math.isfinite(value):
        return _not_finite(value)
    if abs(value) >= LARGEST_FIXED:
        return figure(value, signed=signed)
    text = f"{abs(value):.{decimals}f}"
    return _sign(text, 0.0 if Decimal(text) == 0 else value, signed)


def came_to(value: float, decimals: int) -> str:
    """What was typed, or what it came to, to so many decimals, or as it is where that is short; a small one to three
    digits. However large it is, none of its digits becomes another."""
    exact = f"{value:.{decimals + 2}f}".rstrip("0").rstrip(".")
    if float(exact) == value:
        return exact.replace("-", MINUS)
    return f"{value:.{decimals}f}".replace("-", MINUS) if abs(value) >= SMALL else figure(value)


def typed_beside(value: float, decimals: int) -> str:
    """What was typed, beside numbers with so many decimals."""
    return fixed(value, decimals) if abs(value) < LARGEST_FIXED else came_to(value, decimals)


def compact(value: float, width: int, *, signed: bool = False, decimals: int = 3) -> str:
    """`value` in at most `width` (4 or more) characters and, unless it is tiny, `decimals` decimals; "+.84" where
    "+0.84" has no room; "≈0" or "big" where even an exponent has none. How tiny a number is written with an exponent
    does not depend on whether it has a sign: in one table all of a size read alike."""
    if value in (0.0, 1.0, -1.0) or not math.isfinite(value):
        return figure(value, signed=signed)
    for text in _candidates(value, width, decimals, signed):
        if len(text) <= width and _decimal(text) != 0:
            return text
    return "≈0" if abs(value) < 1 else "big"


def _candidates(value: float, width: int, decimals: int, signed: bool) -> Iterator[str]:
    """Spellings of `value`, the one to be preferred first."""
    usual = [fixed(value, decimals, signed=signed)]
    yield usual[0]
    usual += [fixed(value, places, signed=signed) for places in range(decimals - 1, 0, -1)]
    yield from usual[1:]
    finer = [places for places in (decimals + 1, decimals + 2) if len(fixed(abs(value), places)) < width]
    yield from (fixed(value, places, signed=signed) for places in finer)
    if abs(value) < 1:
        yield from (text.replace("0.", ".", 1) for text in usual)
    yield fixed(value, 0, signed=signed)
    if abs(value) >= 1:
        yield _sign(_with_exponent(abs(value), 2), value, signed)  # 2.5e5 says more of 254321 than 3e5
    yield _exponent(value, signed)
    yield _exponent(value, signed=False)


def rate(value: float) -> str:
    """A learning rate as the sliders spell it: 0.10, 0.001, 20."""
    text = f"{value:.2f}"
    return text if value < 10.0 and float(text) == value else f"{value:.4g}"


def interval(ends: tuple[float, float]) -> str:
    """What a share lies between with 95 % probability, lower end first: "95% interval 25.5% to 36.6%"."""
    low, high = ends
    return f"95% interval {low:.1%} to {high:.1%}"


def bracketed(text: str) -> str:
    """A negative number in brackets, as after an operator."""
    return f"({text})" if text.startswith(MINUS) else text


def unsigned(text: str) -> str:
    """A shown number without its sign."""
    return text.lstrip(f"+{MINUS}")


def equals(exact: Decimal | None, shown: str) -> str:
    """ "=" when `shown` is `exact` rounded to the last digit shown, "≈" otherwise."""
    result = _decimal(shown)
    if exact is None or result is None:
        return "="
    step = Decimal(1).scaleb(int(result.as_tuple().exponent))
    return "=" if abs(exact - result) * 2 <= step else "≈"


def product(shown: Iterable[str]) -> Decimal | None:
    """The product of shown numbers; None when one of them is not finite."""
    result = Decimal(1)
    for text in shown:
        factor = _decimal(text)
        if factor is None:
            return None
        result *= factor
    return result


def total(shown: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of numbers; None when one of them is missing."""
    result = Decimal(0)
    for part in shown:
        if part is None:
            return None
        result += part
    return result


def read_number(shown: str) -> Decimal | None:
    """What a shown number says; None when it is not finite."""
    return _decimal(shown)


def times(factors: Sequence[float], result: float, digits: int = 3) -> str:
    """ "0.77 × 0.23 = 0.177" in as few digits as make it right, "≈" when three more do not."""
    for count in (digits, digits + 1, digits + 2):
        shown = [figure(factor, count) for factor in factors]
        sign = equals(product(shown), figure(result, count))
        if sign == "=":
            break
    else:
        count = digits
        shown = [figure(factor, count) for factor in factors]
    joined = " × ".join([shown[0], *(bracketed(text) for text in shown[1:])])
    return f"{joined} {sign} {figure(result, count)}"


def _exponent(value: float, signed: bool) -> str:
    mantissa, exponent = f"{abs(value):.0e}".split("e")
    return _sign(f"{mantissa}e{int(exponent)}", value, signed)


def _sign(text: str, value: float, signed: bool) -> str:
    text = text.replace("-", MINUS)
    return MINUS + text if value < 0 else "+" + text if signed and value > 0 else text


def _not_finite(value: float) -> str:
    return "nan" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"


def _decimal(text: str) -> Decimal | None:
    found = Decimal(text.replace(MINUS, "-").replace("∞", "inf"))
    return found if found.is_finite() else None
