"""Makes the screens of the campaign: map, levels, what comes before them, and the concept check."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from game.paths import ASSETS
from game.session.level_session import LevelSession
from game.sim.campaign.campaign import read_campaign
from game.sim.campaign.concepts import SITTINGS, read_concepts
from game.sim.level.level import Level
from game.sim.level.play.level_play import LevelPlay
from game.storage.level_shelf import LevelShelf
from game.storage.profile import LevelRecord
from game.storage.profiles import Profiles
from game.ui.level.player_record import PlayerRecord
from game.ui.licence.facts import licence_facts
from game.ui.screen import Go, Place, Screen
from game.ui.screens.concept_check import ConceptCheckScreen
from game.ui.screens.gym import GymScreen
from game.ui.screens.level import LevelScreen
from game.ui.screens.level_map import LevelMapScreen
from game.ui.screens.licence import LicenceScreen
from game.ui.screens.review_question import ReviewQuestionScreen

LEVELS = ASSETS / "levels"


class CampaignScreens:
    """`folder` is the students' own; `picture` saves what is on screen, and says so; `clock` counts nanoseconds.
    Reading the campaign takes a tenth of a second; nothing here needs a display until a screen is asked for."""

    def __init__(self, folder: Path, picture: Callable[[], str], clock: Callable[[], int]) -> None:
        self._picture, self._clock = picture, clock
        self.campaign = read_campaign(LEVELS)
        self.concepts = read_concepts(ASSETS / "text" / "concepts.toml")
        self.profiles = Profiles(folder)
        self.shelf = LevelShelf(folder)

    def screen(self, go: Go) -> Screen:
        """The screen that `go` asks for."""
        match go.place:
            case Place.CHECK:
                return self._check(self._next_sitting(), Go(Place.LICENCE if self._licensed() else Place.MAP))
            case Place.LICENCE:
                facts = licence_facts(self.campaign, self.profiles.profile, self.concepts)
                return LicenceScreen(facts, self._picture) if self._licensed() else self.map
            case Place.GYM:
                return GymScreen(self.profiles, _seed())
            case Place.LEVEL:
                level = self.campaign.level(go.level)
                if level:
                    return self._way_to(level, go.seed)
                own = self.shelf.level(go.level)
                return self.level_screen(own, go.seed) if own else self.map
        return self.map

    @cached_property
    def map(self) -> LevelMapScreen:
        """The map. It keeps its place."""
        return LevelMapScreen(self.campaign, self.profiles, self.shelf)

    def close(self) -> None:
        """Wait until everything is saved."""
        self.profiles.close()
        self.shelf.close()

    def _way_to(self, level: Level, seed: int | None) -> Screen:
        """The level, or what is to be asked before it."""
        profile, chapter = self.profiles.profile, self.campaign.chapter_of(level)
        first_in_chapter = self.campaign.levels_of(chapter)[0] is level
        then = Go(Place.LEVEL, level=level.id, seed=seed)
        if level is self.campaign.levels[0] and not profile.levels and SITTINGS[0] not in profile.concepts:
            return self._check(SITTINGS[0], then)
        if first_in_chapter and chapter.review and str(chapter.number) not in profile.reviews:
            return ReviewQuestionScreen(self.campaign, chapter, _seed(), self.profiles, then)
        return self.level_screen(level, seed)

    def level_screen(self, level: Level, seed: int | None) -> LevelScreen:
        """The level itself, whether anything is to be asked before it or not."""

        def save(record: LevelRecord) -> str:
            self.profiles.keep(self.profiles.profile.with_level(level.id, record))
            return self.profiles.news()

        record, road = self.profiles.profile.levels.get(level.id, LevelRecord()), self.campaign
        on_the_road = road.level(level.id) is not None
        visitor = PlayerRecord(
            record,
            save,
            self._picture,
            self._clock,
            road.after(level) if on_the_road else None,
            road.number(level) if on_the_road else None,
            lambda: self.profiles.saved,
            level.id == road.levels[-1].id,
            self._onward_open(level),
        )
        play = LevelPlay(level, seed=visitor.seed() if seed is None else seed)
        return LevelScreen(play, LevelSession(play, self._clock), visitor)

    def _onward_open(self, level: Level) -> bool:
        """Whether what comes after `level` may be entered before a star is won in this visit."""
        profile, road = self.profiles.profile, self.campaign
        following = road.after(level) if road.level(level.id) else None
        if following is None:
            return profile.stars.get(level.id, 0) > 0
        return following.id in road.reached(profile.stars, everything=profile.everything_open)

    def _check(self, sitting: str, then: Go) -> Screen:
        return ConceptCheckScreen(self.concepts, sitting, _seed(), self.profiles, then)

    def _licensed(self) -> bool:
        """Whether the last level is won."""
        return self.profiles.profile.stars.get(self.campaign.levels[-1].id, 0) > 0

    def _next_sitting(self) -> str:
        """The first that has not been sat through, that before the first level only as long as there are levels to win;
        the last one can be sat again."""
        profile = self.profiles.profile
        finished = all(profile.stars.get(level.id) for level in self.campaign.levels)
        due = SITTINGS[1:] if finished else SITTINGS
        return next((sitting for sitting in due if not profile.concepts.get(sitting)), SITTINGS[-1])


def _seed() -> int:
    """For numbers and orders that should be new each time."""
    return time.time_ns() % 2**32
