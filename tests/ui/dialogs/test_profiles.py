"""Several students on one computer: added, switched, renamed, deleted; and files that are damaged."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event

import pygame
import pytest

from game.storage.atomic_files import write_atomically
from game.storage.profile_store import ProfileStore
from game.storage.profiles import CURRENT, FIRST_NAME, Profiles
from game.ui.dialogs.profiles import ROWS, ProfilesDialog
from game.ui.screens.level_map import PATIENCE
from game.window.game_window import LATE
from tests.support.cockpit import pairs, turn_wheel
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Tour]:
    tour = Tour(tmp_path)
    tour.to_map()
    tour.click(tour.button(FIRST_NAME))
    yield tour
    tour.close()


def dialog(tour: Tour) -> ProfilesDialog:
    board = tour.map.board
    assert board.opened == "profiles"
    found = board.dialogs["profiles"]
    assert isinstance(found, ProfilesDialog)
    return found


def add(tour: Tour, name: str) -> None:
    """Open the dialog and type a new name."""
    if tour.map.board.opened is None:
        tour.click(centre(tour.map.bar.buttons["profile"].rect))
    tour.click(centre(dialog(tour).new.rect))
    tour.type(name)
    tour.key(pygame.K_RETURN)
    tour.frames(3)


def row(tour: Tour, name: str, part: int) -> tuple[int, int]:
    return centre(next(buttons[part].rect for other, *buttons in dialog(tour).rows if other == name))


# -- by mouse and keyboard ---------------------------------------------------------------------------------------------


def test_a_new_player_begins_without_stars_and_the_old_one_keeps_theirs(tour: Tour) -> None:
    tour.give(3)
    add(tour, "anna")
    assert tour.map.board.opened is None
    assert tour.said == "Anna is playing"
    assert tour.profiles.profile.name == "anna"
    assert tour.map.look().stars == 0
    tour.click(tour.button("anna"))
    tour.click(row(tour, FIRST_NAME, 0))
    assert tour.profiles.profile.name == FIRST_NAME
    assert tour.map.look().stars == 3


def test_the_add_button_does_what_enter_does(tour: Tour) -> None:
    tour.click(centre(dialog(tour).new.rect))
    tour.type("bo")
    tour.click(centre(dialog(tour).add.rect))
    assert tour.profiles.profile.name == "bo"


def test_a_player_is_renamed_with_all_stars(tour: Tour, tmp_path: Path) -> None:
    tour.give(2, 1)
    tour.click(centre(dialog(tour).new.rect))
    tour.type("zo")
    tour.click(centre(dialog(tour).name.rect))
    tour.key(pygame.K_a, pygame.KMOD_CTRL)
    tour.type("carla")
    tour.click(centre(dialog(tour).rename.rect))
    assert tour.profiles.profile.name == "carla"
    assert tour.profiles.names() == ["carla"]
    assert tour.map.look().stars == 3
    assert ProfileStore(tmp_path).load("carla")[0].levels["L01"].stars == 2
    assert dialog(tour).new.text == "zo", "what is half typed for someone new stays"


def test_a_name_that_is_taken_or_is_none_is_refused_with_a_sentence(tour: Tour) -> None:
    add(tour, "anna")
    add(tour, "ANNA")
    assert tour.said == "There is a profile called ANNA already"
    assert tour.profiles.profile.name == "anna"
    tour.click(centre(dialog(tour).new.rect))
    tour.key(pygame.K_a, pygame.KMOD_CTRL)
    tour.type("  ")
    tour.key(pygame.K_RETURN)
    tour.frames(3)
    assert tour.said.startswith("A profile's name is ''")
    assert tour.profiles.names() == ["anna"]


def test_deleting_asks_once_more(tour: Tour) -> None:
    add(tour, "anna")
    add(tour, "bo")
    tour.click(tour.button("bo"))
    tour.click(row(tour, "anna", 1))
    assert "anna" in tour.profiles.names()
    tour.click(row(tour, "anna", 1))
    assert tour.profiles.names() == ["bo"]
    assert tour.said == "Anna has been deleted"
    assert tour.profiles.profile.name == "bo"


def test_asking_about_one_does_not_delete_another(tour: Tour) -> None:
    add(tour, "anna")
    add(tour, "bo")
    tour.click(tour.button("bo"))
    tour.click(row(tour, "anna", 1))
    tour.click(row(tour, "bo", 1))
    assert tour.profiles.names() == ["anna", "bo"]


def test_who_deletes_themselves_makes_room_for_another(tour: Tour) -> None:
    add(tour, "anna")
    tour.give(3)
    tour.click(tour.button("anna"))
    for _ in range(2):
        tour.click(row(tour, "anna", 1))
    assert tour.profiles.profile.name == FIRST_NAME
    assert tour.map.look().stars == 0
    assert tour.profiles.names() == []


def test_escape_the_cross_and_a_click_beside_it_close_the_dialog(tour: Tour) -> None:
    tour.key(pygame.K_ESCAPE)
    assert tour.map.board.opened is None
    tour.click(tour.button(FIRST_NAME))
    tour.click(centre(dialog(tour).close.rect))
    assert tour.map.board.opened is None
    tour.click(tour.button(FIRST_NAME))
    tour.click(tour.map.nodes.layout.centres[0])
    assert tour.map.board.opened is None


def test_the_dialog_keeps_the_keyboard_and_the_pointer_from_the_map(tour: Tour) -> None:
    tour.key(pygame.K_RIGHT)
    assert tour.map.nodes.chosen == 0
    for _ in range(12):
        tour.key(pygame.K_TAB)
        stop = tour.map.board.ring.current
        assert stop is not None
        assert dialog(tour).area.contains(stop.rect)


def test_a_player_is_chosen_by_keyboard_alone(tour: Tour) -> None:
    tour.give(1)
    add(tour, "anna")
    tour.click(tour.button("anna"))
    for _ in range(3):  # anna, delete anna, the first player
        tour.key(pygame.K_TAB)
    tour.key(pygame.K_RETURN)
    tour.frames(3)
    assert tour.profiles.profile.name == FIRST_NAME
    assert tour.map.board.opened is None


def test_a_long_list_scrolls(tour: Tour) -> None:
    for k in range(ROWS + 2):
        tour.profiles.create(f"student {k}").result()
    tour.map.board.show("profiles")
    tour.frames(2)
    shown = [name for name, *_ in dialog(tour).rows]
    assert shown == [f"student {k}" for k in range(ROWS)]
    turn_wheel(tour, dialog(tour).area.center, -1)
    turn_wheel(tour, dialog(tour).area.center, -9)
    assert [name for name, *_ in dialog(tour).rows][-1] == f"student {ROWS + 1}"
    tour.click(row(tour, f"student {ROWS}", 0))
    assert tour.profiles.profile.name == f"student {ROWS}"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps(tmp_path: Path, size: str) -> None:
    tour = Tour(tmp_path, "--size", size)
    tour.to_map()
    for k in range(ROWS + 1):
        tour.profiles.create(f"a student with a rather long name {k}").result()
    tour.map.board.show("profiles")
    tour.frames(2)
    rects = [widget.rect for widget in dialog(tour).focusables()]
    assert len(rects) == 2 * ROWS + 5
    assert not any(first.colliderect(second) for first, second in pairs(rects))
    assert all(dialog(tour).area.contains(rect) for rect in rects)
    tour.close()


# -- a slow disk -------------------------------------------------------------------------------------------------------


@pytest.fixture
def disk(tour: Tour, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Set when the disk may go on: until then it stands still, and frames go by."""
    goes_on = Event()

    def slow(path: Path, data: bytes) -> None:
        assert goes_on.wait(60), "the window waits for the disk"
        write_atomically(path, data)

    monkeypatch.setattr("game.storage.profile_store.write_atomically", slow)
    tour.patient = False
    yield goes_on
    goes_on.set()


def until_settled(tour: Tour) -> None:
    for _ in range(2000):
        if not tour.map.waits:
            return
        time.sleep(0.001)
        tour.frame()
    pytest.fail("the disk goes on, but the change does not come to its end")


def test_a_new_player_plays_when_the_disk_has_them_and_until_then_hands_wait(tour: Tour, disk: Event) -> None:
    add(tour, "anna")
    tour.key(pygame.K_ESCAPE)
    tour.click(tour.map.nodes.layout.centres[0])
    assert (tour.map.board.opened, tour.profiles.profile.name, tour.said) == ("profiles", FIRST_NAME, "")
    tour.seconds(PATIENCE)
    assert tour.said == "One moment: waiting for the disk"
    disk.set()
    until_settled(tour)
    assert tour.said == "Anna is playing"
    assert tour.map.board.opened is None
    assert tour.profiles.profile.name == "anna"


def test_what_is_typed_while_the_disk_is_waited_for_comes_afterwards(tour: Tour, disk: Event) -> None:
    tour.click(centre(dialog(tour).name.rect))
    tour.key(pygame.K_a, pygame.KMOD_CTRL)
    tour.type("carla")
    tour.click(centre(dialog(tour).rename.rect))
    tour.click(centre(dialog(tour).new.rect))
    tour.type("zo")
    tour.seconds(PATIENCE)
    assert dialog(tour).new.text == ""
    disk.set()
    until_settled(tour)
    tour.frame()
    assert (dialog(tour).name.text, dialog(tour).new.text, tour.said) == ("carla", "zo", "")


def test_what_had_to_wait_is_answered_over_several_frames(tour: Tour, disk: Event) -> None:
    """All of it in one would make that a long one."""
    typed = "0123456789" * 4
    tour.click(centre(dialog(tour).name.rect))
    tour.type("carla")
    tour.click(centre(dialog(tour).rename.rect))
    tour.click(centre(dialog(tour).new.rect))
    tour.type(typed)
    disk.set()
    until_settled(tour)
    seen = [dialog(tour).new.text]
    while seen[-1] != typed:
        tour.frame()
        seen.append(dialog(tour).new.text)
        assert len(seen) < 100
    assert all(len(now) - len(before) <= LATE for before, now in pairwise(seen))
    assert len(seen) > len(typed) / LATE


def test_a_window_that_closes_while_the_disk_is_waited_for_loses_no_player(
    tour: Tour, disk: Event, tmp_path: Path
) -> None:
    add(tour, "anna")
    tour.post(pygame.QUIT)
    tour.frame()
    assert not tour.window.running
    disk.set()
    tour.close()
    assert Profiles(tmp_path).profile.name == "anna"


def test_who_cannot_be_written_does_not_play(tour: Tour, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr("game.storage.profile_store.write_atomically", full)
        add(tour, "anna")
        assert "cannot be written" in tour.said
        assert (dialog(tour).new.text, tour.profiles.profile.name) == ("anna", FIRST_NAME)
        tour.click(centre(dialog(tour).name.rect))
        tour.key(pygame.K_a, pygame.KMOD_CTRL)
        tour.type("carla")
        tour.click(centre(dialog(tour).rename.rect))
        assert "cannot be written" in tour.said
        assert tour.profiles.profile.name == FIRST_NAME
    add(tour, "")
    assert tour.said == "Anna is playing"


# -- on disk -----------------------------------------------------------------------------------------------------------


def test_the_last_player_is_met_again(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    profiles.create("anna").result()
    profiles.create("bo")
    profiles.switch("anna").result()
    profiles.close()
    assert Profiles(tmp_path).profile.name == "anna"
    (tmp_path / CURRENT).write_text("nobody")
    assert Profiles(tmp_path).profile.name == "anna"
    (tmp_path / CURRENT).write_bytes(b"\xff\xfe")
    assert Profiles(tmp_path).profile.name == "anna"


def test_looking_at_the_map_writes_nothing(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "not there")
    profiles.close()
    assert not (tmp_path / "not there").exists()


def test_a_damaged_file_is_set_aside_and_said_so(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    profiles.create("anna").result()
    profiles.close()
    damaged = next((tmp_path / "profiles").glob("anna*.json"))
    damaged.write_text('{"glassbox_progress": 1, "name": "anna", "levels": 7}')
    tour = Tour(tmp_path)
    tour.to_map()
    assert "could not be read" in tour.said
    assert "the file was kept as" in tour.said
    assert tour.profiles.profile.name == "anna"
    assert tour.map.look().stars == 0
    kept = [path for path in (tmp_path / "profiles").iterdir() if ".damaged" in path.name]
    assert [path.read_text() for path in kept] == ['{"glassbox_progress": 1, "name": "anna", "levels": 7}']
    tour.close()


def test_a_profile_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    profiles.create("anna").result()
    profiles.create("bo")
    profiles.close()
    newer = next((tmp_path / "profiles").glob("anna*.json"))
    newer.write_text('{"glassbox_progress": 99, "name": "anna"}')
    profiles = Profiles(tmp_path)
    assert not profiles.switch("anna").result()
    assert "newer Glassbox" in profiles.news()
    assert profiles.profile.name == "bo"
    assert newer.read_text() == '{"glassbox_progress": 99, "name": "anna"}'


def test_progress_that_cannot_be_saved_is_told_and_play_goes_on(tmp_path: Path) -> None:
    (tmp_path / "profiles").write_text("a file where a folder should be")
    tour = Tour(tmp_path)
    tour.to_map()
    tour.give(3)
    tour.profiles.close()
    tour.frames(2)
    assert "cannot be" in tour.said
    assert tour.map.look().stars == 3
    tour.window.director.leave()


def test_all_that_became_of_profiles_is_told_at_once(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    profiles.create("anna").result()
    profiles.close()
    next((tmp_path / "profiles").glob("anna*.json")).write_text('{"glassbox_progress": 99, "name": "anna"}')
    tour = Tour(tmp_path)
    tour.to_map()
    assert "saved by a newer Glassbox" in tour.said
    assert "until then you play as Player 1" in tour.said
    tour.close()
