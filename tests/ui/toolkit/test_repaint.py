"""A frame that draws only what has changed is, to the pixel, one drawn from the ground up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.screens.panel_screen import PanelScreen
from game.ui.toolkit.repaint import outermost
from tests.support.cockpit import AWAY, FRAME, Cockpit
from tests.support.lab_hands import edge_place, press, samples, slider_of, train, type_value
from tests.support.level_player import LevelPlayer

SMALL = ("--size", "1024x640")
"""The smallest window: what is repainted does not depend on the size, what a comparison costs does."""


class Watched(Cockpit):
    """Compares in every frame, while it is `watching`, what the window shows with the whole screen drawn anew."""

    compared = 0
    watching = True

    def frame(self) -> None:
        super().frame()
        if self.watching and self.lab.board.kit and not self.window.notices.toast.text and not self.window.behind:
            assert _is_right(self.lab, self.surface)
            self.compared += 1


def _is_right(screen: PanelScreen, seen: pygame.Surface) -> bool:
    """Whether `seen` is, to the pixel, the screen from the ground up; where nothing lies above it, without the help of
    what repaints it. No fingerprints are made: this is asked in every frame."""
    canvas, board = pygame.Surface(seen.get_size()).convert(), screen.board
    if not board.whole or board.dialog or board.ring.visible or board.toast.text or board.tooltip.text or board.frozen:
        screen.draw(canvas)
    else:
        canvas.fill(screen.kit.palette.background)
        for panel in board.panels.values():
            panel.draw(canvas)
        screen.kit.manager.draw_ui(canvas)
    return _same_pixels(canvas, seen)


def _same_pixels(one: pygame.Surface, other: pygame.Surface) -> bool:
    """Whether two pictures of one format have the same colours; what the format leaves unused may differ."""
    assert (one.get_size(), one.get_masks()) == (other.get_size(), other.get_masks())
    pixels, others = (pygame.surfarray.pixels2d(each) for each in (one, other))
    red, green, blue, _ = one.get_masks()
    return np.array_equal(pixels, others) or not ((pixels ^ others) & (red | green | blue)).any()


def test_a_pixel_that_differs_is_seen() -> None:
    one, other = (pygame.Surface((30, 20), depth=32) for _ in range(2))
    assert _same_pixels(one, other)
    for colour in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        other.set_at((29, 19), colour)
        assert not _same_pixels(one, other)


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path, *SMALL)
    if watched.overlay:
        watched.key(pygame.K_ESCAPE)
    yield watched
    watched.window.close()


def pin_and_drag(lab: Watched) -> None:
    x, y = edge_place(lab, "w5")
    lab.click((x, y))
    lab.drag((x, y), (x, y - 20), (x, y - 45))


def slide(lab: Watched) -> None:
    knob = slider_of(lab, "learning_rate").knob_centre
    lab.drag(knob, (knob[0] + 30, knob[1]), (knob[0] + 55, knob[1]))


def flip(lab: Watched) -> None:
    lab.click(samples(lab).lines[1].rect.center)


def play(lab: Watched) -> None:
    lab.key(pygame.K_SPACE)
    lab.step = 2 * FRAME
    lab.seconds(2.0)


def fast(lab: Watched) -> None:
    lab.key(pygame.K_f)
    lab.frames(20)


def branch_and_rename(lab: Watched) -> None:
    train(lab, 40)
    lab.key(pygame.K_HOME)
    press(lab, "play")
    lab.key(pygame.K_r)
    lab.frames(10)


def walk(lab: Watched) -> None:
    for _ in range(12):
        lab.key(pygame.K_TAB)


def hover(lab: Watched) -> None:
    lab.step = 2 * FRAME
    for button in ("demos", "population", "reading"):
        lab.move(lab.lab.top.button(button).rect.center)
        lab.seconds(0.6)


def help_and_back(lab: Watched) -> None:
    lab.key(pygame.K_QUESTION, pygame.KMOD_SHIFT, "?")
    lab.frames(3)
    lab.key(pygame.K_ESCAPE)


ACTS: dict[str, Callable[[Watched], None]] = {
    each.__name__: each
    for each in (pin_and_drag, slide, flip, play, fast, branch_and_rename, walk, hover, help_and_back)
}


@pytest.mark.parametrize("name", ACTS)
def test_what_is_left_on_the_window_is_right(lab: Watched, name: str) -> None:
    ACTS[name](lab)
    lab.frames(6)
    assert lab.compared > 3


def test_typing_with_its_blinking_cursor_too(lab: Watched) -> None:
    type_value(lab, "learning_rate", "2.5")
    before, lab.step = lab.compared, 2 * FRAME
    lab.seconds(1.5)
    assert lab.compared > before + 40


def test_other_sizes_and_colours_too(lab: Watched) -> None:
    lab.resize((1280, 800))
    lab.down(pygame.K_c)
    assert lab.window.behind, "one frame later it is shown"
    before = lab.compared
    lab.up(pygame.K_c)
    lab.frames(4)
    assert lab.compared == before + 5


def test_what_lay_above_is_gone_when_it_goes(lab: Watched) -> None:
    lab.move(lab.lab.top.button("demos").rect.center)
    lab.seconds(0.8)
    assert lab.lab.board.tooltip.text
    before = lab.compared
    lab.move((-1, -1))
    lab.frames(3)
    lab.lab.board.toast.say("Something")
    lab.frames(12)
    lab.wait(6.0)
    assert not lab.lab.board.toast.text
    lab.frames(3)
    assert lab.compared > before + 10


def test_what_the_window_lost_is_drawn_again(lab: Watched) -> None:
    lab.seconds(1.0)
    lab.surface.fill((255, 0, 255), pygame.Rect(0, 0, 300, 300))
    lab.post(pygame.WINDOWEXPOSED, window=None)
    lab.frames(2)
    lab.surface.fill((255, 0, 255), pygame.Rect(0, 0, 300, 300))
    with pytest.raises(AssertionError):
        lab.frames(2)


def test_a_still_screen_is_drawn_once(lab: Watched) -> None:
    lab.watching = False
    lab.seconds(1.0)
    painted: list[pygame.Rect] = []
    for _ in range(120):
        lab.frame()
        painted += lab.lab.board.painted
    assert set(map(tuple, painted)) == {tuple(lab.surface.get_rect())}, "but for all of it, now and then"
    assert len(painted) == 4


class WatchedPlayer(LevelPlayer):
    """The same for a level."""

    compared = 0

    def frame(self) -> None:
        super().frame()
        if self.screen.board.kit and not (self.window.notices.toast.text or self.window.director.fade.running):
            assert _is_right(self.screen, self.surface)
            self.compared += 1


@pytest.mark.parametrize("level", ["L01", "L05", "L07", "L11", "L17"])
def test_what_a_level_leaves_on_the_window_is_right(tmp_path: Path, level: str) -> None:
    player = WatchedPlayer(tmp_path, level, *SMALL)
    player.solve(3)
    player.move(AWAY)
    player.seconds(3.0)
    assert player.compared > 20
    player.leave()


SIDES = st.integers(1, 60)


@given(st.lists(st.builds(pygame.Rect, SIDES, SIDES, SIDES, SIDES), max_size=6))
def test_the_outermost_areas_hold_all_of_them(areas: list[pygame.Rect]) -> None:
    found = outermost(areas)
    assert all(any(outer.contains(area) for outer in found) for area in areas)
    assert not any(a is not b and a.contains(b) for a in found for b in found)
    assert all(area in areas for area in found)
