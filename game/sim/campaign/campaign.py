"""The campaign: chapters, their levels in order, and which of them may be played."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
from msgspec import Meta

from game.sim.campaign.next_level import NextLevel
from game.sim.campaign.review_questions import review_questions
from game.sim.level.content_error import ContentError, content_of, decode
from game.sim.level.level import Level
from game.sim.level.level_file import read_level
from game.sim.level.level_parts import ContentPart, Text
from game.sim.quoting import quoted
from game.sim.start import DEFAULT_SEED

CHAPTERS = "chapters.toml"
_BRACES = re.compile(r"\{\w*\}")


class ReviewText(ContentPart, frozen=True, kw_only=True):
    """The words of the review question called `by`, which fills the {braces} in. `recalls` is the level it is from."""

    by: str
    recalls: str
    question: Text
    choices: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=5)]

    def __post_init__(self) -> None:
        if self.by not in review_questions():
            raise ValueError(f"by is {quoted(self.by)}, but must be one of {', '.join(review_questions())}")
        wanted = review_questions()[self.by].choices
        if len(self.choices) != wanted:
            raise ValueError(f"choices are {len(self.choices)}, but {self.by} needs {wanted}")
        if len(set(self.choices)) < wanted:
            raise ValueError("two of choices are the same")


class Chapter(ContentPart, frozen=True, kw_only=True):
    """A chapter; all but the first open with a review question."""

    number: Annotated[int, Meta(ge=1, le=8)]
    name: Text
    review: ReviewText | None = None


class Chapters(ContentPart, frozen=True):
    """The contents of the chapters' file."""

    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class PosedReview:
    """A review question with its numbers; `right` counts the choices from 0."""

    question: str
    choices: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class Campaign:
    """All chapters that have levels, and the levels, in order."""

    chapters: tuple[Chapter, ...]
    levels: tuple[Level, ...]

    def level(self, name: str) -> Level | None:
        """The level whose id is `name`, in whatever case, or was so in the first edition."""
        named = name.upper()
        by_id = {**{level.was: level for level in self.levels}, **{level.id: level for level in self.levels}}
        return by_id.get(named) if named else None

    def number(self, level: Level) -> int:
        """Where `level` stands on the whole road, counted from 1; a level with a deal on its table as well."""
        return [each.id for each in self.levels].index(level.id) + 1

    @property
    def successors(self) -> dict[str, str]:
        """By the id of a level of the first edition, that of the level that it has become."""
        return {level.was: level.id for level in self.levels if level.was}

    def chapter_of(self, level: Level) -> Chapter:
        """The chapter that `level` belongs to."""
        return next(chapter for chapter in self.chapters if chapter.number == level.chapter)

    def levels_of(self, chapter: Chapter) -> tuple[Level, ...]:
        """The levels of `chapter`."""
        return tuple(level for level in self.levels if level.chapter == chapter.number)

    def after(self, level: Level) -> Level | None:
        """The level that comes after `level`."""
        return next(iter(self.levels[self.number(level) :]), None)

    def reached(self, stars: Mapping[str, int], *, everything: bool = False) -> frozenset[str]:
        """The ids of the levels that may be played: those won, and each next one; or all."""
        won = [False, *(stars.get(level.id, 0) > 0 for level in self.levels)]
        return frozenset(
            level.id for k, level in enumerate(self.levels) if everything or k == 0 or won[k] or won[k + 1]
        )

    def next_level(self, stars: Mapping[str, int]) -> NextLevel | None:
        """The first level that a student with these `stars` by level id may play and has not won; None once all are."""
        reached = self.reached(stars)
        waiting = next((each for each in self.levels if each.id in reached and not stars.get(each.id)), None)
        if waiting is None:
            return None
        return NextLevel(waiting.id, self.number(waiting), waiting.title, any(stars.values()))

    def review_question(self, chapter: Chapter, seed: int) -> PosedReview | None:
        """The chapter's review question, with numbers drawn from `seed`."""
        text = chapter.review
        if text is None:
            return None
        asked = review_questions()[text.by].ask(np.random.default_rng(seed))
        return PosedReview(
            _filled(text.question, asked.values),
            tuple(_filled(choice, asked.values) for choice in text.choices),
            asked.right,
        )


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def read_campaign(folder: Path) -> Campaign:
    """The campaign in `folder`: chapters.toml and one file a level; a chapter without levels is left out. Raises
    ContentError."""
    chapters = decode(content_of(folder / CHAPTERS), Chapters, CHAPTERS).chapters
    files = sorted(path for path in folder.glob("*.toml") if path.name != CHAPTERS)
    levels = tuple(read_level(path) for path in files)
    if not levels:
        raise ContentError(f"{folder} has no levels")
    numbers = [chapter.number for chapter in chapters]
    for k, number in enumerate(numbers):
        if number in numbers[:k]:
            raise ContentError(f"{CHAPTERS}: chapters[{k}].number is {number}, but a chapter before it has it too")
    for path, level in zip(files, levels, strict=True):
        if level.chapter not in numbers:
            raise ContentError(f"{path.name}: chapter is {level.chapter}, but {CHAPTERS} has {numbers}")
        if [other.id for other in levels].count(level.id) > 1:
            raise ContentError(f"{path.name}: id is {level.id}, but another level has it too")
    ids, used = [level.id for level in levels], {level.chapter for level in levels}
    campaign = Campaign(tuple(each for each in chapters if each.number in used), levels)
    for k, chapter in enumerate(chapters):
        asked = chapter.review if chapter.number in used else None
        if asked and asked.recalls not in {*ids, *campaign.successors}:
            where = f"{CHAPTERS}: chapters[{k}].review.recalls is {quoted(asked.recalls)}"
            raise ContentError(f"{where}, but must be one of {', '.join(ids)}")
        posed = campaign.review_question(chapter, DEFAULT_SEED)
        empty = posed and next(filter(None, map(_BRACES.search, (posed.question, *posed.choices))), None)
        if empty:
            where = f"{CHAPTERS}: chapters[{k}].review has {quoted(empty[0])}"
            raise ContentError(f"{where}, but its question fills in no such name")
    return campaign
