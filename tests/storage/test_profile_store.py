"""Profiles: saved whole or not at all, never overwritten when it cannot be read, and each profile for itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.storage.profile import Best, LevelRecord, Profile
from game.storage.profile_store import GOOD, MOST_BYTES, ProfileStore, ProgressError
from tests.support.places import ROOT


@pytest.fixture
def store(tmp_path: Path) -> ProfileStore:
    return ProfileStore(tmp_path)


def only_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "profiles").glob("*.json")
    return path


def full(name: str = "Ada") -> Profile:
    return Profile(
        name=name,
        levels={
            "L01": LevelRecord(stars=3, tries=4, hints=1, predicted_right=True, best=Best("max_err", 0.25)),
            "L02": LevelRecord(stars=1),
        },
        concepts={"before": {"Q1": 0, "Q2": 3}},
        reviews={"2": True},
        everything_open=True,
    )


def test_what_is_saved_is_loaded(store: ProfileStore) -> None:
    assert store.load("Ada") == (Profile(name="Ada"), None)
    assert store.save(full()) == full()
    assert store.load("Ada") == (full(), None)
    assert store.load(" Ada ") == (full(), None)
    assert store.names() == (["Ada"], [])
    assert full().stars == {"L01": 3, "L02": 1}


def test_profiles_do_not_mix_whatever_their_names(store: ProfileStore) -> None:
    names = ["Ada", "ada", "A d a", "Ádá", "../Ada", "con", "李", "*?<>|", "a" * 40]
    for stars, name in enumerate(names):
        store.save(Profile(name=name, levels={"L01": LevelRecord(tries=stars)}))
    assert sorted(store.names()[0]) == sorted(names)
    for stars, name in enumerate(names):
        assert store.load(name)[0].levels["L01"].tries == stars


@pytest.mark.parametrize("name", ["", "   ", "a" * 41, "two\nlines", "\x00"])
def test_names_that_are_none_are_refused(store: ProfileStore, name: str) -> None:
    with pytest.raises(ProgressError, match="must have 1 to 40 visible characters"):
        store.load(name)


def second_copy(path: Path) -> Path:
    return path.with_name(f"{path.name}{GOOD}")


def damaged(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "profiles").glob("*.damaged-*"))


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\x00" * 100, b"[]", b'{"glassbox_progress": 1}', b'{"glassbox_progress": 0, "name": "Ada"}',
     b'{"glassbox_progress": 1, "name": "Ada", "levels": {"L01": {"stars": 4}}}', b"[" * 100_000, b" " * 1_000_001],
    ids=["empty", "brace", "zeros", "list", "nameless", "version", "stars", "deep", "large"],
)  # fmt: skip
def test_a_damaged_file_is_set_aside_and_said_so(store: ProfileStore, tmp_path: Path, data: bytes) -> None:
    store.save(full())
    path = only_file(tmp_path)
    second_copy(path).unlink()
    path.write_bytes(data)
    profile, notice = store.load("Ada")
    assert profile == Profile(name="Ada")
    assert notice is not None
    assert path.name in notice
    assert not path.exists()
    (aside,) = damaged(tmp_path)
    assert aside.name in notice
    assert aside.read_bytes() == data
    store.save(full())
    path.write_bytes(data)
    store.load("Ada")
    assert len(damaged(tmp_path)) == 2


def test_a_file_that_is_damaged_when_it_is_saved_to_is_set_aside_too(store: ProfileStore, tmp_path: Path) -> None:
    store.save(full())
    only_file(tmp_path).write_bytes(b"broken")
    told: list[str] = []
    store.save(full(), told.append)
    assert len(told) == 1
    assert damaged(tmp_path)[0].name in told[0]
    assert store.load("Ada") == (full(), None)
    assert [aside.read_bytes() for aside in damaged(tmp_path)] == [b"broken"]


@given(cut=st.integers(0, 400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_cut_short_anywhere_is_never_taken_for_whole(tmp_path_factory, cut: int) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("cut")
    store = ProfileStore(folder)
    store.save(full())
    path = only_file(folder)
    data = path.read_bytes()
    path.write_bytes(data[: min(cut, len(data) - 3)])
    profile, notice = store.load("Ada")
    assert profile == full(), "the second copy is taken"
    assert notice is not None
    assert "second copy" in notice
    assert damaged(folder)
    assert store.load("Ada") == (full(), None)


def test_damaged_files_are_set_aside_when_profiles_are_listed(store: ProfileStore, tmp_path: Path) -> None:
    store.save(full("Ada"))
    store.save(full("Bo"))
    ada = next((tmp_path / "profiles").glob("ada*.json"))
    ada.write_bytes(b"?")
    names, notices = store.names()
    assert names == ["Ada", "Bo"], "from the second copy"
    assert len(notices) == 1
    ada.write_bytes(b"?")
    second_copy(ada).write_bytes(b"?")
    names, notices = store.names()
    assert names == ["Bo"]
    assert len(notices) == 1
    assert store.names() == (["Bo"], [])


def test_what_cannot_be_read_just_now_is_left_where_it_is(store: ProfileStore, tmp_path: Path) -> None:
    store.save(full("Bo"))
    (tmp_path / "profiles" / "ada-00000000.json").mkdir()  # as unreadable as a file that something else holds
    names, notices = store.names()
    assert names == ["Bo"]
    assert len(notices) == 1
    assert "cannot be read" in notices[0]
    assert damaged(tmp_path) == []


def test_progress_of_a_newer_glassbox_is_left_alone(store: ProfileStore, tmp_path: Path) -> None:
    store.save(full())
    path = only_file(tmp_path)
    newer = json.loads(path.read_bytes()) | {"glassbox_progress": 2, "levels": ["quite", "different"]}
    path.write_text(json.dumps(newer))
    before = path.read_bytes()
    for attempt in (lambda: store.load("Ada"), lambda: store.save(full())):
        with pytest.raises(ProgressError, match="saved by a newer Glassbox"):
            attempt()
    assert path.read_bytes() == before
    assert store.names() == (["Ada"], [])


def test_fields_of_a_later_minor_version_do_no_harm(store: ProfileStore, tmp_path: Path) -> None:
    store.save(full())
    path = only_file(tmp_path)
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"hat": "red"}))
    assert store.load("Ada") == (full(), None)


def test_two_windows_with_one_profile_lose_nothing(tmp_path: Path) -> None:
    one, other = ProfileStore(tmp_path), ProfileStore(tmp_path)
    here, there = one.load("Ada")[0], other.load("Ada")[0]
    one.save(here.with_level("L01", LevelRecord(stars=3, tries=2, predicted_right=True)))
    both = other.save(there.with_level("L01", LevelRecord(stars=1, tries=5)).with_level("L02", LevelRecord(stars=2)))
    assert both.stars == {"L01": 3, "L02": 2}
    assert both.levels["L01"] == LevelRecord(stars=3, tries=5, predicted_right=True)
    assert one.load("Ada")[0] == both


def test_a_save_that_fails_leaves_the_file_as_it_was(
    store: ProfileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(full())
    before = only_file(tmp_path).read_bytes()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("fsync", "replace"):
        monkeypatch.setattr(os, step, broken)
        with pytest.raises(ProgressError, match="cannot be written"):
            store.save(full().with_level("L09", LevelRecord(stars=3)))
        monkeypatch.undo()
        assert only_file(tmp_path).read_bytes() == before
        names = {path.name for path in (tmp_path / "profiles").iterdir()}
        assert names == {only_file(tmp_path).name, second_copy(only_file(tmp_path)).name}


def test_a_process_killed_while_it_saves_leaves_a_whole_file(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from game.storage.profile import LevelRecord, Profile
        from game.storage.profile_store import ProfileStore
        store = ProfileStore(Path(sys.argv[1]))
        print("ready", flush=True)
        for tries in range(1, 1_000_000):
            store.save(Profile(name="Ada", levels={"L01": LevelRecord(tries=tries)}))
        """
    )
    for pause in (0.0, 0.007, 0.013, 0.031):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ}
        )
        assert process.stdout is not None
        process.stdout.readline()
        while not list((tmp_path / "profiles").glob("*.json")) and process.poll() is None:
            pass
        time.sleep(pause)
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait()
        process.stdout.close()
        profile, notice = ProfileStore(tmp_path).load("Ada")
        assert notice is None
        assert profile.levels["L01"].tries >= 1
    assert damaged(tmp_path) == []


def test_a_file_under_another_name_is_opened_and_saved_to(store: ProfileStore, tmp_path: Path) -> None:
    store.save(full())
    path = only_file(tmp_path)
    moved = path.rename(path.with_name("ada (1).json"))
    assert store.names() == (["Ada"], [])
    assert store.load("Ada") == (full(), None)
    store.save(full().with_level("L09", LevelRecord(stars=2)))
    assert only_file(tmp_path) == moved
    assert store.load("Ada")[0].stars["L09"] == 2
    store.remove("Ada")
    assert store.names() == ([], [])


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Ada ", "Ada"),
        ("\u3000Ada\t", "Ada"),
        ("A\u00a0da", "A da"),
        ("a\0b", "ab"),
        ("\u202eAda", "Ada"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\U0001f469\U0001f467"),
        ("\u0627\u200c\u0628", "\u0627\u0628"),
    ],
)
def test_a_name_that_nobody_could_type_is_known_by_what_can_be_seen_of_it(
    store: ProfileStore, tmp_path: Path, written: str, known: str
) -> None:
    store.save(full())
    path = only_file(tmp_path)
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(full(), name=written)))
    assert store.names() == ([known], [])
    assert store.load(known) == (msgspec.structs.replace(full(), name=known), None)
    store.save(Profile(name=known, levels={"L09": LevelRecord(stars=2)}))
    assert store.load(known)[0].stars == {**full().stars, "L09": 2}
    assert only_file(tmp_path) == path
    store.remove(known)
    assert store.names() == ([], [])


@pytest.mark.parametrize("names", [True, False], ids=["with second names", "without"])
def test_a_damaged_file_of_any_size_is_set_aside_and_its_second_copy_taken(
    store: ProfileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, names: bool
) -> None:
    def none(*_given: object) -> None:
        raise PermissionError("this file system knows no second names")

    store.save(full())
    size = 2 * MOST_BYTES
    if names:  # it is not even copied
        size = 600_000_000
    else:
        monkeypatch.setattr(os, "link", none)
    os.truncate(only_file(tmp_path), size)
    before = time.perf_counter()
    profile, told = store.load("Ada")
    assert time.perf_counter() - before < 1.0
    assert profile == full()
    assert "it has more than 1,000,000 bytes" in str(told)
    (aside,) = damaged(tmp_path)
    assert aside.stat().st_size == size
    assert store.load("Ada") == (full(), None)


def test_a_name_of_which_nothing_can_be_seen_is_damage(store: ProfileStore, tmp_path: Path) -> None:
    store.save(full())
    path = only_file(tmp_path)
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(full(), name=" \u200b ")))
    path.with_name(f"{path.name}{GOOD}").unlink()
    names, (told,) = store.names()
    assert names == []
    assert "there is nothing in its name that can be seen" in told
    assert len(damaged(tmp_path)) == 1


def test_windows_that_save_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    stores = [ProfileStore(tmp_path) for _ in range(4)]

    def save(number: int) -> None:
        for level in range(6):
            stores[number].save(Profile(name="Ada", levels={f"L{number}-{level}": LevelRecord(stars=1)}))

    with ThreadPoolExecutor(len(stores)) as pool:
        list(pool.map(save, range(len(stores))))
    assert len(stores[0].load("Ada")[0].levels) == 24


def test_what_killed_writers_left_is_taken_away(tmp_path: Path) -> None:
    store = ProfileStore(tmp_path)
    store.save(full())
    old, new = (tmp_path / "profiles" / f"ada.json.{k}-1.part" for k in (1, 2))
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    ProfileStore(tmp_path)
    assert not old.exists()
    assert new.exists(), "another window may be writing it just now"
