"""Which panels are told of a view, and when: at once what the student does and new numbers, in rounds what is too fast
to be read."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.network import Edge
from game.sim.phases import MAX_SPEED
from game.ui.draw.kit import Kit
from game.ui.network.reveal import known
from game.ui.selection import Selection
from game.ui.toolkit.panel import ViewPanel
from game.ui.toolkit.rounds import ROUND_SECONDS, Rounds
from game.ui.view import View
from tests.support.certain import now

FRAME = 1 / 60


class Told(ViewPanel):
    """Looks different with every epoch; with every frame, if it `moves`."""

    def __init__(self, *, moves: bool = False) -> None:
        self.moves = moves
        self.views: list[View] = []

    def build(self, kit: Kit, rect: pygame.Rect) -> None: ...

    def sync(self, view: View) -> None:
        self.views.append(view)

    @property
    def look(self) -> object:
        return self.views[-1].current.epoch if self.views else None


class Training:
    """A network that is trained, a tick a frame."""

    def __init__(self, speed: int) -> None:
        self.simulation = Simulation()
        self.simulation.apply(c.SetSpeed(speed))
        self.simulation.apply(c.Play())
        self.selection = Selection()
        self.now = 0.0
        self.view = self.next()

    def next(self) -> View:
        """The view of the next frame."""
        self.simulation.tick()
        self.now += FRAME
        snapshot = self.simulation.snapshot()
        self.view = View(snapshot, snapshot, 0.0, self.selection, self.now)
        return self.view


@pytest.fixture
def panels() -> list[ViewPanel]:
    return [Told(moves=True), Told(), Told(), Told()]


@pytest.mark.parametrize("speed", [100, 1000, MAX_SPEED])
def test_a_round_has_one_view_one_panel_a_frame_and_is_shown_whole(panels: list[ViewPanel], speed: int) -> None:
    training, rounds = Training(speed), Rounds()
    rounds.take(training.view, panels, at_once=True, hidden=False)
    shown, frames = [], 0
    for _ in range(60):
        before = rounds.shown
        rounds.take(training.next(), panels, at_once=False, hidden=True)
        frames += 1
        if rounds.whole:
            told = {id(panel.views[-1]) for panel in panels if isinstance(panel, Told)}
            assert told == {id(rounds.shown)}
        if rounds.shown is not before:
            shown.append(rounds.shown)
    assert 0.8 * frames * FRAME / ROUND_SECONDS <= len(shown) <= frames * FRAME / ROUND_SECONDS + 1


class Slow(Told):
    """Has to be told of a view three times before it shows it."""

    @property
    def unfinished(self) -> bool:
        return sum(view is self.views[-1] for view in self.views) < 3


def test_a_panel_that_takes_several_frames_is_waited_for(panels: list[ViewPanel]) -> None:
    training, rounds, slow = Training(1000), Rounds(), Slow()
    panels.insert(1, slow)
    rounds.take(training.view, panels, at_once=True, hidden=False)
    assert not slow.unfinished, "what is shown at once is shown whole"
    shown = rounds.shown
    rounds.take(training.next(), panels, at_once=False, hidden=True)
    while rounds.shown is shown:
        rounds.take(training.next(), panels, at_once=False, hidden=True)
    assert sum(view is rounds.shown for view in slow.views) == 3


def test_nothing_to_show_meanwhile_means_at_once(panels: list[ViewPanel]) -> None:
    training, rounds = Training(MAX_SPEED), Rounds()
    rounds.take(training.view, panels, at_once=False, hidden=False)
    assert rounds.whole
    assert rounds.shown is training.view


def test_what_the_student_does_ends_a_round(panels: list[ViewPanel]) -> None:
    training, rounds = Training(1000), Rounds()
    rounds.take(training.view, panels, at_once=True, hidden=False)
    while now(rounds.whole):
        rounds.take(training.next(), panels, at_once=False, hidden=True)
    rounds.take(training.next(), panels, at_once=True, hidden=True)
    assert now(rounds.whole)
    assert rounds.shown is training.view


def test_what_is_pointed_at_is_shown_at_once_on_the_moment_on_screen(panels: list[ViewPanel]) -> None:
    training, rounds = Training(1000), Rounds()
    rounds.take(training.view, panels, at_once=True, hidden=False)
    for _ in range(3):
        rounds.take(training.next(), panels, at_once=False, hidden=True)
    moment = rounds.moment
    training.selection = Selection(hovered=Edge(0, 0, 1))
    rounds.take(training.next(), panels, at_once=False, hidden=True)
    assert rounds.whole
    assert moment
    assert rounds.shown == replace(moment, selection=training.selection)


def test_slow_motion_tells_of_new_numbers_at_once_and_of_new_phases_in_turn(panels: list[ViewPanel]) -> None:
    training, rounds = Training(1), Rounds()
    others = [panel for panel in panels if isinstance(panel, Told) and not panel.moves]
    for _ in range(400):
        before = rounds.moment
        rounds.take(training.next(), panels, at_once=False, hidden=False)
        assert rounds.whole
        assert all(panel.views[-1] is training.view for panel in panels if isinstance(panel, Told) and panel.moves)
        told = sum(panel.views[-1] is training.view for panel in others if panel.views)
        other = before is None or training.view.trace is not before.trace
        assert told == (3 if other else told)
        assert all(panel.views[-1].trace is training.view.trace for panel in others)


def test_panels_that_look_the_same_are_not_all_asked_in_every_frame(panels: list[ViewPanel]) -> None:
    training, rounds = Training(1), Rounds()
    others = [panel for panel in panels if isinstance(panel, Told) and not panel.moves]
    told: dict[object, list[int]] = {}
    for _ in range(200):
        rounds.take(training.next(), panels, at_once=False, hidden=False)
        view = training.view
        moment = view.current.moment
        stage = (moment.epoch, moment.sample, moment.phase, known(view).stage)
        told.setdefault(stage, []).append(sum(panel.views[-1] is view for panel in others))
    assert len(told) > 10
    assert all(counts[0] == 3 for counts in told.values()), "a new stage: all of them may look different"
    assert all(set(counts[2:]) <= {1} for counts in told.values())
    assert any(len(counts) > 3 for counts in told.values())
