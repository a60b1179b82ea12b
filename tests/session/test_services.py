"""What is open, and what was kept of it, is never lost to what is to be opened."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.session.services import Services
from game.session.session import Session
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.events import Event, Refused, Told
from game.sim.files.replay import Replay, encoded, play, recorded
from game.storage.saved_sessions import EARLIER, MOST_KEPT, SUFFIX, SessionFolder
from tests.session.test_loop import TICK, Clock


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

    def states(self) -> set[str]:
        return {play(self.folder.open(saved.path)).state_hash() for saved in self.folder.saved()}


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
    desk.folder.save(EARLIER, before)
    desk.services.open(EARLIER)
    assert desk.states() == {before.state_hash()}, "nothing is touched until it has been played whole"
    desk.services.give_up_opening()
    desk.frames()
    assert desk.states() == {before.state_hash()}
    desk.services.open(EARLIER)
    assert Told(0, f"what was open is saved as '{EARLIER} 2'") in desk.frames()
    assert desk.session.simulation.cursor.moment.epoch == 7
    assert desk.states() == {before.state_hash(), here}


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
    assert desk.states() == {here}


def test_what_is_kept_twice_is_there_once_and_the_oldest_makes_room(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    for number in range(MOST_KEPT + 3):
        data = encoded(recorded(trained(number + 1)))
        assert folder.keep(EARLIER, data) == folder.keep(EARLIER, data)
    assert len(folder.saved()) == MOST_KEPT
    epochs = {play(folder.open(saved.path)).cursor.moment.epoch for saved in folder.saved()}
    assert MOST_KEPT + 3 in epochs
