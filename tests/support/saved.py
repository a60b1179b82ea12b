"""Sessions as they are saved, and waiting until they are."""

from __future__ import annotations

import time

from game.selfcheck.tour.cockpit import Cockpit
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import FrozenSession, Replay, encoded
from game.ui.screens.panel_screen import PanelScreen


def whole_session(simulation: Simulation) -> Replay:
    """Everything that `simulation` has been through, and what it has become by it."""
    return FrozenSession.of(simulation).whole()


def session_file(simulation: Simulation) -> bytes:
    """The contents of a file in which `simulation` is saved."""
    return encoded(whole_session(simulation))


def told(window: Cockpit, beginning: str) -> str:
    """Let frames pass until the screen tells what begins so, such as that something is on disk; the whole sentence."""
    for _ in range(5000):
        screen = window.window.screen
        assert isinstance(screen, PanelScreen)
        if screen.board.toast.text.startswith(beginning):
            return screen.board.toast.text
        time.sleep(0.001)
        window.frame()
    raise AssertionError(f"nothing that begins with '{beginning}' is told")
