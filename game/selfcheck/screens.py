"""Every screen beside the Lab opens, with its help, and is not blank: the map, the concept check, the gym, the
review questions, the licence, an own level and a level of each kind."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pygame

from game.selfcheck import Facts, Problem
from game.selfcheck.picture import colours_of
from game.sim.campaign.concepts import SITTINGS
from game.storage.profile import LevelRecord
from game.ui.screen import Go, Place, Screen, ViewOptions
from game.window.campaign_screens import LEVELS, CampaignScreens

SIZE = (1024, 640)
FEWEST_COLOURS = 50
"""Of text on a plain ground; the sparest of these screens has twice as many."""


def check(problem: Problem) -> Facts:
    """Names of the screens that were drawn."""
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(SIZE)
    drawn = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        rooms = CampaignScreens(Path(folder), str, time.perf_counter_ns)
        for name, screen in _screens(rooms, problem):
            drawn.append(name)
            if _colours(screen, surface) < FEWEST_COLOURS:
                problem(f"{name} is blank, or nearly")
        rooms.close()
    return {"drawn": drawn}


def _screens(rooms: CampaignScreens, problem: Problem) -> Iterator[tuple[str, Screen]]:
    """The screens by name, in the order in which a student meets them, and a level from the student's own folder. A
    level is not entered before what comes before it is done with."""
    campaign, profiles = rooms.campaign, rooms.profiles
    yield "map", rooms.screen(Go(Place.MAP))
    yield "concept check", rooms.screen(Go(Place.CHECK))
    yield "gym", rooms.screen(Go(Place.GYM))
    profiles.keep_answers(SITTINGS[0], {})
    for chapter in campaign.chapters:
        levels = campaign.levels_of(chapter)
        if chapter.review and levels:
            yield f"review question {chapter.number}", rooms.screen(Go(Place.LEVEL, level=levels[0].id))
            profiles.keep_review(chapter.number, True)
    last = campaign.levels[-1].id
    profiles.keep(profiles.profile.with_level(last, LevelRecord(stars=1)))
    yield "licence", rooms.screen(Go(Place.LICENCE))
    rooms.shelf.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(sorted(LEVELS.glob("[0-9]*.toml"))[0], rooms.shelf.folder / "own.toml")
    if rooms.shelf.level("own/own") is None:
        problem("a level in the student's own folder is not found")
    yield "own level", rooms.screen(Go(Place.LEVEL, level="own/own"))
    for kind, level in {level.kind: level for level in campaign.levels}.items():
        yield f"level {kind}", rooms.screen(Go(Place.LEVEL, level=level.id))


def _colours(screen: Screen, surface: pygame.Surface) -> int:
    """How many colours the first frame of `screen` has. Then the key of its help is pressed."""
    surface.fill((0, 0, 0))
    screen.build(surface.get_size(), ViewOptions())
    screen.update(0.0)
    screen.draw(surface)
    colours = colours_of(surface)
    screen.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_QUESTION, mod=0, unicode="?", scancode=0))
    screen.update(1.0)
    screen.draw(surface)
    return colours
