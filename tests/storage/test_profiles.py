"""Who plays, and what becomes of what they reach when the disk fails or a newer Glassbox has been here."""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import msgspec
import pytest

from game.storage import profiles as module
from game.storage.atomic_files import write_atomically
from game.storage.profile import LevelRecord, Profile
from game.storage.profile_store import ProfileStore
from game.storage.profiles import FIRST_NAME, Profiles


def until(what: Callable[[], object]) -> None:
    for _ in range(2000):
        if what():
            return
        time.sleep(0.001)
    pytest.fail("it has not happened within two seconds")


def newer(folder: Path, name: str) -> bytes:
    """Have a newer Glassbox save a profile of that name."""
    ProfileStore(folder).save(Profile(name=name))
    (path,) = (folder / "profiles").glob("*.json")
    path.write_text(json.dumps({"glassbox_progress": 99, "name": name, "levels": []}))
    return path.read_bytes()


@pytest.mark.parametrize("name", ["Ada", FIRST_NAME])
def test_a_newer_profile_is_told_of_and_both_are_kept(tmp_path: Path, name: str) -> None:
    data = newer(tmp_path, name)
    profiles = Profiles(tmp_path)
    assert profiles.profile.name not in (name, "")
    told = profiles.news()
    assert "saved by a newer Glassbox" in told
    assert profiles.profile.name in told
    profiles.keep(profiles.profile.with_level("L01", LevelRecord(stars=2)))
    own = profiles.profile.name
    profiles.close()
    assert profiles.saved
    assert ProfileStore(tmp_path).load(own)[0].stars == {"L01": 2}
    assert data in [path.read_bytes() for path in (tmp_path / "profiles").glob("*.json")]


@pytest.mark.parametrize(
    "content",
    [
        {"glassbox_progress": 99, "name": "Ada" * 20},
        {"glassbox_progress": 99, "names": ["Ada"]},
        {"glassbox_progress": 99, "name": {"first": "Ada"}},
    ],
)
def test_a_newer_profile_whose_name_is_written_otherwise_is_no_damage(
    tmp_path: Path, content: dict[str, object]
) -> None:
    newer(tmp_path, "Ada")
    (path,) = (tmp_path / "profiles").glob("*.json")
    path.write_text(json.dumps(content))
    profiles = Profiles(tmp_path)
    told = profiles.news()
    assert f"a newer Glassbox has saved {path.name}" in told
    assert "could not be read" not in told
    assert profiles.names() == []
    assert profiles.news() == "", "it is said once"
    assert not profiles.switch("Ada").result()
    profiles.close()
    assert json.loads(path.read_text()) == content


def test_who_had_to_sit_elsewhere_is_found_there_at_the_next_start(tmp_path: Path) -> None:
    newer(tmp_path, FIRST_NAME)
    for stars in (1, 2, 3):
        profiles = Profiles(tmp_path)
        assert profiles.profile.stars == ({"L01": stars - 1} if stars > 1 else {})
        profiles.keep(profiles.profile.with_level("L01", LevelRecord(stars=stars)))
        profiles.close()
    assert Profiles(tmp_path).names() == [FIRST_NAME, "Player 2"]


def test_where_nothing_was_reached_elsewhere_the_newer_profile_is_asked_for_again(tmp_path: Path) -> None:
    newer(tmp_path, FIRST_NAME)
    for _ in range(2):
        profiles = Profiles(tmp_path)
        assert "saved by a newer Glassbox" in profiles.news()
        profiles.close()


def test_a_profile_that_becomes_newer_while_it_is_played_goes_on_beside_it(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    data = newer(tmp_path, FIRST_NAME)
    profiles.keep(profiles.profile.with_level("L01", LevelRecord(stars=3)))
    until(lambda: profiles.saved)
    assert profiles.profile.name == "Player 2"
    assert "kept as Player 2" in profiles.news()
    profiles.close()
    assert ProfileStore(tmp_path).load("Player 2")[0].stars == {"L01": 3}
    again = Profiles(tmp_path)
    assert again.profile.name == "Player 2"
    again.close()
    assert data in [path.read_bytes() for path in (tmp_path / "profiles").glob("*.json")]


def test_what_could_not_be_saved_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "SECONDS_BETWEEN", 0.05)
    profiles = Profiles(tmp_path)
    with monkeypatch.context() as disk:
        disk.setattr("game.storage.profile_store.write_atomically", full)
        profiles.keep(profiles.profile.with_level("L01", LevelRecord(stars=3)))
        time.sleep(0.15)
        assert not profiles.saved
        assert profiles.news().count("cannot be written") == 1, "it is said once"
    until(lambda: profiles.saved)
    assert ProfileStore(tmp_path).load(FIRST_NAME)[0].stars == {"L01": 3}
    profiles.close()


def test_what_could_not_be_saved_is_tried_a_last_time_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    profiles = Profiles(tmp_path)
    with monkeypatch.context() as disk:
        disk.setattr("game.storage.profile_store.write_atomically", full)
        profiles.keep(profiles.profile.with_level("L01", LevelRecord(stars=3)))
        until(lambda: not profiles.saved)
    profiles.close()
    assert ProfileStore(tmp_path).load(FIRST_NAME)[0].stars == {"L01": 3}


def test_nobody_waits_until_it_is_noted_who_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Players come and go while the disk stands still; the last of them is who plays at the next start."""
    turns, noted = Event(), list[str]()

    def slow(path: Path, data: bytes) -> None:
        assert turns.wait(60), "the window waits for the disk"
        noted.append(data.decode())
        write_atomically(path, data)

    for name in ("Ada", "Bea"):
        ProfileStore(tmp_path).save(Profile(name=name))
    profiles = Profiles(tmp_path)
    with monkeypatch.context() as disk:
        disk.setattr(module, "write_atomically", slow)
        assert profiles.switch("Bea").result()
        assert (profiles.profile.name, noted) == ("Bea", [])
        changes = [profiles.rename("Bo"), profiles.create("Cy"), profiles.switch("Bo")]
        turns.set()
        assert all(change.result() for change in changes)
        profiles.close()
    assert noted == ["Bea", "Bo", "Cy", "Bo"]
    assert Profiles(tmp_path).profile.name == "Bo"


def test_who_could_not_be_saved_before_and_is_renamed_or_deleted_does_not_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    profiles = Profiles(tmp_path)
    with monkeypatch.context() as disk:
        disk.setattr("game.storage.profile_store.write_atomically", full)
        for name in ("Ada", "Bea"):
            profiles.profile = Profile(name=name)
            profiles.keep(profiles.profile.with_level("L01", LevelRecord(stars=3)))
            until(lambda: "cannot be written" in profiles.news())
    assert profiles.delete("Ada").result()
    assert profiles.rename("Bo").result()
    profiles.close()
    assert Profiles(tmp_path).names() == ["Bo"]
    assert Profiles(tmp_path).profile.stars == {"L01": 3}


def test_who_deletes_themselves_where_only_a_newer_profile_is_left_sits_elsewhere(tmp_path: Path) -> None:
    newer(tmp_path, FIRST_NAME)
    profiles = Profiles(tmp_path)
    profiles.keep(profiles.profile.with_level("L01", LevelRecord(stars=3)))
    profiles.news()
    assert profiles.delete("Player 2").result()
    assert profiles.profile == Profile(name="Player 2")
    assert "you play as Player 2" in profiles.news()
    profiles.close()


def test_answers_of_a_sitting_survive_a_kill_until_it_is_finished(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    profiles.keep_begun("before", {"Q1": 2})
    until(lambda: profiles.saved)
    assert Profiles(tmp_path).profile.begun == {"before": {"Q1": 2}}
    profiles.keep_answers("before", {"Q1": 2, "Q2": 0})
    profiles.close()
    again = Profiles(tmp_path).profile
    assert (again.begun["before"], again.concepts["before"]) == ({}, {"Q1": 2, "Q2": 0})


def test_a_damaged_file_whose_second_copy_cannot_be_put_in_its_place_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = ProfileStore(tmp_path)
    store.save(Profile(name="Ada").with_level("L01", LevelRecord(stars=3)))
    (path,) = (tmp_path / "profiles").glob("*.json")
    path.write_text("{")
    with monkeypatch.context() as disk:
        disk.setattr("game.storage.profile_store.write_atomically", full)
        for _ in range(2):
            assert "cannot be set aside" in " ".join(store.names()[1])
    assert [each.name for each in (tmp_path / "profiles").glob("*damaged*")] == []
    assert store.load("Ada")[0].stars == {"L01": 3}
    assert path.with_name(f"{path.stem}.damaged-1").read_text() == "{"


def test_answers_of_one_window_are_not_undone_by_another_that_knows_of_fewer(tmp_path: Path) -> None:
    ProfileStore(tmp_path).save(Profile(name="Ada", begun={"before": {"A1": 0}}, concepts={"after": {}}))
    one, other = Profiles(tmp_path), Profiles(tmp_path)
    one.keep_begun("before", {"A1": 0, "A2": 3})
    one.keep_answers("after", {"B1": 2})
    one.keep_review(2, right=True)
    one.keep(msgspec.structs.replace(one.profile, everything_open=True))
    one.close()
    other.keep(other.profile.with_level("L02", LevelRecord(stars=2)))
    other.close()
    kept = Profiles(tmp_path).profile
    assert kept.begun["before"] == {"A1": 0, "A2": 3}
    assert kept.concepts["after"] == {"B1": 2}
    assert kept.reviews == {"2": True}
    assert kept.everything_open
    assert kept.stars == {"L02": 2}


def test_a_new_name_takes_along_what_another_window_has_won(tmp_path: Path) -> None:
    ProfileStore(tmp_path).save(Profile(name="Ada"))
    one, other = Profiles(tmp_path), Profiles(tmp_path)
    one.keep(one.profile.with_level("L02", LevelRecord(stars=2)))
    one.close()
    assert other.rename("Grace").result()
    other.close()
    assert Profiles(tmp_path).names() == ["Grace"]
    assert Profiles(tmp_path).profile.stars == {"L02": 2}


def test_what_somebody_took_away_while_it_was_played_is_written_whole(tmp_path: Path) -> None:
    ProfileStore(tmp_path).save(Profile(name="Ada", reviews={"2": True}, everything_open=True))
    profiles = Profiles(tmp_path)
    ProfileStore(tmp_path).remove("Ada")
    profiles.keep(profiles.profile.with_level("L02", LevelRecord(stars=2)))
    profiles.close()
    kept = Profiles(tmp_path).profile
    assert kept.reviews == {"2": True}
    assert kept.everything_open
