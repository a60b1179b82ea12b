"""Which third parts an app holds, found out from its files: an app with a file that nobody has been named for is not
finished."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase

from game.credits.third_parties import Part, third_parties

OWN = (
    *("game", "game/*", "main", "assets/*", "licences/*", "contents.json", "glassbox.*", "NOTICE.txt"),
    *("MacOS/Glassbox", "Info.plist", "_CodeSignature/*"),
)
"""Patterns of places of what is Glassbox's own, the last ones on a Mac."""


class UnnamedPartError(Exception):
    """Files of the app belong to no part that is named; the message says which."""


def contained(places: Iterable[str]) -> dict[str, list[str]]:
    """The places of the app's files by the name of the third part that they belong to, in the order in which the parts
    are named; what is Glassbox's own is left out. Raises UnnamedPartError."""
    parties = third_parties()
    found: dict[str, list[str]] = {part.name: [] for part in parties.parts}
    unnamed: list[str] = []
    for place in sorted(places):
        part = parties.owner(place)
        if part:
            found[part.name].append(place)
        elif not any(fnmatchcase(place, pattern) for pattern in OWN):
            unnamed.append(place)
    if unnamed:
        raise UnnamedPartError(
            f"no part in assets/text/third_parties.toml has the app's {', '.join(unnamed[:8])}"
            + (f" and {len(unnamed) - 8} more" if len(unnamed) > 8 else "")
        )
    return {name: files for name, files in found.items() if files}


def module_place(name: str) -> str:
    """The place of a module inside the program, by its dotted name: those of Python's library under python/."""
    place = name.replace(".", "/")
    return f"python/{place}" if place.split("/")[0] in sys.stdlib_module_names else place


def part_named(name: str) -> Part:
    """The third part called `name`."""
    return next(part for part in third_parties().parts if part.name == name)
