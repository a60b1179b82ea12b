"""Walking blind in the window, by mouse and keyboard."""

from __future__ import annotations

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.play.visit import Stage
from game.ui.level.plane.hill_panel import HillPanel
from tests.support.level_player import Enter, LevelPlayer
from tests.support.level_views import BOTH_SIZES, as_option, look_on, solve_from_size_to_size
from tests.support.written import Written

pytestmark = pytest.mark.road


def hill_of(player: LevelPlayer) -> HillPanel:
    found = player.screen.board.panels["network"]
    assert isinstance(found, HillPanel)
    return found


def test_the_walk_is_won_by_hand_and_its_text_stands_inside(enter: Enter, written: Written) -> None:
    first, then = BOTH_SIZES
    player = enter("C08", as_option(first))
    solve_from_size_to_size(player, then)
    look_on(player, 2.0, apart=0.1)
    player.resize(first)
    look_on(player, 2.0, apart=0.1)
    assert player.play.visit.stars == 3
    assert len(written) > 20
    for rect, picture, text in written:
        assert picture.contains(rect) or picture.size == (1, 1), f"{text!r} at {rect} in {picture.size}"


def test_keys_aim_and_stride(enter: Enter) -> None:
    player = enter("C08")
    player.do(a.Predict(1))
    panel = hill_of(player)
    while player.screen.board.ring.current is not panel.focusables()[0]:
        player.key(pygame.K_TAB)
    player.key(pygame.K_LEFT, pygame.KMOD_SHIFT)
    player.key(pygame.K_LEFT)
    player.key(pygame.K_UP)
    assert panel.needle == (-1.1, 0.1)
    player.key(pygame.K_RETURN)
    assert panel.kind.trail[-1] == pytest.approx((2.0 - 1.1, -2.1 + 0.1))
    for _ in range(6):
        player.key(pygame.K_UP, pygame.KMOD_SHIFT)
    assert 3.8 <= (panel.needle[0] ** 2 + panel.needle[1] ** 2) ** 0.5 <= 4.0


def test_the_map_is_covered_until_the_walk_ends_and_then_the_walk_is_made_again(enter: Enter) -> None:
    player = enter("C08")
    player.do(a.Predict(1))
    panel = hill_of(player)
    player.do(a.Stride(-1.7, 1.0))
    assert panel.stride_button()
    player.do(a.Stride(-1.6, 2.1))
    player.click(player.go.center)
    assert player.stage is Stage.RESULT
    pictures = set()
    for _ in range(24):
        player.frame()
        pictures.add(player.surface.subsurface(panel.square).copy().get_buffer().raw)
    assert len(pictures) > 8
    assert not panel.focusables()
