"""What is open, and what was kept of it, is never lost to what is to be opened."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import msgspec
import pygame
import pytest

from game.session.services import Services
from game.session.session import Session
from game.sim import commands as c
from game.sim.dataset import OWN, OwnData
from game.sim.engine.simulation import Simulation
from game.sim.events import Event, Refused, Told
from game.sim.files.data_file import written
from game.sim.files.replay import Replay, encoded, play_back, recorded
from game.sim.files.run_table import run_table
from game.sim.files.share_code import share_code
from game.sim.settings import Settings
from game.sim.start import Start
from game.storage.atomic_files import STALE_SECONDS
from game.storage.file_names import file_name
from game.storage.saved_sessions import EARLIER, MOST_KEPT, SUFFIX, SessionFolder
from tests.support.cockpit import TICK, Clock
from tests.support.saved import session_file


class Desk:
    """Services on a session in a folder, with a clock of their own."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.session = Session(trained(3), self.clock)
        self.services = Services(self.session, folder, lambda: pygame.Surface((8, 8)))
        self.folder = SessionFolder(folder)

    def frames(self, count: int = 3) -> list[Event]:
        events: list[Event] = []
        for _ in range(count):
            self.clock.now += TICK
            events += self.session.frame().events
        return events

    def told(self) -> str:
        """What is told once what was begun is on disk."""
        for _ in range(5000):
            if news := self.services.news():
                return "; ".join(news)
            time.sleep(0.001)
        raise AssertionError("nothing is told")

    def states(self) -> set[str]:
        return {play_back(self.folder.open(saved.path)).state_hash() for saved in self.folder.saved()}


def trained(epochs: int) -> Simulation:
    simulation = Simulation()
    assert simulation.apply(c.Step("epoch", epochs))
    simulation.take_events()
    return simulation


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_an_earlier_session_survives_the_opening_of_it(desk: Desk) -> None:
    before, here = trained(7), desk.session.simulation.state_hash()
    desk.folder.save(EARLIER, session_file(before))
    desk.services.open(EARLIER)
    assert desk.states() == {before.state_hash()}, "nothing is touched until it has been played whole"
    desk.services.give_up_opening()
    desk.frames()
    assert desk.states() == {before.state_hash()}
    desk.services.open(EARLIER)
    desk.frames()
    assert desk.told() == f"the session is open; what was open is saved as '{EARLIER} 2'"
    assert desk.session.simulation.cursor.moment.epoch == 7
    assert desk.states() == {before.state_hash(), here}


@pytest.mark.parametrize("done", [True, False], ids=["something was open", "nothing was done"])
def test_how_a_session_differs_is_told_together_with_where_what_was_open_went(desk: Desk, *, done: bool) -> None:
    if not done:
        desk.session.replace(Simulation())
    changed = msgspec.structs.replace(recorded(trained(7)), state_hash="0" * 16)
    desk.folder.save("x", encoded(changed))
    desk.services.open("x")
    events = [event.sentence for event in desk.frames() if isinstance(event, Told)]
    told = [desk.told()] if done else events
    assert [sentence.startswith("the session is open, but it ends in state ") for sentence in told] == [True]
    assert told[0].endswith(f"; what was open is saved as '{EARLIER}'") is done
    assert events == ([] if done else told)


def test_one_that_cannot_be_played_takes_nothing_with_it(desk: Desk, tmp_path: Path) -> None:
    replay = recorded(trained(7))
    wrong = Replay(start=replay.start, ticks=5, state_hash=None, commands=replay.commands)
    path = tmp_path / "sessions" / f"{EARLIER}{SUFFIX}"
    path.parent.mkdir()
    path.write_bytes(encoded(wrong))
    desk.services.open(EARLIER)
    assert any(isinstance(event, Refused) for event in desk.frames())
    assert desk.session.simulation.cursor.moment.epoch == 3
    assert path.read_bytes() == encoded(wrong)
    assert [saved.name for saved in desk.folder.saved()] == [EARLIER]


def test_going_on_with_what_was_left_keeps_what_is_open(desk: Desk) -> None:
    here = desk.session.simulation.state_hash()
    desk.services.earlier = recorded(trained(9))
    desk.services.open(None)
    desk.frames()
    desk.told()
    assert desk.states() == {here}


def test_what_is_kept_twice_is_there_once_and_the_oldest_makes_room(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    for number in range(MOST_KEPT + 3):
        data = encoded(recorded(trained(number + 1)))
        assert folder.keep(EARLIER, data) == folder.keep(EARLIER, data)
    assert len(folder.saved()) == MOST_KEPT
    epochs = {play_back(folder.open(saved.path)).cursor.moment.epoch for saved in folder.saved()}
    assert MOST_KEPT + 3 in epochs


def full(*_given: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_a_full_disk_had_no_room_for_is_kept_once_there_is_some(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.session.services.SECONDS_BETWEEN", 0.0)
    states = {desk.session.simulation.state_hash()}
    with monkeypatch.context() as disk:
        disk.setattr("game.storage.saved_sessions.write_atomically", full)
        for seed in (77, 78):
            desk.services.use(share_code(Start(scenario="or", seed=seed)))
            told = desk.told()
            desk.session.send(c.Step("epoch", 2))
            desk.frames()
            states.add(desk.session.simulation.state_hash())
        assert told.endswith("(No space left on device); it is tried again")
        assert not desk.folder.saved()
    assert desk.told() == f"what was open is saved as '{EARLIER}' and '{EARLIER} 2'"
    assert desk.states() == states - {desk.session.simulation.state_hash()}


def test_what_there_was_no_room_for_is_tried_a_last_time_at_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk.session.simulation.state_hash()
    with monkeypatch.context() as disk:
        disk.setattr("game.storage.saved_sessions.write_atomically", full)
        desk.services.use(share_code(Start(scenario="or", seed=77)))
        assert desk.told()
    desk.services.close()
    assert desk.states() == {here}


def test_what_is_held_already_is_not_kept_a_second_time(tmp_path: Path) -> None:
    folder, simulation = SessionFolder(tmp_path), trained(3)
    shorter = encoded(recorded(simulation))
    assert simulation.apply(c.Step("epoch", 2))
    longer = encoded(recorded(simulation))
    assert [folder.keep(EARLIER, data) for data in (shorter, longer, shorter)] == [EARLIER] * 3
    assert [saved.path.read_bytes() for saved in folder.saved()] == [longer]


def test_a_file_is_opened_wherever_it_lies(desk: Desk, tmp_path: Path) -> None:
    here, other = desk.session.simulation.state_hash(), trained(11)
    path = tmp_path / "from a friend (1).json"
    path.write_bytes(encoded(recorded(other)))
    assert desk.services.open_file(path) == "Opening 'from a friend (1).json'"
    desk.frames()
    assert desk.told()
    assert desk.session.simulation.cursor.moment.epoch == 11
    assert desk.states() == {here}


def test_a_code_in_a_text_file_is_used(desk: Desk, tmp_path: Path) -> None:
    start = Start(scenario="or", seed=77)
    path = tmp_path / "mail.txt"
    path.write_text(f"Dear class,\nGB is no code, but this one is: {share_code(start)}.\nBye\n", "utf-8")
    assert desk.services.open_file(path) == ""
    assert desk.told() == f"Started from the share code; what was open is saved as '{EARLIER}'"
    assert desk.session.simulation.start == start


@pytest.mark.parametrize("data", [b"", b"GB", b"no code", b"\xff" * 100, b"GB-12345 " * 20_000], ids=range(5))
def test_a_file_of_anything_else_is_refused_and_nothing_changes(desk: Desk, tmp_path: Path, data: bytes) -> None:
    simulation = desk.session.simulation
    (tmp_path / "x.txt").write_bytes(data)
    assert desk.services.open_file(tmp_path / "x.txt").startswith("The file could not be opened: ")
    assert desk.services.open_file(tmp_path).startswith("The file could not be opened: ")
    assert desk.services.open_file(tmp_path / "none").startswith("The file could not be opened: ")
    desk.frames()
    assert desk.session.simulation is simulation


@pytest.mark.parametrize("name", ["con", "Con.old", "a" * 40, "🧠" * 40, " b. ."])
def test_whatever_data_are_called_they_are_saved_under_a_name_that_any_system_takes(desk: Desk, name: str) -> None:
    desk.session.send(c.SetData(OwnData(("a",), ("y",), ((1.0, 0.0), (2.0, 1.0)), name)))
    desk.frames()
    told = [desk.told() for _ in range(2) if not desk.services.save_data()]
    saved = [Path(sentence.removeprefix("Data saved as ")) for sentence in told]
    assert [path.stem for path in saved] == [file_name(name, "data"), f"{file_name(name, 'data')}-2"]
    assert [path.read_text("utf-8") for path in saved] == ["a,y\n1,0\n2,1\n"] * 2


def test_data_in_a_dropped_file_are_learnt_from_and_undone(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Iris.CSV"
    path.write_text("a;b;y\n0,5;1;1\n2;3;0\n", "utf-8-sig")
    before = desk.session.simulation.cursor.segment
    assert desk.services.open_file(path) == "Learning from 'Iris.CSV': 2 samples of 2 inputs and 1 target"
    desk.frames()
    assert desk.session.simulation.cursor.segment.inputs == ((0.5, 1.0), (2.0, 3.0))
    for name in ("Iris.csv", "Iris-2.csv"):
        assert desk.services.save_data() == ""
        assert desk.told() == f"Data saved as {tmp_path / 'data' / name}"
    assert (tmp_path / "data" / "Iris.csv").read_text("utf-8") == "a,b,y\n0.5,1,1\n2,3,0\n"
    desk.session.send(c.Undo())
    desk.frames()
    assert desk.session.simulation.cursor.segment.inputs == before.inputs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b,y\n1,2,x\n", "The data could not be read: {}: line 2, column 3 (y) is 'x', but must be a number"),
        ("a,b,y\n1,2,3\n", "The data could not be taken: a target is 3, but must be 0 to 1"),
    ],
)
def test_data_that_cannot_be_taken_change_nothing(desk: Desk, tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text)
    desk.session.send(c.Set("loss", "cross_entropy"))
    desk.frames()
    before = desk.session.simulation.state_hash()
    assert desk.services.open_file(path).startswith(told.format(path))
    desk.frames()
    assert desk.session.simulation.state_hash() == before


def test_a_code_about_other_data_is_used_once_they_are_open(desk: Desk, tmp_path: Path) -> None:
    rows = tuple((k / 20, float(k % 2)) for k in range(20))
    data = OwnData(("x",), ("y",), rows, "many")
    code = share_code(Start(scenario=OWN, data=data, settings=Settings(layers=(1, 2, 1))))
    (tmp_path / "mail.txt").write_text(f"try {code}!")
    assert "open their file first" in desk.services.open_file(tmp_path / "mail.txt")
    (tmp_path / "d.csv").write_text(written(OwnData(("x",), ("y",), rows)))
    desk.services.open_file(tmp_path / "d.csv")
    desk.frames()
    desk.services.open_file(tmp_path / "mail.txt")
    assert desk.told().startswith("Started from the share code; ")
    assert desk.session.simulation.cursor.segment.targets == tuple(row[1] for row in rows)


def test_renamed_files_are_listed_and_opened(desk: Desk) -> None:
    desk.folder.save("x", session_file(trained(5)))
    whole = (desk.folder.path / f"x{SUFFIX}").read_bytes()
    for name in ("x.glassbox (1).json", "y (2).json", "x.json"):
        (desk.folder.path / name).write_bytes(whole)
    assert {saved.name for saved in desk.folder.saved()} == {"x", "x (1)", "y (2)", "x.json"}
    for saved in desk.folder.saved():
        assert desk.services.open(saved.name) == f"Opening '{saved.name}'"


def test_a_long_table_is_made_of_what_was_there_when_it_was_asked_for(desk: Desk) -> None:
    """Training goes on meanwhile; so does the window, which says what became of it."""
    wanted = "".join(run_table(simulation := desk.session.simulation, simulation.snapshot().run, (2, 2, 1)))
    assert desk.services.save_run() == "Saving the run: a moment"
    assert desk.session.simulation.apply(c.Step("epoch", 500))
    path = Path(desk.told().removeprefix("Run saved as "))
    assert path.read_text("utf-8") == wanted
    assert len(wanted.splitlines()) == 5, "a head and epochs 0 to 3"


def test_all_that_was_begun_is_on_disk_once_the_window_is_closed(desk: Desk) -> None:
    here = desk.session.simulation.state_hash()
    desk.services.save("x")
    desk.services.use(share_code(Start(scenario="or", seed=77)))
    desk.services.save_picture()
    desk.services.close()
    assert not desk.services.keeping
    assert [sentence.partition(" ")[0] for sentence in desk.services.news()] == ["Session", "Started", "Picture"]
    assert sorted(saved.name for saved in desk.folder.saved()) == [EARLIER, "x"]
    assert desk.states() == {here}


def test_what_a_kill_left_of_a_picture_is_taken_away_with_the_next(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, age in (("old.png.1-2.part", 2 * STALE_SECONDS), ("new.png.1-2.part", 0.0)):
        (folder / name).write_bytes(b"half of it")
        os.utime(folder / name, (time.time() - age,) * 2)
    desk.services.save_picture()
    path = Path(desk.told().removeprefix("Picture saved as "))
    assert {path.name, "new.png.1-2.part"} == {each.name for each in folder.iterdir()}


def test_a_session_that_cannot_be_opened_again_is_not_told_to_be_merely_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.sim.files.replay.MOST_VALUES", 10)
    desk.services.save("x")
    assert desk.told().endswith(", but it is too large to be opened again: it holds more than 10 values")


def test_where_it_was_saved_is_told(desk: Desk) -> None:
    assert desk.services.save("x") == "", "it is not on disk yet"
    assert desk.told() == f"Session saved as 'x' in {desk.folder.path}"
