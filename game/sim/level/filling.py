"""Putting numbers into the {braces} of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

Fact = float | str | tuple[float, ...] | tuple[str, ...]
"""What a deal says of itself under a name: a number, a word, or a row of either."""

BRACES = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
MINUS = "−"


def filled(text: str, values: Mapping[str, Fact]) -> str:
    """`text` with each {name} of `values` replaced by what it is, in the form that follows a colon, such as
    {slope:.4f}; a name that is not among them is left as it stands."""
    return BRACES.sub(lambda found: _spelt(found, values), text)


def names_in(text: str) -> tuple[str, ...]:
    """The names in the braces of `text`."""
    return tuple(found[1] for found in BRACES.finditer(text))


def _spelt(found: re.Match[str], values: Mapping[str, Fact]) -> str:
    if found[1] not in values:
        return found[0]
    value = values[found[1]]
    if isinstance(value, tuple):
        return ", ".join(spelled_number(each, found[2]) for each in value)
    return spelled_number(value, found[2])


def spelled_number(value: float | str, form: str | None = None) -> str:
    """A number as texts spell it, in the `form` of Python's format; a word as it is. Raises ValueError for a form that
    there is not."""
    if isinstance(value, str):
        return value
    return format(value, form or ",.6g").replace("-", MINUS)
