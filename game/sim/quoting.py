"""What a person or a file has brought, as a refusal may repeat it: never more of it than can be read at a glance; and
how many there are of something."""

from __future__ import annotations

import re

LONGEST_QUOTED = 60
LONGEST_SENTENCE = 600
_LONG_WORD = re.compile(rf"(\S{{{LONGEST_QUOTED}}})\S{{20,}}")


def quoted(value: object) -> str:
    """`value` as Python writes it, at most `LONGEST_QUOTED` characters of it."""
    if isinstance(value, str | bytes):
        text = repr(value[: LONGEST_QUOTED + 1])
    elif isinstance(value, int) and value.bit_length() > 4 * LONGEST_QUOTED:
        return "a number of very many digits"
    else:
        text = repr(value)
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"


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
