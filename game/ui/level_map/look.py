"""What the map shows of each level (pure): its stars, and whether it may be played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from game.sim.campaign.campaign import Campaign, Chapter
from game.sim.level.level import Level

MOST_STARS = 3


class Standing(Enum):
    """Whether a level may be played; `CURRENT` is the first of those that have no star yet."""

    LOCKED = "locked"
    OPEN = "open"
    CURRENT = "current"


@dataclass(frozen=True)
class LevelLook:
    """A level on the map; `number` counts from 1 through all chapters."""

    level: Level
    number: int
    stars: int
    standing: Standing

    @property
    def locked(self) -> bool:
        """Whether it cannot be entered yet."""
        return self.standing is Standing.LOCKED


@dataclass(frozen=True)
class ChapterLook:
    """A column of the map."""

    chapter: Chapter
    levels: tuple[LevelLook, ...]

    @property
    def stars(self) -> int:
        """Won in all its levels."""
        return sum(level.stars for level in self.levels)

    @property
    def reached(self) -> bool:
        """Whether any of its levels may be played."""
        return not all(level.locked for level in self.levels)


@dataclass(frozen=True)
class MapLook:
    """All of it."""

    chapters: tuple[ChapterLook, ...]

    @property
    def levels(self) -> tuple[LevelLook, ...]:
        """Those of all chapters, in their order."""
        return tuple(level for chapter in self.chapters for level in chapter.levels)

    @property
    def stars(self) -> int:
        """Won in all chapters."""
        return sum(chapter.stars for chapter in self.chapters)

    @property
    def current(self) -> int:
        """The place, counted from 0, of the level to play next; the last one's when all are won."""
        return next(
            (k for k, level in enumerate(self.levels) if level.standing is Standing.CURRENT), len(self.levels) - 1
        )

    @property
    def finished(self) -> bool:
        """Whether every level has a star."""
        return all(level.stars for level in self.levels)


def map_look(campaign: Campaign, stars: Mapping[str, int], *, everything: bool) -> MapLook:
    """The map of a student with `stars` by level id; `everything` if all levels are unlocked."""
    reached = campaign.reached(stars, everything=everything)
    current = next((level.id for level in campaign.levels if level.id in reached and not stars.get(level.id)), None)

    def look(level: Level) -> LevelLook:
        standing = Standing.OPEN if level.id in reached else Standing.LOCKED
        won = min(MOST_STARS, stars.get(level.id, 0))
        if level.id == current:
            standing = Standing.CURRENT
        return LevelLook(level, campaign.number(level), won, standing)

    return MapLook(
        tuple(ChapterLook(chapter, tuple(map(look, campaign.levels_of(chapter)))) for chapter in campaign.chapters)
    )
