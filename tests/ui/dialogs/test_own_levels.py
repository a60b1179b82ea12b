"""Own levels through the window: listed, said what is wrong, played, and kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.app import main
from game.sim.level import actions as a
from game.storage.profile_store import ProfileStore
from game.ui.dialogs.own_levels import OwnLevelsDialog
from game.ui.level.intents import Do
from game.ui.screens.level import LevelScreen
from game.ui.screens.level_map import LevelMapScreen
from tests.support.campaign_files import FIRST_EDITION
from tests.support.cockpit import turn_wheel
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour

LEVEL = FIRST_EDITION / "03-the-deaf-neuron.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    levels = tmp_path / "levels"
    levels.mkdir()
    shutil.copy(LEVEL, levels / "mine.toml")
    (levels / "faulty.toml").write_text(LEVEL.read_text("utf-8").replace('kind = "manual"', 'kind = "dance"'), "utf-8")
    return tmp_path


@pytest.fixture
def tour(folder: Path) -> Iterator[Tour]:
    tour = Tour(folder)
    tour.to_map()
    yield tour
    tour.close()


def opened(tour: Tour) -> OwnLevelsDialog:
    """Press Own levels, and wait until they are read."""
    tour.click(tour.button("Own levels"))
    dialog = tour.map.board.dialog
    assert isinstance(dialog, OwnLevelsDialog)
    tour.window.rooms.campaign.shelf.wait()
    tour.frames(3)
    return dialog


def test_a_level_is_listed_played_and_its_stars_are_kept(tour: Tour, folder: Path) -> None:
    dialog = opened(tour)
    assert len(dialog.rows) == 1
    tour.click(centre(dialog.rows[0].rect))
    tour.wait(0.4)
    assert isinstance(tour.screen, LevelScreen)
    play = tour.screen.play
    assert play.level.id == "own/mine"
    for act in next(each for each in play.level.solutions if each.stars == 3).script:
        play.finish()
        assert isinstance(act, a.Action)
        tour.screen.carry_out(Do(act))
        tour.frames(3)
    play.finish()
    tour.frames(5)
    assert play.visit.stars == 3
    tour.escape()
    assert isinstance(tour.screen, LevelMapScreen)
    assert tour.profiles.profile.stars == {"own/mine": 3}
    tour.close()
    assert ProfileStore(folder).load("Player 1")[0].stars == {"own/mine": 3}


def test_a_faulty_file_is_told_and_the_map_goes_on(tour: Tour) -> None:
    dialog = opened(tour)
    faulty, mine = tour.window.rooms.campaign.shelf.found() or ()
    assert faulty.problem.startswith("faulty.toml: kind is 'dance', but must be one of ")
    assert mine.level
    assert [own.file for own in dialog.in_sight] == ["faulty.toml", "mine.toml"]
    tour.key(pygame.K_ESCAPE)
    assert tour.map.board.opened is None
    assert tour.map.look().levels


def test_without_any_it_says_how_to_get_some(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.to_map()
    assert opened(tour).rows == []
    tour.close()


@pytest.mark.parametrize("size", SIZES)
def test_many_are_scrolled_and_all_have_room(folder: Path, size: str) -> None:
    for k in range(14):
        shutil.copy(LEVEL, folder / "levels" / f"x{k:02}.toml")
    tour = Tour(folder, "--size", size)
    tour.to_map()
    dialog = opened(tour)
    assert tour.surface.get_rect().contains(dialog.area)
    assert all(dialog.area.contains(spot.rect) for spot in dialog.rows)
    first = dialog.in_sight[0]
    turn_wheel(tour, dialog.area.center, -3)
    assert dialog.in_sight[0] is not first
    tour.key(pygame.K_END)
    assert dialog.in_sight[-1].file == "x13.toml"
    tour.close()


def test_it_is_played_from_the_command_line_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.cli.headless_level.user_folder", lambda: folder)
    assert main(["--headless", "--level", "own/mine"]) == 0
    assert "level: own/mine" in capsys.readouterr().err
    assert main(["--headless", "--level", "own/faulty"]) == 2
    assert "--level is 'own/faulty', but faulty.toml: kind is 'dance', but must be" in capsys.readouterr().err
    assert main(["--headless", "--level", "own/none"]) == 2
    assert "or own/NAME of a file in" in capsys.readouterr().err
