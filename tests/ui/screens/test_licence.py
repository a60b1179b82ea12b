"""The licence at the end of the road: by whom, for what, what has changed, and where to go on."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.ui.screen import Go, Place
from game.ui.screens.concept_check import ConceptCheckScreen
from game.ui.screens.gym import GymScreen
from game.ui.screens.lab import LabScreen
from game.ui.screens.level_map import LevelMapScreen
from game.ui.screens.licence import LicenceScreen
from tests.support.saved import told
from tests.support.stage import centre
from tests.support.tour import Tour


def licensed(tour: Tour) -> LicenceScreen:
    """Have every level won, and open the licence."""
    tour.give(*[2] * len(tour.campaign.levels))
    tour.window.director.carry_out(Go(Place.LICENCE))
    tour.wait(0.4)
    assert isinstance(tour.screen, LicenceScreen)
    return tour.screen


def press(tour: Tour, name: str) -> None:
    assert isinstance(tour.screen, LicenceScreen)
    tour.click(centre(tour.screen.certificate.buttons[name].rect))
    tour.wait(0.4)


def test_it_is_for_who_has_won_the_last_level(tour: Tour) -> None:
    tour.window.director.carry_out(Go(Place.LICENCE))
    tour.frames(3)
    assert isinstance(tour.screen, LevelMapScreen)
    assert not tour.map.bar.buttons["licence"].visible
    facts = licensed(tour).certificate.facts
    count = len(tour.campaign.levels)
    assert (facts.name, facts.won, facts.stars, facts.most) == ("Player 1", count, 2 * count, 3 * count)
    assert facts.achievements.startswith(f"has won all {count} levels with {2 * count} of {3 * count} stars")
    tour.escape()
    assert isinstance(tour.screen, LevelMapScreen)


def test_the_map_leads_to_it_from_then_on(tour: Tour) -> None:
    tour.give(*[1] * len(tour.campaign.levels))
    tour.frames(3)
    tour.click(tour.button("Licence"))
    tour.wait(0.4)
    assert isinstance(tour.screen, LicenceScreen)


@pytest.mark.parametrize(
    ("button", "screen"),
    [("check", ConceptCheckScreen), ("levels", LevelMapScreen), ("gym", GymScreen), ("sandbox", LabScreen)],
)
def test_it_says_where_to_go_on(tour: Tour, button: str, screen: type) -> None:
    licensed(tour)
    press(tour, button)
    assert isinstance(tour.screen, screen)


def test_it_can_be_taken_along_as_a_picture(tour: Tour, tmp_path: Path) -> None:
    licensed(tour)
    press(tour, "picture")
    assert told(tour, "Picture saved as ")
    assert list(tmp_path.rglob("*.png"))


def test_a_picture_that_cannot_be_saved_is_told_of(tour: Tour, tmp_path: Path) -> None:
    licensed(tour)
    (tmp_path / "pictures").write_bytes(b"")
    press(tour, "picture")
    assert told(tour, "The picture could not be saved in ")


def test_the_last_level_ends_with_it(tour: Tour) -> None:
    last, first = tour.campaign.levels[-1], tour.campaign.levels[0]
    rooms = tour.window.rooms.campaign
    second = tour.campaign.levels[1]
    for level, after in ((last, Go(Place.LICENCE)), (first, Go(Place.LEVEL, level=second.id))):
        assert rooms.level_screen(level, 1).panels.result.meaning("next") == after


def test_the_keys_of_every_screen_work_there(tour: Tour) -> None:
    licensed(tour)
    tour.key(pygame.K_m, text="m")
    assert tour.window.director.options.reduced_motion
