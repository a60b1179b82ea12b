"""What holds on every screen, whatever it is made of: one dialog at a time, Tab comes to every control, and a frame in
which nothing happens paints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.ui.screen import Go, Place
from game.ui.screens.panel_screen import PanelScreen
from game.ui.toolkit.panel import Panel
from tests.support.cockpit import AWAY
from tests.support.tour import Tour


def to_lab(tour: Tour) -> None:
    tour.key(pygame.K_ESCAPE)


def to_map(tour: Tour) -> None:
    tour.to_map()


def to_check(tour: Tour) -> None:
    tour.window.director.carry_out(Go(Place.CHECK))


def to_question(tour: Tour) -> None:
    to_check(tour)
    tour.frames(3)
    tour.click(tour.button("Begin"))


def to_gym(tour: Tour) -> None:
    tour.window.director.carry_out(Go(Place.GYM))


def to_level(tour: Tour) -> None:
    """After the prediction: before it the network beside it plays."""
    tour.window.director.carry_out(Go(Place.LEVEL, level="L03"))
    tour.frames(3)
    tour.key(pygame.K_1, text="1")


WAYS: dict[str, Callable[[Tour], None]] = {
    way.__name__.removeprefix("to_"): way for way in (to_lab, to_map, to_check, to_question, to_gym, to_level)
}


@pytest.fixture(params=WAYS)
def tour(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tour]:
    """Standing still on a screen, motion reduced."""
    tour = Tour(tmp_path)
    WAYS[request.param](tour)
    tour.frames(3)
    tour.key(pygame.K_m, text="m")
    tour.move(AWAY)
    tour.frames(3)
    yield tour
    tour.close()


def screen(tour: Tour) -> PanelScreen:
    assert isinstance(tour.screen, PanelScreen)
    return tour.screen


def painted(tour: Tour, frames: int) -> list[int]:
    """How many areas each of so many frames paints anew."""
    found = []
    for _ in range(frames):
        tour.frame()
        found.append(len(screen(tour).board.painted))
    return found


def still(tour: Tour) -> None:
    """Nothing is painted, but for everything every half second, should the system have lost the picture."""
    counts = painted(tour, 30)
    assert sorted(counts) == [0] * 29 + [1]


def test_a_frame_in_which_nothing_happens_paints_nothing(tour: Tour) -> None:
    board = screen(tour).board
    tour.wait(7.0)
    tour.frames(20)
    still(tour)
    tour.key(pygame.K_TAB)
    assert board.ring.visible
    still(tour)
    board.ring.clear()
    for name in board.dialogs:
        board.show(name)
        tour.seconds(0.3)
        if name != "population":  # which counts
            still(tour)


def test_tab_comes_to_every_control(tour: Tour) -> None:
    board = screen(tour).board
    stops = board.focusables()
    assert stops
    for stop in stops:
        tour.key(pygame.K_TAB)
        assert board.ring.visible
        assert board.ring.current is stop
    tour.key(pygame.K_TAB)
    assert board.ring.current is stops[0]
    tour.key(pygame.K_TAB, pygame.KMOD_SHIFT)
    assert board.ring.current is stops[-1]


def test_there_is_one_dialog_at_a_time_and_it_has_the_keyboard(tour: Tour) -> None:
    board = screen(tour).board
    elements = len(screen(tour).kit.manager.get_sprite_group().sprites())
    for name in board.dialogs:
        board.show(name)
        tour.frames(3)
        assert board.dialog is board.dialogs[name]
        assert not any(stop in each.focusables() for each in board.panels.values() for stop in board.focusables())
        if board.dialog.modal:
            tour.click((3, tour.surface.get_height() - 3))
            assert not board.ring.visible
    board.show(None)
    tour.frames(3)
    assert board.dialog is None
    assert len(screen(tour).kit.manager.get_sprite_group().sprites()) == elements, "all of them are gone"
    if "keys" in board.dialogs:
        tour.key(pygame.K_QUESTION, pygame.KMOD_SHIFT, "?")
        assert board.opened == "keys"
        tour.key(pygame.K_ESCAPE)
        assert board.opened is None


def test_a_panel_that_draws_says_what_it_looks_like() -> None:
    def below(kind: type[Panel]) -> Iterator[type[Panel]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    kinds = set(below(Panel))
    assert len(kinds) > 20
    for kind in kinds:
        assert kind.draw is Panel.draw or kind.look is not Panel.look, kind
