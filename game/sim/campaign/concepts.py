"""The concept check: questions in two forms that ask the same with other numbers, each wrong answer that of a
misconception, and what was gained between two sittings."""

from __future__ import annotations

import zlib
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

FORMS = ("A", "B")

Answers = Mapping[str, int]
"""By question id, the choice taken: 0 for the right one, 1, 2, 3 for the wrong ones as in the file, or `UNSURE`."""

UNSURE = 4
"""Stands for "I don't know": an answer that is not right, and that no misconception is behind."""

FIRST_EDITION = {f"Q{k}": number for k, number in enumerate((1, 2, 6, 5, 7, 9, 10, 11, 16, 13, 14, 15), start=1)}
"""The question of today that asks what each of the first edition's twelve asked."""


class WrongChoice(ContentPart, frozen=True):
    """A choice, and the misconception of whoever takes it."""

    text: Text
    misconception: Text


class Concept(ContentPart, frozen=True, kw_only=True):
    """A question; its choices are shown shuffled. The `id` is its form and its number; questions of one number ask the
    same."""

    id: Annotated[str, Meta(pattern=r"^[AB]\d{1,2}$")]
    concept: Text
    question: Text
    right: Text
    wrong: Annotated[tuple[WrongChoice, ...], Meta(min_length=3, max_length=3)]
    reason: Text

    @property
    def form(self) -> str:
        """ "A" or "B"."""
        return self.id[0]

    @property
    def number(self) -> int:
        """Which question of its form it is, counted from 1."""
        return int(self.id[1:])

    @property
    def choices(self) -> tuple[str, ...]:
        """The right choice first."""
        return (self.right, *(wrong.text for wrong in self.wrong))

    def misconception(self, choice: int | None) -> str:
        """What misleads whoever takes the `choice`; nothing if it is the right one or none."""
        return self.wrong[choice - 1].misconception if choice and choice <= len(self.wrong) else ""

    def takes(self, choice: int) -> bool:
        """Whether `choice` is an answer to it."""
        return choice == UNSURE or 0 <= choice < len(self.choices)

    def order(self, seed: int) -> tuple[int, ...]:
        """The order in which the choices are shown."""
        shuffled = np.random.default_rng([seed, self.number]).permutation(len(self.choices))
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
    concepts = decode(content_of(path), ConceptCheck, path.name).concepts
    ids = [concept.id for concept in concepts]
    for name in ids:
        if ids.count(name) > 1:
            raise ContentError(f"{path.name}: id is {name}, but another question has it too")
    for name in ids:
        for form in FORMS:
            if f"{form}{name[1:]}" not in ids:
                raise ContentError(f"{path.name}: id is {name}, but there is no {form}{name[1:]} that asks the same")
    return concepts


def in_form(concepts: Sequence[Concept], form: str) -> tuple[Concept, ...]:
    """The questions of one form, by number."""
    return tuple(sorted((each for each in concepts if each.form == form), key=lambda each: each.number))


def form_of(answers: Answers) -> str | None:
    """The form that the answers are to; None if they are none, or older than the forms."""
    return next((name[0] for name in answers if name[:1] in FORMS), None)


def form_for(sitting: str, sat: Mapping[str, Answers], name: str) -> str:
    """The form to sit for the student called `name`, who has `sat` so far: the other one than last time. Half of the
    students begin with each."""
    for earlier in reversed(SITTINGS[: SITTINGS.index(sitting)]):
        last = form_of(sat.get(earlier, {}))
        if last:
            return FORMS[1 - FORMS.index(last)]
    return FORMS[(zlib.crc32(name.encode()) + SITTINGS.index(sitting)) % 2]


def gain(concepts: Sequence[Concept], before: Answers, after: Answers) -> Gain:
    """What the answers `after` to `concepts` gained over those `before`, which may be to the other form, or to those of
    the first edition: idea by idea."""
    had_answered = by_number(before)
    changes = {concept.id: _change(had_answered.get(concept.number), after.get(concept.id)) for concept in concepts}
    found = list(changes.values())
    had = found.count(Change.KNOWN) + found.count(Change.SLIPPED)
    has = found.count(Change.KNOWN) + found.count(Change.OVERCOME)
    room = found.count(Change.OVERCOME) + found.count(Change.HELD)
    return Gain(changes, had, has, (has - had) / room if room else None)


def by_number(answers: Answers) -> dict[int, int]:
    """The choices by the number of the question that asks the same today."""
    found: dict[int, int] = {}
    for name, choice in answers.items():
        if name in FIRST_EDITION:
            found[FIRST_EDITION[name]] = choice
        elif name[:1] in FORMS and name[1:].isdecimal():
            found[int(name[1:])] = choice
    return found


def _change(before: int | None, after: int | None) -> Change:
    if before is None or after is None:
        return Change.OPEN
    if after == 0:
        return Change.KNOWN if before == 0 else Change.OVERCOME
    return Change.SLIPPED if before == 0 else Change.HELD
