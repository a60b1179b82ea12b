"""A hint that opens leaves every button where it was."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.sim.level import actions as a
from game.sim.level.play.visit import Stage
from game.ui.widgets.button import Button
from tests.support.campaign_files import campaign
from tests.support.level_player import LevelPlayer, carry_out

pytestmark = pytest.mark.road

LEVELS = [level.id for level in campaign().levels if level.hints]


def places(player: LevelPlayer) -> dict[str, pygame.Rect]:
    """Where the buttons are, by their texts."""
    return {stop.text: stop.rect for stop in player.screen.board.focusables() if isinstance(stop, Button)}


def moved_by_hints(player: LevelPlayer) -> list[str]:
    """The buttons that are elsewhere once a first hint, and then a second, is open."""
    player.frames(2)
    before, found = places(player), []
    for count in range(1, len(player.play.level.hints) + 1):
        player.play.now(hints=count)
        player.frames(2)
        assert "hints" in player.screen.board.places
        after = places(player)
        found += [text for text, rect in before.items() if after.get(text) != rect]
    return found


@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
@pytest.mark.parametrize("level", LEVELS)
def test_no_button_moves_when_a_hint_opens_before_the_try(level: str, size: str, tmp_path: Path) -> None:
    player = LevelPlayer(tmp_path, level, "--size", size)
    carry_out(player, a.Predict(0))
    assert moved_by_hints(player) == []
    player.leave()


@pytest.mark.parametrize("size", ["1024x640", "1280x800"])
@pytest.mark.parametrize("level", ["C01", "C04", "C07", "C13", "C30"])
def test_no_button_moves_when_a_hint_opens_after_the_try(level: str, size: str, tmp_path: Path) -> None:
    player = LevelPlayer(tmp_path, level, "--size", size)
    player.solve()
    assert player.stage is Stage.RESULT
    player.play.now(hints=0)
    assert moved_by_hints(player) == []
    player.leave()
