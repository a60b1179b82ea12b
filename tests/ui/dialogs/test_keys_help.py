"""The list of keys, and the words beside it."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.ui.dialogs.keys_help import KeysHelp
from game.ui.draw.glossary import glossary
from tests.support.level_player import LevelPlayer
from tests.support.tour import SIZES, Tour
from tests.support.written import written


def opened(tour: Tour) -> KeysHelp:
    tour.key(pygame.K_QUESTION, text="?")
    tour.frames(2)
    found = tour.board.dialog
    assert isinstance(found, KeysHelp)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_the_words_open_by_click_and_all_fit(tmp_path: Path, size: str) -> None:
    tour = Tour(tmp_path, "--size", size)
    dialog = opened(tour)
    assert dialog.tabs
    with written() as texts:
        tour.click(dialog.tabs.part_rect("words").center)
    assert tour.board.dialog is dialog
    assert {each.word for each in glossary().words} <= set(texts)
    place = next(iter(dialog.hints())).rect
    assert tour.surface.get_rect().contains(place)
    ground = tour.surface.get_at((place.x + 12, place.bottom - 8))
    lowest = pygame.Rect(place.x + 12, place.bottom - 14, place.width - 24, 8)
    assert all(tour.surface.get_at((x, lowest.y)) == ground for x in range(lowest.x, lowest.right))
    tour.close()


def test_the_words_are_reached_by_keys_and_the_dialog_closes_by_esc_and_click(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    dialog = opened(tour)
    tour.key(pygame.K_TAB)
    with written() as texts:
        tour.key(pygame.K_RIGHT)
        tour.frames(2)
    assert "learning rate" in texts
    tour.key(pygame.K_ESCAPE)
    assert tour.board.dialog is None
    dialog = opened(tour)
    tour.click(next(iter(dialog.hints())).rect.center)
    assert tour.board.dialog is None
    tour.close()


@pytest.mark.road
@pytest.mark.parametrize(("level", "told"), [("C01", False), ("C06", True)])
def test_a_level_names_the_words_that_were_met(tmp_path: Path, level: str, told: bool) -> None:
    player = LevelPlayer(tmp_path, level, "--size", "1024x640")
    player.key(pygame.K_QUESTION, text="?")
    player.frames(2)
    dialog = player.screen.board.dialog
    assert isinstance(dialog, KeysHelp)
    assert dialog.tabs
    with written() as texts:
        player.click(dialog.tabs.part_rect("words").center)
    assert "weight" in texts
    assert ("δ (delta)" in texts) == ("slope" in texts) == told
    player.leave()
