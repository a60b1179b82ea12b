"""However fast training runs, every frame that is shown is one moment: each number on it, each curve and the playhead
are those of one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.session.services import Services
from game.session.session import Frame
from game.sim import commands as c
from game.sim.level.actions import Predict
from game.sim.network import find_edge
from game.sim.phases import MAX_SPEED
from game.sim.snapshot import Snapshot
from game.ui.intents import Pin, PinSample, ShowMean
from game.ui.screen import ViewOptions
from game.ui.screens.lab import LabScreen
from game.ui.timeline.timeline_panel import TimelinePanel
from game.ui.view import View
from tests.support.cockpit import AWAY, FRAME, Cockpit
from tests.support.fingerprint import fingerprint
from tests.support.lab_hands import card, edge_place, timeline, train
from tests.support.level_player import LevelPlayer

FAST = (100, 1000, MAX_SPEED)


class OneMoment:
    """A session in which nothing happens."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.simulation = view

    def send(self, command: c.Command) -> None:
        """Nothing."""

    def frame(self) -> Frame:
        return Frame(self.view.previous, self.view.current, self.view.alpha, ())


class Twin:
    """A Lab that shows one moment at a time and has seen no other: what a frame must look like, to the pixel."""

    def __init__(self, lab: Cockpit) -> None:
        self._lab = lab
        self.surface = pygame.Surface(lab.surface.get_size()).convert()

    def picture(self) -> str:
        """Of the moment that is on screen."""
        view = shown(self._lab)
        services = Services(self._lab.window.session, Path("unused"), lambda: self._lab.surface)
        self.screen = LabScreen(OneMoment(view), services)
        self.screen.selection = view.selection
        self.screen.build(self.surface.get_size(), ViewOptions())
        self.screen.update(view.now)
        self.screen.draw(self.surface)
        return fingerprint(self.surface)

    def settled(self) -> str:
        """The same once everything has come to rest."""
        now = shown(self._lab).now
        self.picture()
        for later in (5.0, 10.0):
            self.screen.update(now + later)
            self.screen.draw(self.surface)
        return fingerprint(self.surface)


def shown(lab: Cockpit) -> View:
    view = lab.lab.board.shown
    assert view
    return view


@pytest.fixture
def lab() -> Iterator[Cockpit]:
    lab = Cockpit(None, "--select", "w5", "--size", "1024x640")
    train(lab, 30)
    yield lab
    lab.window.close()


def run(lab: Cockpit, speed: int) -> None:
    lab.window.session.send(c.SetSpeed(speed))
    lab.key(pygame.K_SPACE)
    lab.frames(10)


@pytest.mark.parametrize("speed", FAST)
def test_every_frame_is_one_moment(lab: Cockpit, speed: int) -> None:
    assert 3 <= moments_of(lab, speed, 30) <= 6, "about ten a second"


def test_so_it_is_with_more_edges_than_are_drawn_in_a_frame() -> None:
    lab = Cockpit(None, "--size", "1024x640", "--set", "layers=2-8-8-1", "--set", "learning_rate=9", "--select", "w5")
    assert moments_of(lab, MAX_SPEED, 20) >= 2
    lab.window.close()


def moments_of(lab: Cockpit, speed: int, frames: int) -> int:
    """How many moments are shown in so many frames, each of which is held against a Lab that has seen no other."""
    run(lab, speed)
    twin, moments, before, picture = Twin(lab), 0, shown(lab), lab.picture()
    for _ in range(frames):
        lab.frame()
        if shown(lab) is not before:
            before, picture = shown(lab), twin.picture()
            moments += 1
        assert lab.picture() == picture
    return moments


@pytest.mark.parametrize("speed", FAST)
def test_all_numbers_are_those_of_its_snapshot(lab: Cockpit, speed: int) -> None:
    run(lab, speed)
    epochs = set()
    for _ in range(40):
        lab.frame()
        board, snapshot = lab.lab.board, shown(lab).current
        if board.whole:
            epochs.add(snapshot.epoch)
            agree(lab, snapshot)
    assert len(epochs) > 3


def agree(lab: Cockpit, snapshot: Snapshot) -> None:
    """Network, card, table, chart and the numbers beside it tell what `snapshot` does."""
    network, chart, edge = lab.lab.network, timeline(lab).chart, shown(lab).selection.edge
    assert edge
    assert network.instant
    assert network.instant.snapshot is snapshot
    told = card(lab)
    assert told.slider
    assert told.slider.value == pytest.approx(snapshot.value(edge), abs=1e-12)
    tables = lab.panel("tables")
    cell = next(each.cell for each in tables.edge_cells if each.cell.edge == edge)  # type: ignore[attr-defined]
    assert cell.value == snapshot.value(edge)
    assert timeline(lab).stats.numbers[0] == f"{snapshot.epoch:,}"
    assert chart.plot.left <= chart.x(snapshot.epoch) <= chart.plot.right, "the playhead is inside the plot"


def test_what_the_student_does_is_seen_at_once(lab: Cockpit) -> None:
    run(lab, MAX_SPEED)
    for name in ("w3", "w1"):
        lab.move(edge_place(lab, name))
        assert shown(lab).selection == lab.lab.selection
        assert lab.lab.selection.hovered == find_edge((2, 2, 1), name)
    lab.window.session.send(c.Set("learning_rate", 0.5))
    lab.key(pygame.K_SPACE)
    assert shown(lab).current.settings.learning_rate == 0.5
    assert not shown(lab).current.playing
    lab.move(AWAY)
    lab.seconds(0.5)
    assert lab.picture() == Twin(lab).picture()


def test_hover_help_tells_of_the_moment_that_is_shown(lab: Cockpit) -> None:
    run(lab, 1000)
    place = timeline(lab).stats.rect.center
    lab.move((place[0], timeline(lab).stats.rect.y + 8))
    lab.seconds(0.7)
    for _ in range(30):
        lab.frame()
        drawn = lab.lab.board.tooltip.said
        assert f"Epochs done: {shown(lab).current.epoch:,}" in drawn


DONE = (
    *(c.Step("sample", 2), ShowMean(True), c.Step("sample", -1), c.Step("sample", 1), ShowMean(False), PinSample(3)),
    *(c.SetParameter(1, 0, 0, 2.5), c.SetParameter(0, 1, None, -1.5), c.Undo(), c.Step("epoch", 40), c.Seek(9)),
    *(c.SetTarget(0, 1.0), c.RenameRun(2, "mine"), c.SetTarget(0, 0.9), c.Step("epoch", 60), c.SwitchRun(1)),
    *(c.Set("loss", "cross_entropy"), c.Step("epoch", 5), c.Undo(), Pin(find_edge((2, 2, 1), "b2")), PinSample(None)),
    *(c.SetLockThreshold(0.2), c.Set("activation", "relu"), c.Step("phase", 5), c.Set("layers", "2-3-1"), c.Undo()),
    *(c.Reinitialise(5), c.Reset("and"), c.Set("update", "sample"), c.Step("epoch", 300), c.Undo(), c.Seek(0)),
)


def test_whatever_was_done_nothing_of_before_is_left_on_the_screen(lab: Cockpit) -> None:
    twin = Twin(lab)
    for act in DONE:
        lab.lab.carried_out(act)
        lab.frame()
        for _ in range(2):
            lab.wait(9.0)
        assert lab.picture() == twin.settled(), act


class WatchedPlayer(LevelPlayer):
    """Looks at every frame of a run too fast to be watched."""

    def __init__(self, folder: Path, level: str) -> None:
        self.epochs: set[int] = set()
        super().__init__(folder, level)

    def frame(self) -> None:
        super().frame()
        board = self.screen.board
        if board.shown and board.whole and not board.shown.current.animated:
            snapshot, network, chart = board.shown.current, self.screen.panels.network.view, board.panels["timeline"]
            assert isinstance(chart, TimelinePanel)
            assert network.instant
            assert network.instant.snapshot is snapshot
            assert chart.stats.numbers[0] == f"{snapshot.epoch:,}"
            self.epochs.add(snapshot.epoch)


def test_a_level_too_shows_one_moment(tmp_path: Path) -> None:
    player = WatchedPlayer(tmp_path, "L10")
    player.predict(Predict(0))
    player.step = FRAME
    player.run()
    assert len(player.epochs) > 5
    player.leave()


@pytest.mark.parametrize("speed", [1, 1000])
def test_the_first_showing_is_whole(lab: Cockpit, speed: int) -> None:
    """Title, goal, seed and INSIDE THE BOX are there though time runs."""
    run(lab, speed)
    twin = Twin(lab)
    first = twin.picture()
    for frame in range(1, 9):
        twin.screen.update(shown(lab).now + frame / 60)
        twin.screen.draw(twin.surface, afresh=False)
    assert fingerprint(twin.surface) == first
