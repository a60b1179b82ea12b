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
    """`text`, cut so that it stays a sentence: the ends of long words, and what comes after `LONGEST_SENTENCE`."""
    cut = _LONG_WORD.sub(r"\1…", text[: 2 * LONGEST_SENTENCE])
    return cut if len(cut) <= LONGEST_SENTENCE else f"{cut[:LONGEST_SENTENCE]}…"
