"""The session that was open is never lost: not by a kill at any instant, a damaged file, a full or forbidden disk, nor
by starting another one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from game.sim import commands as c
from game.sim.campaign.own_levels import own_levels
from game.sim.engine.simulation import Simulation
from game.sim.examples.example import read_shelf
from game.sim.files.replay import NewerReplayError, Player, ReplayError, decoded, encoded, play_back, recorded
from game.storage.atomic_files import write_atomically
from game.storage.autosave import KEYFRAMES, SECONDS_BETWEEN, SESSION_FILE, Autosave
from game.storage.file_names import LONGEST_FILE_NAME, file_name
from game.storage.profile import Profile
from game.storage.profile_store import ProfileStore
from game.storage.saved_sessions import (
    ANOTHER,
    EARLIER,
    MOST_KEPT,
    SUFFIX,
    SessionFolder,
    free_session_name,
)
from tests.support.places import ROOT
from tests.support.saved import session_file


def trained(epochs: int = 5) -> Simulation:
    simulation = Simulation()
    assert simulation.apply(c.Step("epoch", epochs))
    return simulation


def keep(folder: Path, simulation: Simulation) -> None:
    """Save `simulation` as closing the app does."""
    autosave = Autosave(folder)
    autosave.close(simulation)
    assert autosave.take_problem() is None


def state(folder: Path) -> str:
    """The state of the session that would be offered."""
    replay = Autosave(folder).earlier()
    assert replay is not None
    return play_back(replay).state_hash()


def until(what: Callable[[], object]) -> None:
    """Wait for the writer's thread."""
    for _ in range(2000):
        if what():
            return
        time.sleep(0.001)
    pytest.fail("the writer has not done it within two seconds")


# -- what is saved -----------------------------------------------------------------------------------------------------


def test_what_was_open_is_offered_and_goes_on_where_it_was(tmp_path: Path) -> None:
    simulation = trained()
    for command in (c.Set("learning_rate", 3.0), c.Play()):
        assert simulation.apply(command)
    for _ in range(50):
        simulation.tick()
    assert simulation.apply(c.Pause())
    keep(tmp_path, simulation)
    assert state(tmp_path) == simulation.state_hash()


def test_nothing_is_written_while_nothing_happens(tmp_path: Path) -> None:
    autosave, simulation = Autosave(tmp_path), Simulation()
    for now in range(100):
        autosave.update(simulation, float(now))
    autosave.close(simulation)
    assert not list(tmp_path.iterdir())
    assert autosave.earlier() is None


def test_it_saves_at_once_and_then_every_other_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def count(path: Path, data: bytes) -> None:
        written.append(len(decoded(data).commands))

    monkeypatch.setattr("game.storage.autosave.write_atomically", count)
    autosave, simulation, now = Autosave(tmp_path), Simulation(), 10.0
    for frame in range(360):
        assert simulation.apply(c.Step("epoch", 1))
        autosave.update(simulation, now)
        now += 1 / 60
        if frame % 60 == 0:
            until(lambda: not autosave.waiting)
    until(lambda: len(written) == 3)
    autosave.close(simulation)
    assert len(written) == 4
    assert written[0] == 1
    assert [b - a for a, b in pairwise(written)][:2] == [round(60 * SECONDS_BETWEEN)] * 2
    assert written[-1] == 360


def test_only_the_newest_waits_for_a_slow_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    gate = threading.Event()

    def slow(path: Path, data: bytes) -> None:
        gate.wait(5.0)
        written.append(len(decoded(data).commands))
        write_atomically(path, data)

    monkeypatch.setattr("game.storage.autosave.write_atomically", slow)
    autosave, simulation = Autosave(tmp_path), Simulation()
    for now in range(50):
        assert simulation.apply(c.Step("epoch", 1))
        autosave.update(simulation, now * SECONDS_BETWEEN)
        if now == 0:
            until(lambda: not autosave.waiting)
    assert written == [], "the window waits for nothing"
    gate.set()
    autosave.close(simulation)
    assert written == [1, 50]


def test_closing_waits_for_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: Path, data: bytes) -> None:
        time.sleep(0.05)
        write_atomically(path, data)

    monkeypatch.setattr("game.storage.autosave.write_atomically", slow)
    autosave, simulation = Autosave(tmp_path), trained(1)
    autosave.update(simulation, 0.0)
    assert simulation.apply(c.Step("epoch", 7))
    autosave.close(simulation)
    assert state(tmp_path) == simulation.state_hash()


def test_closing_saves_once_more_what_somebody_has_taken_away(tmp_path: Path) -> None:
    folder, simulation = tmp_path / "Glassbox", heavy()
    autosave = Autosave(folder)
    autosave.update(simulation, 0.0)
    until((folder / KEYFRAMES).exists)
    shutil.rmtree(folder)
    autosave.close(simulation)
    assert state(folder) == simulation.state_hash()


def test_a_session_that_takes_anothers_place_does_not_wipe_it_out(tmp_path: Path) -> None:
    first, second = trained(5), trained(9)
    keep(tmp_path, first)
    keep(tmp_path, second)
    assert state(tmp_path) == second.state_hash()
    (saved,) = SessionFolder(tmp_path).saved()
    assert saved.name == EARLIER
    assert play_back(SessionFolder(tmp_path).open(saved.path)).state_hash() == first.state_hash()


def test_what_stands_is_kept_when_another_session_takes_its_place_that_nobody_has_kept(tmp_path: Path) -> None:
    autosave, first, second = Autosave(tmp_path), trained(5), trained(9)
    autosave.update(first, 0.0)
    until(lambda: autosave.stands)
    assert second.apply(c.Set("learning_rate", 3.0))
    autosave.close(second)
    assert state(tmp_path) == second.state_hash()
    (saved,) = SessionFolder(tmp_path).saved()
    assert saved.name == EARLIER
    assert play_back(SessionFolder(tmp_path).open(saved.path)).state_hash() == first.state_hash()


def test_two_games_at_once_lose_neither_each_others_session_nor_the_one_before(tmp_path: Path) -> None:
    before, one, other = trained(3), trained(5), trained(7)
    keep(tmp_path, before)
    file = tmp_path / SESSION_FILE
    first, second = Autosave(tmp_path), Autosave(tmp_path)
    for now in (0.0, 3.0):
        for autosave, simulation in ((first, one), (second, other)):
            assert simulation.apply(c.Step("epoch", 1))
            autosave.update(simulation, now)
            until(lambda: play_back(decoded(file.read_bytes())).state_hash() == simulation.state_hash())  # noqa: B023
    first.close(one)
    second.close(other)
    folder = SessionFolder(tmp_path)
    kept = {play_back(folder.open(saved.path)).state_hash(): saved.name for saved in folder.saved()}
    assert kept[before.state_hash()] == EARLIER
    assert kept[one.state_hash()].startswith(ANOTHER)
    assert len(kept) <= 3, "what goes on with another takes its place"
    assert state(tmp_path) == other.state_hash()


# -- kills -------------------------------------------------------------------------------------------------------------

CALLS = ["os.fsync", "os.replace"]


@pytest.mark.parametrize("call", CALLS)
def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "file.json"
    write_atomically(path, b"old")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(f"game.storage.atomic_files.{call}", fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new" * 100_000)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_can_be_read_by_whom_the_student_lets(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_atomically(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("call", CALLS)
def test_a_failing_save_is_told_once_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = trained(3)
    keep(tmp_path, before)
    autosave, simulation = Autosave(tmp_path), trained(4)
    with monkeypatch.context() as broken:

        def fail(*_: Any, **__: Any) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        broken.setattr(f"game.storage.atomic_files.{call}", fail)
        autosave.update(simulation, 0.0)
        until(lambda: autosave.problem)
        told = autosave.take_problem()
        assert told is not None
        assert re.fullmatch(r"the session cannot be saved in .* \(No space left on device\)", told)
        assert simulation.apply(c.Step("epoch", 1))
        autosave.update(simulation, 10.0)
        until(lambda: not autosave.waiting)
        assert autosave.take_problem() is None, "said once is enough"
        assert state(tmp_path) == before.state_hash()
    assert simulation.apply(c.Step("epoch", 1))
    autosave.close(simulation)
    assert state(tmp_path) == simulation.state_hash()
    assert autosave.take_problem() is None


def test_what_could_not_be_saved_is_tried_again_though_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_away(*_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "another one has swept")

    autosave, simulation = Autosave(tmp_path), trained()
    with monkeypatch.context() as patch:
        patch.setattr("game.storage.autosave.write_atomically", taken_away)
        autosave.update(simulation, 0.0)
        until(lambda: autosave.problem)
    autosave.update(simulation, SECONDS_BETWEEN)
    until((tmp_path / SESSION_FILE).exists)
    autosave.close(simulation)
    assert autosave.problem is None
    assert state(tmp_path) == simulation.state_hash()


def test_whatever_goes_wrong_in_the_writer_it_lives_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    autosave, simulation = Autosave(tmp_path), trained(1)
    with monkeypatch.context() as broken:

        def fail(*_: Any) -> None:
            raise ValueError("a strange file system")

        broken.setattr("game.storage.autosave.write_atomically", fail)
        autosave.update(simulation, 0.0)
        until(lambda: autosave.problem)
        assert "a strange file system" in str(autosave.take_problem())
    assert simulation.apply(c.Step("epoch", 1))
    autosave.close(simulation)
    assert state(tmp_path) == simulation.state_hash()


WRITER = """
import sys
import time
from pathlib import Path
from game.storage.autosave import Autosave
from game.sim import commands as c
from game.sim.engine.simulation import Simulation

autosave, simulation, now = Autosave(Path(sys.argv[1])), Simulation(), 0.0
while True:
    simulation.apply(c.Step("epoch", 1))
    simulation.apply(c.Set("learning_rate", 0.5 + now % 7))
    autosave.update(simulation, now)
    now += 10.0
    print(len(simulation.log), flush=True)
    time.sleep(0.001)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_in_the_middle_of_saving_the_last_saved_one_is_there(tmp_path: Path) -> None:
    """A process that does nothing but save is killed at an instant nobody chose, ten times over."""
    found = []
    for attempt in range(10):
        keep(tmp_path, trained(2))
        command = [sys.executable, "-c", WRITER, str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout
            while len(decoded((tmp_path / SESSION_FILE).read_bytes()).commands) <= 20:
                assert process.stdout.readline()
            time.sleep(0.002 * attempt)
            process.send_signal(signal.SIGKILL)
        replay = Autosave(tmp_path).earlier()
        assert replay is not None
        play_back(replay)
        found.append(len(replay.commands))
    assert min(found) > 20
    assert {path.name for path in tmp_path.iterdir()} <= {SESSION_FILE, KEYFRAMES, "sessions"}, (
        "no litter, nothing damaged"
    )


# -- keyframes ---------------------------------------------------------------------------------------------------------

HEAVY = 10_000
TIMES = 13
"""So many steps of `HEAVY` epochs take longer than half a second to play again."""


def heavy(steps: int = TIMES) -> Simulation:
    simulation = Simulation()
    for _ in range(steps):
        assert simulation.apply(c.Step("epoch", HEAVY))
    return simulation


def without_playing(folder: Path) -> Simulation:
    """The session that would be offered, from its keyframes."""
    replay = Autosave(folder).earlier()
    assert replay is not None
    player = Player(replay)
    assert player.simulation.tick_count > 0 or player.simulation.log, "nothing has been played yet"
    while player.step():
        pass
    assert player.difference is None
    return player.simulation


def test_a_long_session_is_offered_with_keyframes_and_never_played_again(tmp_path: Path) -> None:
    simulation = heavy()
    keep(tmp_path, simulation)
    replay = Autosave(tmp_path).earlier()
    assert replay
    assert Player(replay).simulation.log == simulation.log
    assert without_playing(tmp_path).state_hash() == simulation.state_hash()


def test_killed_a_moment_after_its_keyframes_only_that_moment_is_played(tmp_path: Path) -> None:
    autosave, simulation = Autosave(tmp_path), heavy()
    autosave.update(simulation, 0.0)
    until((tmp_path / KEYFRAMES).exists)
    first = (tmp_path / KEYFRAMES).stat().st_mtime_ns
    assert simulation.apply(c.Step("epoch", 7))
    autosave.update(simulation, 100.0)
    until(lambda: len(decoded((tmp_path / SESSION_FILE).read_bytes()).commands) == TIMES + 1)
    assert (tmp_path / KEYFRAMES).stat().st_mtime_ns == first, "seven epochs are not worth it"
    replay = Autosave(tmp_path).earlier()
    assert replay
    player = Player(replay)
    assert len(player.simulation.log) == TIMES
    assert without_playing(tmp_path).state_hash() == simulation.state_hash()


def test_keyframes_of_another_session_are_left_alone(tmp_path: Path) -> None:
    keep(tmp_path, heavy())
    other = trained(3)
    write_atomically(tmp_path / SESSION_FILE, encoded(recorded(other)))
    replay = Autosave(tmp_path).earlier()
    assert replay
    player = Player(replay)
    assert player.simulation.log == [], "all of it is played"
    while player.step():
        pass
    assert (player.simulation.state_hash(), player.difference) == (other.state_hash(), None)


def test_keyframes_are_not_unpacked_before_the_session_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window shows nothing before the last session is found."""
    simulation = heavy()
    keep(tmp_path, simulation)
    with monkeypatch.context() as unpacking:
        unpacking.delattr("game.sim.files.keyframes.unpack")
        replay = Autosave(tmp_path).earlier()
    assert replay
    assert Player(replay).simulation.log == simulation.log


def test_what_makes_room_takes_its_keyframes_along(tmp_path: Path) -> None:
    before = heavy(2)
    keep(tmp_path, before)
    keep(tmp_path, trained(4))
    folder = SessionFolder(tmp_path)
    (saved,) = folder.saved()
    assert saved.name == EARLIER
    player = Player(folder.open(saved.path))
    assert player.simulation.state_hash() == before.state_hash()


# -- damaged files -----------------------------------------------------------------------------------------------------

DAMAGED = [b"", b"{", b"\xff" * 100, b'{"glassbox_replay":0}', encoded(recorded(trained()))[:-20]]


@pytest.mark.parametrize("data", DAMAGED, ids=lambda data: repr(data[:20]))
def test_a_damaged_file_is_set_aside_and_told_of(tmp_path: Path, data: bytes) -> None:
    (tmp_path / SESSION_FILE).write_bytes(data)
    autosave = Autosave(tmp_path)
    with pytest.raises(ReplayError, match=r"session\.json: .*; it was kept as session\.damaged\.json$"):
        autosave.earlier()
    assert (tmp_path / "session.damaged.json").read_bytes() == data
    simulation = trained()
    autosave.close(simulation)
    assert (tmp_path / "session.damaged.json").read_bytes() == data
    assert state(tmp_path) == simulation.state_hash()


def test_a_session_of_a_newer_glassbox_is_said_to_be_so_and_kept_where_that_finds_it(tmp_path: Path) -> None:
    newer = encoded(recorded(trained())).replace(b'"glassbox_replay":1', b'"glassbox_replay":99,"new":[1]')
    (tmp_path / SESSION_FILE).write_bytes(newer)
    autosave = Autosave(tmp_path)
    said = r"a newer version of Glassbox has written it.*; it is kept among the saved sessions as 'Newer session'$"
    with pytest.raises(NewerReplayError, match=said):
        autosave.earlier()
    assert not list(tmp_path.glob("*damaged*"))
    autosave.close(trained(3))
    (kept,) = SessionFolder(tmp_path).saved()
    assert kept.path.read_bytes() == newer
    with pytest.raises(NewerReplayError, match="which can open it"):
        SessionFolder(tmp_path).open(kept.path)
    assert play_back(decoded((tmp_path / SESSION_FILE).read_bytes())).cursor.moment.epoch == 3


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    for data, name in ((b"one", ""), (b"two", "2"), (b"three", "3")):
        (tmp_path / SESSION_FILE).write_bytes(data)
        with pytest.raises(ReplayError, match=rf"kept as session\.damaged{name}\.json"):
            Autosave(tmp_path).earlier()
    kept = {path.read_bytes() for path in tmp_path.glob("session.damaged*.json")}
    assert kept == {b"one", b"two", b"three"}


def test_a_damaged_file_that_cannot_be_moved_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / SESSION_FILE).write_bytes(b"damaged")

    def fail(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    autosave = Autosave(tmp_path)
    with monkeypatch.context() as locked:
        locked.setattr(Path, "rename", fail)
        with pytest.raises(ReplayError, match="cannot be set aside, so this session is not kept"):
            autosave.earlier()
    simulation = trained()
    autosave.update(simulation, 0.0)
    autosave.close(simulation)
    assert (tmp_path / SESSION_FILE).read_bytes() == b"damaged"


# -- folders that cannot be written ------------------------------------------------------------------------------------


@pytest.fixture
def forbidden(tmp_path: Path) -> Iterator[Path]:
    """A folder that cannot be made, even by the superuser: its parent is a file."""
    (tmp_path / "file").write_bytes(b"")
    yield tmp_path / "file" / "Glassbox"
    assert (tmp_path / "file").read_bytes() == b""


def test_a_folder_that_cannot_be_written_is_told_of_and_survived(forbidden: Path) -> None:
    autosave, simulation = Autosave(forbidden), trained()
    assert autosave.earlier() is None
    autosave.update(simulation, 0.0)
    until(lambda: autosave.problem)
    assert str(autosave.take_problem()).startswith(f"the session cannot be saved in {forbidden}")
    autosave.close(simulation)


def test_no_session_can_be_seen_or_saved_in_such_a_folder(forbidden: Path) -> None:
    folder = SessionFolder(forbidden)
    assert folder.saved() == []
    with pytest.raises(OSError, match=r"Not a directory|already exists"):  # as Linux and as Windows put it
        folder.save("mine", session_file(trained()))


def test_a_folder_that_may_not_be_looked_into_holds_nothing_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = os.stat

    def stat(path: Any, *given: Any, **named: Any) -> os.stat_result:
        if str(path).startswith(f"{tmp_path}"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return plain(path, *given, **named)

    with monkeypatch.context() as system:
        system.setattr(os, "stat", stat)
        assert SessionFolder(tmp_path).saved() == []
        assert Autosave(tmp_path).earlier() is None
        assert ProfileStore(tmp_path).names() == ([], [])
        assert ProfileStore(tmp_path).load("Ada") == (Profile(name="Ada"), None)
        assert read_shelf([tmp_path / "examples"]).examples == {}
        assert own_levels(tmp_path / "levels") == ()


# -- saved sessions ----------------------------------------------------------------------------------------------------


def test_sessions_are_saved_by_name_and_listed_newest_first(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    states = {}
    for number, name in enumerate(("first", "second", "third")):
        simulation = trained(number + 1)
        assert folder.save(name, session_file(simulation)) == name
        os.utime(folder.path / f"{name}{SUFFIX}", (1000 + number, 1000 + number))
        states[name] = simulation.state_hash()
    (folder.path / "notes.txt").write_text("something else")
    (folder.path / f"gone{SUFFIX}").symlink_to(tmp_path / "nowhere")
    assert [(saved.name, saved.when) for saved in folder.saved()] == [
        ("third", 1002),
        ("second", 1001),
        ("first", 1000),
    ]
    for saved in folder.saved():
        assert play_back(folder.open(saved.path)).state_hash() == states[saved.name]


@pytest.mark.parametrize("names", [("a/b", "a:b"), (f"{'long ' * 8}1", f"{'long ' * 8}2"), ("?", "")])
def test_names_that_no_file_can_have_do_not_take_each_others_place(tmp_path: Path, names: tuple[str, str]) -> None:
    folder = SessionFolder(tmp_path)
    used = [folder.save(name, session_file(trained(number))) for number, name in enumerate(names, start=1)]
    assert sorted(used) == sorted(saved.name for saved in folder.saved())
    assert len(set(used)) == 2
    assert [folder.save("mine", session_file(trained(number))) for number in (1, 2)] == ["mine", "mine"]


def test_a_clock_that_is_put_back_lets_none_that_is_saved_now_make_room_for_the_next(tmp_path: Path) -> None:
    folder, tomorrow = SessionFolder(tmp_path), time.time() + 86_400
    for number in range(MOST_KEPT):
        folder.keep(EARLIER, session_file(trained(number + 1)))
    for saved in folder.saved():
        os.utime(saved.path, (tomorrow, tomorrow))
    now = [folder.keep(EARLIER, session_file(trained(20 + number))) for number in range(3)]
    assert len(set(now)) == len(now)
    assert {saved.name for saved in folder.saved()[: len(now)]} == set(now)


def test_a_free_name_is_offered(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    assert free_session_name("my session", folder.saved()) == "my session"
    folder.save("My Session", session_file(trained()))
    assert free_session_name("my session", folder.saved()) == "my session 2"
    folder.save("my session 2", session_file(trained()))
    folder.save("my session 4", session_file(trained()))
    assert free_session_name("my session", folder.saved()) == "my session 3"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("my session", "my session"),
        ("  a / b \\ c : d ", "a b c d"),
        ("../../etc/passwd", "etc passwd"),
        ("..", "session"),
        ("", "session"),
        ("<>|?*", "session"),
        ("tab\tand\nline\0", "tab and line"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("Übung 1 → δ", "Übung 1 → δ"),
        ("CON", "session CON"),
        ("lpt1.old", "session lpt1.old"),
        ("console", "console"),
        ("x" * 300, "x" * LONGEST_FILE_NAME),
        ("x" * (LONGEST_FILE_NAME - 1) + ". tail", "x" * (LONGEST_FILE_NAME - 1)),
        ("🧠" * 300, "🧠" * LONGEST_FILE_NAME),
    ],
)
def test_any_name_becomes_one_that_every_file_system_takes(tmp_path: Path, given: str, used: str) -> None:
    assert file_name(given, "session") == used
    assert SessionFolder(tmp_path).save(given, session_file(trained(1))) == used
    assert [saved.name for saved in SessionFolder(tmp_path).saved()] == [used]
    assert list((tmp_path / "sessions").iterdir()) == [tmp_path / "sessions" / f"{used}{SUFFIX}"]


def test_a_file_too_large_for_a_session_is_set_aside_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.storage.autosave.MOST_REPLAY_BYTES", 5_000)
    (tmp_path / SESSION_FILE).write_bytes(b" " * 6_000)
    simulation = trained()
    Autosave(tmp_path).close(simulation)
    assert (tmp_path / "session.damaged.json").stat().st_size == 6_000
    assert state(tmp_path) == simulation.state_hash()
