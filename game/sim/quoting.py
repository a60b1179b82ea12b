"""What a person or a file has brought, as a refusal may repeat it: never more of it than can be read at a glance; and
how many there are of something."""

from __future__ import annotations

import math
import re
from decimal import Decimal

LONGEST_QUOTED = 60
LONGEST_SENTENCE = 600
SHORT_NUMBER = 9
"""Characters of a number that need not be rounded in a name."""
_LONG_WORD = re.compile(rf"(\S{{{LONGEST_QUOTED}}})\S{{20,}}")


def as_seen(text: str) -> str:
    """`text` as it looks: without spaces around it and marks that cannot be seen, such as those that join letters, and
    with a usual space for each of another kind."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or sign.isprintable()).strip()


def quoted(value: object) -> str:
    """`value` as Python writes it, at most `LONGEST_QUOTED` characters of it."""
    if isinstance(value, str | bytes):
        text = repr(value[: LONGEST_QUOTED + 1])
    elif isinstance(value, int) and value.bit_length() > 4 * LONGEST_QUOTED:
        return "a number of very many digits"
    else:
        text = repr(value)
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"


def in_full(value: float) -> str:
    """A number that a person or a file has brought, with all its digits: one that was rounded would be another, as 1 is
    for 1.0000001. One with very many digits has an exponent."""
    if value and not (math.isfinite(value) and 1e-6 <= abs(value) < 1e15):
        return f"{value:g}" if float(f"{value:g}") == value or not math.isfinite(value) else repr(value)
    return f"{Decimal(repr(float(value))):,f}".removesuffix(".0")


def in_brief(value: float, digits: int = 6) -> str:
    """A number in the name of something: in full where that is short, else to so many significant `digits`."""
    full = in_full(value)
    if len(full) <= SHORT_NUMBER:
        return full
    return f"{value:,.0f}" if 1e3 <= abs(value) < 1e15 else f"{value:.{digits}g}"


def counted(count: int, what: str) -> str:
    """How many there are, in words: "1 sample", "4 samples"."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def shortened(text: str) -> str:
    """`text`, cut so that it stays a sentence: the ends of long words, and of what is longer than `LONGEST_SENTENCE`
    the middle, since what is wrong often stands at the end."""
    ends = text if len(text) <= 4 * LONGEST_SENTENCE else _ends(text, LONGEST_SENTENCE, LONGEST_SENTENCE)
    cut = _LONG_WORD.sub(r"\1…", ends)
    return cut if len(cut) <= LONGEST_SENTENCE else _ends(cut, 2 * LONGEST_SENTENCE // 3, LONGEST_SENTENCE // 3)


def told_briefly(sentence: str) -> str:
    """`sentence` as it is, with all of a long path in it; one that no path makes so long is `shortened`."""
    return sentence if len(sentence) <= 2 * LONGEST_SENTENCE else shortened(sentence)


def _ends(text: str, first: int, last: int) -> str:
    return f"{text[:first]}…{text[-last:]}"
