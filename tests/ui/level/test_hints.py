"""A hint that opens leaves every button where it was."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.play.visit import Stage
from game.sim.start import DEFAULT_SEED
from game.ui.screen import Go, Place
from game.ui.widgets.button import Button
from tests.support.campaign_files import campaign
from tests.support.level_player import LevelPlayer
from tests.support.level_views import BOTH_SIZES, carry_out_at_once, solution_of

pytestmark = pytest.mark.road

LEVELS = [level.id for level in campaign().levels if level.hints]


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LevelPlayer]:
    """One window for all levels, one after another."""
    player = LevelPlayer(tmp_path_factory.mktemp("hints"), LEVELS[0])
    yield player
    player.leave()


def turn_to(player: LevelPlayer, level: str) -> None:
    """Go to a level from another one."""
    player.window.director.carry_out(Go(Place.LEVEL, level=level, seed=DEFAULT_SEED))


def places(player: LevelPlayer) -> dict[str, pygame.Rect]:
    """Where the buttons are, by their texts."""
    return {stop.text: stop.rect for stop in player.screen.board.focusables() if isinstance(stop, Button)}


def moved_by_hints(player: LevelPlayer) -> list[str]:
    """The buttons that are elsewhere, in a window of either size, once a first hint, and then a second, is open."""
    found, first = [], player.surface.get_size()
    for size in (first, *(each for each in BOTH_SIZES if each != first)):
        player.play.now(hints=0)
        if size != first:
            player.resize(size)
        player.frame()
        before = places(player)
        for count in range(1, len(player.play.level.hints) + 1):
            player.play.now(hints=count)
            player.frame()
            assert "hints" in player.screen.board.places
            after = places(player)
            found += [f"{text} in {size}" for text, rect in before.items() if after.get(text) != rect]
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_no_button_moves_when_a_hint_opens_before_the_try(level: str, window: LevelPlayer) -> None:
    turn_to(window, level)
    carry_out_at_once(window, a.Predict(0))
    assert window.stage is Stage.READY
    assert moved_by_hints(window) == []


@pytest.mark.parametrize("level", ["C01", "C04", "C07", "C13", "C30"])
def test_no_button_moves_when_a_hint_opens_after_the_try(level: str, window: LevelPlayer) -> None:
    turn_to(window, level)
    carry_out_at_once(window, *solution_of(window))
    assert window.stage is Stage.RESULT
    assert moved_by_hints(window) == []
