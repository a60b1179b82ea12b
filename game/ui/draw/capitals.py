"""Capital letters where sentences begin and in headings, but none of a symbol: a capital η is an H, and h₁ no H₁."""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]")
ARTICLE = re.compile(r"a (?![=<>≤≥×·+−(])")
SYMBOL = re.compile(r"[\u0370-\u03ff₀-₉ŷ′]")


def capitalised(text: str) -> str:
    """`text` as a sentence begins; as it is where it begins with a symbol such as η, x₁ or a = 0.5."""
    begins_a_word = WORD.match(text) or ARTICLE.match(text)
    return text[0].upper() + text[1:] if begins_a_word else text


def in_capitals(text: str) -> str:
    """`text` as a heading, its symbols as they are."""
    return re.sub(r"\S+", lambda word: word[0] if SYMBOL.search(word[0]) else word[0].upper(), text)
