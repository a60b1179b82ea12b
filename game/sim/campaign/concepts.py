"""The concept check: twelve questions, each probing one misconception, and what was gained between two sittings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from game.sim.level.content_error import ContentError, content_of, decode
from game.sim.level.level_parts import ContentPart, Text

SITTINGS = ("before", "after", "later")
"""Before the first level, after the last, and two weeks on."""

Answers = Mapping[str, int]
"""By question id, the choice taken: 0 for the right one, 1, 2, 3 for the wrong ones in the file's order."""


class Concept(ContentPart, frozen=True, kw_only=True):
    """A question; its choices are shown shuffled."""

    id: Annotated[str, Meta(pattern=r"^Q\d{1,2}$")]
    concept: Text
    misconception: Text
    question: Text
    right: Text
    wrong: Annotated[tuple[Text, ...], Meta(min_length=3, max_length=3)]
    reason: Text

    @property
    def choices(self) -> tuple[str, ...]:
        """The right choice first."""
        return (self.right, *self.wrong)

    def order(self, seed: int) -> tuple[int, ...]:
        """The order in which the choices are shown."""
        shuffled = np.random.default_rng([seed, int(self.id[1:])]).permutation(len(self.choices))
        return tuple(shuffled.tolist())


class ConceptCheck(ContentPart, frozen=True):
    """The contents of the questions' file."""

    concepts: Annotated[tuple[Concept, ...], Meta(min_length=1)]


class Change(StrEnum):
    """What became of a misconception from one sitting to the next."""

    OVERCOME = "overcome"
    KNOWN = "known"
    SLIPPED = "slipped"
    HELD = "held"
    OPEN = "open"


class Gain(msgspec.Struct, frozen=True):
    """`changes` by question id; `before` and `after` count right answers, of the questions answered both times.
    `normalised` is the share gained of what there was to gain (Hake 1998), None where that was nothing."""

    changes: dict[str, Change]
    before: int
    after: int
    normalised: float | None


def read_concepts(path: Path) -> tuple[Concept, ...]:
    """The questions in `path`. Raises ContentError."""
    try:
        data = content_of(path)
    except OSError as problem:
        raise ContentError(f"{path} cannot be read ({problem.strerror or problem})") from None
    concepts = decode(data, ConceptCheck, path.name).concepts
    ids = [concept.id for concept in concepts]
    for name in ids:
        if ids.count(name) > 1:
            raise ContentError(f"{path.name}: id is {name}, but another question has it too")
    return concepts


def gain(concepts: Sequence[Concept], before: Answers, after: Answers) -> Gain:
    """What the answers `after` gained over those `before`, misconception by misconception."""
    changes = {concept.id: _change(before.get(concept.id), after.get(concept.id)) for concept in concepts}
    found = list(changes.values())
    had = found.count(Change.KNOWN) + found.count(Change.SLIPPED)
    has = found.count(Change.KNOWN) + found.count(Change.OVERCOME)
    room = found.count(Change.OVERCOME) + found.count(Change.HELD)
    return Gain(changes, had, has, (has - had) / room if room else None)


def _change(before: int | None, after: int | None) -> Change:
    if before is None or after is None:
        return Change.OPEN
    if after == 0:
        return Change.KNOWN if before == 0 else Change.OVERCOME
    return Change.SLIPPED if before == 0 else Change.HELD
