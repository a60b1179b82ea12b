"""The level map: what is open, what is chosen, what it says, and that it fits."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.sim.campaign.campaign import read_campaign
from game.storage.profile_store import ProfileStore
from game.ui.level_map.bar import CERTAIN_SECONDS
from game.ui.screen import Place
from game.ui.screens.concept_check import ConceptCheckScreen
from game.ui.screens.lab import LabScreen
from game.ui.screens.level import LevelScreen
from game.ui.screens.level_map import LevelMapScreen
from tests.support.campaign_files import FIRST_EDITION
from tests.support.certain import now
from tests.support.cockpit import pairs
from tests.support.fingerprint import fingerprint
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour

CAMPAIGN = read_campaign(FIRST_EDITION)
ENOUGH = (3, 1, 2)
"""Stars in the first three levels, which open the fourth."""


def place(tour: Tour, level: int) -> tuple[int, int]:
    return tour.map.nodes.layout.centres[level]


# -- playing on it -----------------------------------------------------------------------------------------------------


def test_enter_opens_the_level_to_play_next(tour: Tour) -> None:
    tour.give(*ENOUGH)
    tour.profiles.keep_review(3, True)
    tour.escape()
    tour.to_map()
    tour.key(pygame.K_RETURN)
    assert isinstance(tour.screen, LevelScreen)
    assert tour.screen.play.level.id == "L04"


def test_a_click_opens_a_level_but_not_a_press_that_moves_away(tour: Tour) -> None:
    tour.give(*ENOUGH)
    tour.press(place(tour, 1))
    tour.move(place(tour, 2), held=True)
    tour.release(place(tour, 2))
    assert isinstance(tour.screen, LevelMapScreen)
    tour.profiles.keep_review(2, True)
    tour.click(place(tour, 1))
    assert isinstance(tour.screen, LevelScreen)
    assert tour.screen.play.level.id == "L02"


def test_arrows_choose_and_a_locked_level_says_what_opens_it(tour: Tour) -> None:
    tour.key(pygame.K_RIGHT)
    assert tour.map.nodes.chosen == 1
    tour.key(pygame.K_RETURN)
    assert isinstance(tour.screen, LevelMapScreen)
    assert tour.said == "Locked: win a star in level 1, “A gate by hand”, to open it."
    tour.click(place(tour, 9))
    assert isinstance(tour.screen, LevelMapScreen)
    assert "“Build XOR”" in tour.said


def test_the_card_tells_what_the_level_under_the_pointer_teaches(tour: Tour) -> None:
    nodes = tour.map.nodes

    def card() -> str:
        tour.seconds(0.1)
        return fingerprint(tour.surface.subsurface(nodes.layout.card))

    assert nodes.shown.level.id == "L01"
    own = card()
    tour.move(place(tour, 12))
    assert nodes.shown.level.id == "L13"
    assert card() != own
    tour.move((5, 5))
    assert nodes.shown.level.id == "L01"
    assert card() == own


def test_coming_back_the_card_tells_of_the_level_to_play_next(tour: Tour) -> None:
    tour.click(place(tour, 0))
    assert now(tour.window.director.place) is Place.LEVEL
    tour.give(1)
    while tour.window.director.place is Place.LEVEL:
        tour.escape()
    assert tour.window.director.place is Place.MAP
    assert tour.map.nodes.shown.level.id == "L02"


def test_a_vessel_lifts_under_the_pointer_unless_it_is_locked(tour: Tour) -> None:
    tour.give(*ENOUGH)
    tour.key(pygame.K_m, text="m")

    def looks(level: int) -> list[str]:
        rect = tour.map.nodes.layout.vessel(level).inflate(8, 16)
        seen = []
        for position in ((5, 5), place(tour, level)):
            tour.move(position)
            tour.seconds(0.1)
            seen.append(fingerprint(tour.surface.subsurface(rect)))
        return seen

    assert len(set(looks(0))) == 2
    assert len(set(looks(15))) == 1


def test_stars_shine_and_the_current_level_glows_unless_motion_is_reduced(tour: Tour) -> None:
    tour.give(*ENOUGH)

    def moments() -> int:
        seen = set()
        for _ in range(6):
            tour.seconds(0.2)
            seen.add(tour.picture())
        return len(seen)

    tour.wait(6.0)
    assert moments() > 3
    tour.key(pygame.K_m, text="m")
    tour.wait(6.0)
    assert moments() == 1


def test_every_level_has_hover_help_and_every_button_too(tour: Tour) -> None:
    tour.give(*ENOUGH)
    hints = list(tour.map.board.hints())
    assert len(hints) == len(CAMPAIGN.levels) + 7 + 1
    texts = [hint.text() for hint in hints]
    assert all(text.endswith((".", ").")) for text in texts)
    assert "3 of 3 stars. Click to play it again." in texts
    assert "Click to play." in texts


def test_tab_walks_from_the_chosen_level_over_every_button(tour: Tour) -> None:
    stops = []
    for _ in range(10):
        tour.key(pygame.K_TAB)
        stops.append(tour.map.board.ring.current)
    assert stops[0] is tour.map.nodes
    assert len({id(stop) for stop in stops}) == 9
    assert stops[9] is stops[0]
    tour.key(pygame.K_RIGHT)
    assert tour.map.nodes.chosen == 1


# -- unlocking ---------------------------------------------------------------------------------------------------------


def test_unlock_all_asks_once_more_and_can_be_taken_back(tour: Tour, tmp_path: Path) -> None:
    tour.click(tour.button("Unlock all"))
    assert tour.map.look().levels[-1].locked
    tour.click(tour.button("Really? Click again"))
    assert not tour.map.look().levels[-1].locked
    tour.window.rooms.campaign.profiles.close()
    saved, _ = ProfileStore(tmp_path).load(tour.profiles.profile.name)
    assert saved.everything_open


def test_unlock_all_forgets_that_it_asked(tour: Tour) -> None:
    tour.click(tour.button("Unlock all"))
    tour.wait(CERTAIN_SECONDS + 0.2)
    tour.click(tour.button("Unlock all"))
    assert tour.map.look().levels[-1].locked
    tour.click(tour.button("Really? Click again"))
    tour.click(tour.button("Lock again"))
    assert tour.map.look().levels[-1].locked


# -- ways out ----------------------------------------------------------------------------------------------------------


def test_sandbox_and_concept_check_are_a_click_away(tour: Tour) -> None:
    tour.click(tour.button("Concept check"))
    assert isinstance(tour.screen, ConceptCheckScreen)
    tour.escape()
    assert isinstance(tour.screen, LevelMapScreen)
    tour.click(tour.button("Sandbox"))
    assert isinstance(tour.screen, LabScreen)


@pytest.mark.parametrize("size", SIZES)
def test_the_bar_fits(tmp_path: Path, size: str) -> None:
    tour = Tour(tmp_path, "--size", size)
    tour.to_map()
    buttons = [stop.rect for stop in tour.map.board.focusables()[1:5]]
    assert not any(first.colliderect(second) for first, second in pairs(buttons))
    pill_right = max(tour.map.bar.pill.right, tour.map.bar.pill.left + tour.map.kit.px(128))
    assert min(rect.x for rect in buttons) > pill_right
    tour.close()


def test_what_a_level_saves_is_on_the_map_and_in_the_file(tour: Tour, tmp_path: Path) -> None:
    tour.give(3, 2)
    assert tour.map.look().stars == 5
    name = tour.profiles.profile.name
    tour.close()
    again = Tour(tmp_path)
    again.to_map()
    assert again.profiles.profile.name == name
    assert again.map.look().stars == 5
    assert again.map.nodes.chosen == 2
    again.close()


def test_the_chosen_level_is_ringed(tour: Tour) -> None:
    tour.key(pygame.K_m, text="m")
    tour.wait(6.0)
    rect = tour.map.nodes.layout.vessel(1).inflate(20, 20)
    before = fingerprint(tour.surface.subsurface(rect))
    tour.key(pygame.K_RIGHT)
    tour.wait(0.3)
    assert fingerprint(tour.surface.subsurface(rect)) != before
    assert centre(tour.map.nodes.rect)[0] == place(tour, 1)[0]
