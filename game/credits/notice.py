"""The notice that lies in the app's folder: whose work is in it, under which licences, and where its source is."""

from __future__ import annotations

import textwrap

from game import __version__
from game.credits.third_parties import Part, ThirdParties, third_parties

NOTICE_FILE = "NOTICE.txt"
WIDTH = 100
"""Characters in a line."""


def notice(parties: ThirdParties | None = None) -> str:
    """The whole text of NOTICE.txt. It is the same on every system."""
    parties = parties or third_parties()
    blocks = [f"Glassbox {__version__}", *map(_wrapped, parties.opening)]
    for group in parties.groups:
        blocks += [_heading(group.title), *map(_entry, group.parts)]
    blocks += [_heading(parties.exchange.title), *map(_wrapped, parties.exchange.paragraphs)]
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _heading(title: str) -> str:
    return f"\n{title}\n{'-' * len(title)}"


def _entry(part: Part) -> str:
    return f"{part.name}: {part.does}\n    licence: {part.licence} ({part.words})\n    source:  {part.source}"
