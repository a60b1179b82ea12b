"""A screen that is built anew takes several frames, of which none takes long."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.window.game_window import PIECE_NANOSECONDS
from tests.support.tour import Tour

LARGE = (1280, 800)


def begun(tour: Tour) -> bytes:
    """What the window shows; from now on every piece that is built takes as long as a frame may build."""
    tour.clock.ns_per_look = PIECE_NANOSECONDS
    return pygame.image.tobytes(tour.surface, "RGB")


def shown(tour: Tour) -> bytes:
    return pygame.image.tobytes(tour.surface, "RGB")


def built(tour: Tour) -> int:
    """Frames until the screen stands and is shown."""
    count = tour.until(lambda: not tour.window.director.under_way)
    tour.clock.ns_per_look = 0
    tour.frames(2)
    return count


@pytest.mark.parametrize("key", [pygame.K_c, pygame.K_t])
def test_what_was_drawn_last_stays_until_all_is_built(tmp_path: Path, key: int) -> None:
    tour = Tour(tmp_path / "pieces", "--size", "1024x640")
    tour.key(pygame.K_ESCAPE)
    tour.wait(1)
    before = begun(tour)
    tour.post(pygame.KEYDOWN, key=key, mod=0, unicode=chr(key), scancode=0)
    tour.post(pygame.KEYUP, key=key, mod=0, unicode=chr(key), scancode=0)
    tour.frame()
    while tour.window.director.under_way:
        assert tour.window.behind
        assert shown(tour) == before
        tour.frame()
    tour.clock.ns_per_look = 0
    tour.wait(5)
    tour.frames(40)
    assert not tour.window.behind

    at_once = Tour(tmp_path / "at once", "--size", "1024x640")
    at_once.key(pygame.K_ESCAPE)
    at_once.key(key, text=chr(key))
    at_once.wait(6)
    at_once.frames(40)
    same = shown(tour) == shown(at_once) != before
    assert same
    for each in (tour, at_once):
        each.close()


def test_each_frame_builds_a_piece_and_what_is_done_meanwhile_is_answered_after_it(tmp_path: Path) -> None:
    tour = Tour(tmp_path, "--size", "1024x640")
    tour.key(pygame.K_ESCAPE)
    begun(tour)
    tour.post(pygame.KEYDOWN, key=pygame.K_t, mod=0, unicode="t", scancode=0)
    tour.frame()
    assert tour.window.director.under_way
    tour.post(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0, unicode=" ", scancode=0)
    assert built(tour) >= len(tour.lab.board.panels)
    assert tour.window.director.options.text_size == 125
    assert tour.simulation.playing
    tour.close()


@pytest.mark.parametrize("playing", [False, True])
def test_a_window_whose_edge_is_dragged_is_drawn_again_and_again(tmp_path: Path, *, playing: bool) -> None:
    tour = Tour(tmp_path, "--size", "1024x640")
    tour.key(pygame.K_ESCAPE)
    if playing:
        tour.key(pygame.K_SPACE, text=" ")
    begun(tour)
    drawn = 0
    for pixel in range(120):
        pygame.display.set_mode((1024 + pixel, 640), pygame.RESIZABLE)
        tour.frame()
        drawn += not tour.window.behind
    assert drawn >= 5
    tour.resize(LARGE)
    built(tour)
    assert tour.lab.board.size == tour.surface.get_size() == LARGE
    tour.close()


def test_dialogs_and_the_panels_of_a_level_stand_as_if_built_at_once(tmp_path: Path) -> None:
    pictures = []
    for pieces in (True, False):
        tour = Tour(tmp_path / str(pieces), "--level", "L05", "--size", "1024x640")
        name = next(iter(tour.board.dialogs))
        tour.board.show(name)
        tour.frames(4)
        pygame.display.set_mode(LARGE, pygame.RESIZABLE)
        if pieces:
            begun(tour)
            tour.frame()
            assert tour.window.director.under_way
            built(tour)
        tour.seconds(6)
        assert tour.board.opened == name
        pictures.append(shown(tour))
        tour.close()
    same = pictures[0] == pictures[1]
    assert same


def test_a_window_that_is_much_smaller_by_the_time_a_screen_stands_shows_what_was_built_first(tmp_path: Path) -> None:
    tour = Tour(tmp_path, "--size", "1024x640")
    begun(tour)
    pygame.display.set_mode(LARGE, pygame.RESIZABLE)
    tour.until(lambda: tour.window.director.under_way)
    tour.until(lambda: not tour.window.director.under_way)
    tour.clock.ns_per_look = 0
    pygame.display.set_mode((300, 200), pygame.RESIZABLE)
    tour.frame()
    assert tour.window.canvas.get_size() == LARGE
    assert tour.window.screen is tour.lab
    tour.frames(20)
    assert tour.window.canvas.get_size() == (1024, 640), "what a small window shows a part of"
    tour.close()
