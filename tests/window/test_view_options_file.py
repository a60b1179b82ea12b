"""The palette and the motion that a student chose are there again at the next start."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import msgspec
import pygame
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.storage.atomic_files import write_atomically
from game.ui.screen import ViewOptions
from game.window.view_options_file import VIEW_OPTIONS_FILE, ViewOptionsFile
from tests.support.tour import Tour

CHOSEN = ViewOptions(colour_blind=True, reduced_motion=True)


def test_what_was_chosen_holds_at_the_next_start(tmp_path: Path) -> None:
    first = Tour(tmp_path)
    assert not (tmp_path / VIEW_OPTIONS_FILE).exists()
    first.key(pygame.K_ESCAPE)
    first.key(pygame.K_c, text="c")
    first.to_map()
    first.key(pygame.K_m, text="m")
    first.window.close()
    second = Tour(tmp_path)
    assert second.window.director.options == second.lab.options == CHOSEN
    second.key(pygame.K_ESCAPE)
    second.key(pygame.K_c, text="c")
    second.window.close()
    assert ViewOptionsFile(tmp_path).kept == ViewOptions(reduced_motion=True)


@given(data=st.binary(max_size=60) | st.sampled_from([b"[" * 10_000, b"{}", b'{"colour_blind":1}', b'{"new":true}']))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_opens_and_is_written_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / VIEW_OPTIONS_FILE).write_bytes(data)
    file = ViewOptionsFile(tmp_path)
    assert file.kept == ViewOptions()
    file.keep(CHOSEN)
    file.close()
    assert ViewOptionsFile(tmp_path).kept == CHOSEN


def test_without_a_folder_the_choice_holds_while_the_game_is_open(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    file = ViewOptionsFile(tmp_path / "taken")
    file.keep(CHOSEN)
    file.close()
    assert file.kept == CHOSEN
    assert ViewOptionsFile(tmp_path / "taken").kept == ViewOptions()


def test_only_a_change_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    monkeypatch.setattr("game.window.view_options_file.write_atomically", lambda path, data: written.append(path))
    file = ViewOptionsFile(tmp_path)
    for options in (ViewOptions(), CHOSEN, CHOSEN):
        file.keep(options)
    file.close()
    file.keep(ViewOptions())
    assert written == [tmp_path / VIEW_OPTIONS_FILE]


def test_a_disk_that_stands_still_holds_up_nothing_but_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames go on while the file is being written; the last choice is what is on disk when the window has closed."""
    turns, begun, wrote = Event(), Event(), list[ViewOptions]()

    def slow(path: Path, data: bytes) -> None:
        begun.set()
        assert turns.wait(60), "the window waits for the disk"
        wrote.append(msgspec.json.decode(data, type=ViewOptions))
        write_atomically(path, data)

    monkeypatch.setattr("game.window.view_options_file.write_atomically", slow)
    tour = Tour(tmp_path)
    tour.key(pygame.K_ESCAPE)
    for key in (pygame.K_c, pygame.K_m, pygame.K_c):
        tour.key(key, text=chr(key))
        assert begun.wait(60)
    assert tour.window.director.options == ViewOptions(reduced_motion=True)
    assert not wrote
    turns.set()
    tour.close()
    assert wrote == [ViewOptions(colour_blind=True), ViewOptions(reduced_motion=True)], "what was passed by is left out"
    assert ViewOptionsFile(tmp_path).kept == ViewOptions(reduced_motion=True)
