"""The parts of the app that others made, as `assets/text/third_parties.toml` names them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache

import msgspec

from game.paths import ASSETS

FILE = ASSETS / "text" / "third_parties.toml"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A third part: `does` says what it is for, `licence` is an SPDX expression, `source` the address of its source,
    `files` patterns of its places in the app, `words` the place there of its licence's words, `package` its name on the
    package index if it has one, `kind` what CycloneDX calls it."""

    name: str
    does: str
    licence: str
    source: str
    files: list[str]
    words: str
    package: str = ""
    kind: str = "library"


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parts that come along in the same way."""

    title: str
    parts: list[Part]


class Exchange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to put another version of a library into the app."""

    title: str
    paragraphs: list[str]


class ThirdParties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file: the words before the parts, the parts in groups, and the words on exchanging one."""

    opening: list[str]
    groups: list[Group]
    exchange: Exchange

    @property
    def parts(self) -> list[Part]:
        """All of them."""
        return [part for group in self.groups for part in group.parts]

    def owner(self, place: str) -> Part | None:
        """The part that a file of the app belongs to, by its place there with forward slashes; None if no part has it.
        Of several patterns that fit the longest is meant: a font in a package is not the package's."""
        fitting = [(len(pattern), part) for part in self.parts for pattern in part.files if fnmatchcase(place, pattern)]
        return max(fitting, key=lambda found: found[0])[1] if fitting else None


@cache
def third_parties() -> ThirdParties:
    """The parts. Raises msgspec.ValidationError naming a field that does not fit."""
    return msgspec.toml.decode(FILE.read_bytes(), type=ThirdParties)
