"""What screens and dialogs leave behind: nothing that gathers."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.sim.start import DEFAULT_SEED
from game.ui.draw import kit
from game.ui.screen import Go, Place
from game.ui.screens import tidying
from game.ui.screens.tidying import HANDLED, LATEST, QUIET, Tidying
from tests.support.memory import picture_bytes
from tests.support.tour import Tour

A_FEW_PICTURES = 500_000
"""Bytes of what may come and go with the words that happen to be set; a dialog that kept its pictures held 3.8 MB."""
SMALL, LARGE = (1024, 640), (1600, 900)
LEVEL = Go(Place.LEVEL, level="L05", seed=DEFAULT_SEED)
PLACES = (Go(Place.MAP), LEVEL, Go(Place.CHECK), Go(Place.GYM), Go(Place.LICENCE), Go(Place.SANDBOX))


@pytest.fixture
def own_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tools are kept as in the game, not as among many tests."""
    box = kit.Toolbox()
    monkeypatch.setattr(kit, "toolbox", lambda: box)


def visit(tour: Tour, place: Go, *, dialogs: bool) -> None:
    """Go there, and open and shut every dialog if asked to."""
    tour.window.director.carry_out(place, tour.surface)
    tour.frames(2)
    if not dialogs or place.place is Place.LICENCE:  # which has none
        return
    for name in tour.board.dialogs:
        tour.board.show(name)
        tour.frame()
        tour.board.show(None)
        tour.frame()


def round_of(tour: Tour, *, dialogs: bool) -> int:
    """Go everywhere in a large window of another palette, then in a small one of the usual; bytes of pictures then."""
    for size in (LARGE, SMALL):
        tour.key(pygame.K_c)
        tour.resize(size)
        for place in PLACES:
            visit(tour, place, dialogs=dialogs and size == LARGE)
    tour.resize((1280, 800))  # so that the tools of the large window are let go
    tour.resize(SMALL)
    tour.wait(1)
    return picture_bytes()


@pytest.mark.usefixtures("own_tools")
def test_pictures_of_screens_and_dialogs_do_not_gather(tmp_path: Path) -> None:
    tour = Tour(tmp_path, "--size", "1024x640")
    tour.give(*(3 for _ in tour.campaign.levels))
    first = round_of(tour, dialogs=False)
    with_dialogs = [round_of(tour, dialogs=True) for _ in range(2)]
    assert abs(with_dialogs[1] - with_dialogs[0]) < A_FEW_PICTURES
    assert max(with_dialogs) < first + A_FEW_PICTURES, "what dialogs have shown in a large window is gone"
    tour.close()


class Times:
    """What is thrown away, and what is given back to the system: how often."""

    def __init__(self) -> None:
        self.collected, self.given = 0, 0

    def collect(self) -> None:
        self.collected += 1

    def give_back(self) -> None:
        self.given += 1


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Times:
    found = Times()
    monkeypatch.setattr(tidying, "gc", found)
    monkeypatch.setattr(tidying, "give_back", found.give_back)
    return found


def test_what_a_screen_leaves_goes_soon_and_its_memory_in_another_frame(times: Times) -> None:
    tidy = Tidying()
    tidy.update(10.0)
    tidy.discarded()
    tidy.update(10.0 + QUIET - 0.1)
    assert times.collected == 0
    tidy.update(10.0 + QUIET)
    assert (times.collected, times.given) == (1, 0)
    tidy.update(10.1 + QUIET)
    tidy.update(30.0)
    assert (times.collected, times.given) == (1, 1)


def test_whoever_never_rests_is_tidied_after_all(times: Times) -> None:
    tidy = Tidying()
    for frame in range(round(10 * 10 * LATEST)):
        tidy.update(frame / 10)
        tidy.discarded()
    assert 8 <= times.collected <= 10


def test_dialogs_that_were_shut_are_looked_for_now_and_then(times: Times) -> None:
    tidy = Tidying()
    tidy.update(5.0)
    for tenth in range(round(20 * HANDLED)):
        tidy.handled()
        tidy.update(5.0 + tenth / 10)
    assert times.collected == 1
    tidy.update(100.0)
    tidy.update(200.0)
    assert times.collected == 2, "and not while nobody does anything"


def test_it_is_done_in_a_frame_in_which_no_hand_does_anything(times: Times) -> None:
    tidy = Tidying()
    tidy.handled()
    for now in (0.0, HANDLED):
        tidy.handled()
        tidy.update(now)
    assert times.collected == 0
    tidy.update(HANDLED + 0.02)
    assert times.collected == 1


def test_nothing_is_thrown_away_while_one_screen_fades_into_another(times: Times) -> None:
    tidy = Tidying()
    tidy.discarded()
    tidy.update(10.0, busy=True)
    assert times.collected == 0
    tidy.update(10.1)
    assert times.collected == 1
