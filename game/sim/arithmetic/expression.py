"""Reading what was typed into a box for a number: a number, or an expression such as `(0.041233-0.040118)/0.02`.

Numbers have a decimal point or a decimal comma and perhaps an exponent (1e-3); + − × ÷ ^ and brackets combine them.
Every spelling of these that a keyboard or a copied text brings is read. Nothing is executed: a small parser by
precedence, bounded in length, depth and size.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from game.sim.quoting import quoted

LONGEST = 80
"""Characters in an expression."""
DEEPEST = 12
"""Brackets and signs within one another."""
LARGEST = 1e9
"""The size of whatever comes out on the way."""

READS = "numbers, + − × ÷ ^ and brackets can be read"
SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("−–—‒‐‑﹣－", "-"),
        **dict.fromkeys("×·∙⋅✕✖", "*"),
        **dict.fromkeys("÷:∕⁄", "/"),
        "＋": "+",
        "[": "(",
        "]": ")",
        "²": "^2",
        "³": "^3",
    }
)
NUMBER = re.compile(r"(?:\d+(?:[.,]\d*)*|[.,]\d+)(?:[eE]-?\+?\d{1,3})?", re.ASCII)
TIMES = re.compile(r"(?<=[\d.,)\s])[xX](?=[\d.,(\s+-])", re.ASCII)
"""The letter that is typed for ×."""
MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
"""1,680 may be more than a thousand or less than two."""


class UnreadableExpressionError(ValueError):
    """What was typed is no number; the message says in one sentence what cannot be read."""


class Token(NamedTuple):
    """A sign of the expression, with the number where it is one."""

    text: str
    number: float | None = None


def read_expression(text: str) -> float:
    """The number that `text` says or comes to, a finite one of at most a billion in size. Raises
    UnreadableExpressionError."""
    if len(text.strip()) > LONGEST:
        raise UnreadableExpressionError(f"that is too long: at most {LONGEST} characters can be read")
    reader = _Reader(_tokens(text))
    value = reader.sum(0)
    left = reader.next
    if left is not None:
        raise UnreadableExpressionError(
            "a bracket is closed that was not opened"
            if left.text == ")"
            else f"there is no sign such as + or × before {_shown(left.text)}"
        )
    return value + 0.0  # no −0


def _tokens(text: str) -> list[Token]:
    plain = TIMES.sub("*", re.sub(r"\*\*", "^", text.translate(SPELLINGS)))
    tokens: list[Token] = []
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        match = NUMBER.match(plain, at)
        if match:
            tokens.append(Token(match[0], _number(match[0])))
            at = match.end()
        elif plain[at] in "+-*/^()":
            tokens.append(Token(plain[at]))
            at += 1
        else:
            word = re.match(r"\w+|.", plain[at:], re.DOTALL)
            raise UnreadableExpressionError(f"{quoted(word[0] if word else plain[at])} cannot be read: {READS}")
    if not tokens:
        raise UnreadableExpressionError("there is no number")
    return tokens


def _number(spelled: str) -> float:
    if MAYBE_THOUSANDS.fullmatch(spelled):
        if spelled.count(",") == 1:
            plain, point = spelled.replace(",", ""), spelled.replace(",", ".")
            raise UnreadableExpressionError(f"{spelled} may mean {plain} or {point}: write the one that is meant")
        return _bounded(float(spelled.replace(",", "")))
    mantissa = re.split("[eE]", spelled)[0]
    if mantissa.count(".") + mantissa.count(",") > 1:
        raise UnreadableExpressionError(f"{quoted(spelled)} has more than one decimal point")
    return _bounded(float(spelled.replace(",", ".")))


def _bounded(value: float) -> float:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise UnreadableExpressionError("that comes to more than a billion: only numbers up to there can be read")
    return value


def _shown(sign: str) -> str:
    return {"-": "−", "*": "×", "/": "÷"}.get(sign, sign)


class _Reader:
    """Goes through the tokens once; each method takes off what it reads and gives what that comes to."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> Token | None:
        """The first token that is left."""
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _taken(self, signs: str) -> str | None:
        token = self.next
        if token is None or token.number is not None or token.text not in signs:
            return None
        self._at += 1
        return token.text

    def sum(self, depth: int) -> float:
        """Products, added and subtracted from the left."""
        value = self._product(depth)
        while sign := self._taken("+-"):
            other = self._product(depth)
            value = _bounded(value + other if sign == "+" else value - other)
        return value

    def _product(self, depth: int) -> float:
        value = self._signed(depth)
        while sign := self._taken("*/"):
            other = self._signed(depth)
            if sign == "/" and other == 0.0:
                raise UnreadableExpressionError("there is a division by 0, which has no result")
            value = _bounded(value * other if sign == "*" else value / other)
        return value

    def _signed(self, depth: int) -> float:
        """A minus binds less than a power: −2^2 is −4."""
        if depth > DEEPEST:
            raise UnreadableExpressionError(f"more than {DEEPEST} brackets or signs within one another cannot be read")
        sign = self._taken("+-")
        if sign:
            value = self._signed(depth + 1)
            return -value if sign == "-" else value
        return self._power(depth)

    def _power(self, depth: int) -> float:
        base = self._atom(depth)
        if not self._taken("^"):
            return base
        exponent = self._signed(depth + 1)  # from the right: 2^3^2 is 2^9
        try:
            value = base**exponent
        except OverflowError:
            return _bounded(math.inf)
        except ZeroDivisionError:
            raise UnreadableExpressionError("there is a division by 0, which has no result") from None
        if isinstance(value, complex):
            raise UnreadableExpressionError("a root of a negative number is no number here")
        return _bounded(float(value))

    def _atom(self, depth: int) -> float:
        token = self.next
        if token is None:
            raise UnreadableExpressionError("something is missing at the end")
        if token.number is not None:
            self._at += 1
            return token.number
        if self._taken("("):
            value = self.sum(depth + 1)
            if not self._taken(")"):
                raise UnreadableExpressionError(
                    "a bracket is not closed"
                    if self.next is None
                    else f"there is no sign such as + or × before {_shown(self.next.text)}"
                )
            return value
        raise UnreadableExpressionError(f"something is missing before {_shown(token.text)}")
