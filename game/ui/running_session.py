"""What a screen needs of the session that runs: it is handed in, since the screen drives nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from game.sim.commands import Command
from game.sim.events import Event
from game.sim.snapshot import Snapshot


class SessionFrame(Protocol):
    """What one frame shows: two snapshots a tick apart, how far (0..1) between them it lies, what happened since, and
    how far (0..1) a saved session being opened has got."""

    @property
    def previous(self) -> Snapshot:
        """The state a tick before."""

    @property
    def current(self) -> Snapshot:
        """The state now."""

    @property
    def alpha(self) -> float:
        """How far from the one to the other the frame lies, 0 to 1."""

    @property
    def events(self) -> Sequence[Event]:
        """What happened since the last frame."""

    @property
    def opening(self) -> float | None:
        """How far a saved session that is being opened has got, 0 to 1; None if there is none."""


class RunningSession(Protocol):
    """The sandbox's."""

    @property
    def simulation(self) -> object:
        """Another one, when something else was opened."""

    def send(self, command: Command) -> None:
        """Have `command` applied before the next tick."""

    def frame(self) -> SessionFrame:
        """Let the ticks that are due run, and picture the result."""


class RunningLevel(Protocol):
    """A level's: before the prediction a preview of it, then what the player does with it."""

    def frame(self) -> SessionFrame:
        """Let the ticks that are due run, and picture the result."""

    def follow(self) -> bool:
        """Go on with the simulation that the level shows now, as it is now; whether it is another one."""
