"""Keeps the open session on disk, so that neither closing nor killing the app loses more than a moment of it."""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from game.sim.commands import Command
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import MOST_BYTES, Replay, ReplayError, encoded, goes_on_with, read_replay, replay_of
from game.sim.start import Start
from game.storage.atomic_files import PART, TooLargeError, read_at_most, sweep, write_atomically
from game.storage.saved_sessions import ANOTHER, EARLIER, SessionFolder

SECONDS_BETWEEN = 2.0
FILE = "session.json"
NOTHING = (None, 0, 0)
"""What has been noted before anything has happened: a session as it was when the window opened need not be saved."""


@dataclass(frozen=True)
class _State:
    """What has to be written: quickly noted in the window's thread, encoded in the writer's."""

    start: Start
    ticks: int
    log: list[tuple[int, Command]]

    def encoded(self) -> bytes:
        return encoded(replay_of(self.start, self.ticks, self.log))


class Autosave:
    """Saves in a thread of its own: a slow disk never costs a frame. Only the newest state waits to be written."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._sessions = SessionFolder(folder)
        self._known: bytes | None = None
        with contextlib.suppress(TooLargeError):  # `earlier` sets it aside
            self._known = _contents(self.path)
        self._saved: tuple[object, int, int] | None = NOTHING
        self._due = 0.0
        self._problem: str | None = None
        self._told: str | None = None
        self._stopped = False
        self._waiting: _State | None = None
        self._closing = False
        self._changed = threading.Condition()
        self._writer = threading.Thread(target=self._write_all, daemon=True)
        self._writer.start()

    def earlier(self) -> Replay | None:
        """The session that was open last time; None when there is none. Raises ReplayError for a damaged one, which is
        set aside first and never overwritten."""
        self._sweep()
        if not os.path.exists(self.path):
            return None
        try:
            return read_replay(self.path)
        except ReplayError as problem:
            raise ReplayError(f"{problem}; {self._set_aside()}") from None

    def _sweep(self) -> None:
        """Take away what writers left behind that were killed."""
        for part in self.path.parent.glob(f"{FILE}.*{PART}"):
            with contextlib.suppress(OSError):
                part.unlink()
        sweep(self.path.parent)

    def _set_aside(self) -> str:
        names = (f"session.damaged{number}.json" for number in chain([""], count(2)))
        aside = next(place for name in names if not os.path.lexists(place := self.path.with_name(name)))
        try:
            self.path.rename(aside)
        except OSError:
            self._stopped = True
            return "it cannot be set aside, so this session is not kept"
        return f"it was kept as {aside.name}"

    def update(self, simulation: Simulation, now: float) -> None:
        """Save if something happened since the last time and `now` (seconds) is late enough."""
        if now >= self._due and self._note(simulation):
            self._due = now + SECONDS_BETWEEN

    def take_problem(self) -> str | None:
        """Why the session cannot be saved, once for each reason; None when there is nothing new to tell."""
        problem, told, self._told = self._problem, self._told, self._problem
        return problem if problem != told else None

    @property
    def problem(self) -> str | None:
        """Why the session could not be saved the last time it was tried."""
        return self._problem

    def close(self, simulation: Simulation) -> None:
        """Save a last time and wait until it is on disk."""
        self._note(simulation)
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._writer.join(timeout=5.0)

    def _note(self, simulation: Simulation) -> bool:
        """Have the state of `simulation` written, if it is new; whether it is."""
        state = (simulation, len(simulation.log), simulation.tick_count)
        fresh = not simulation.log and self._saved is NOTHING
        if fresh or state == self._saved or self._stopped:
            return False
        self._saved = state
        with self._changed:
            self._waiting = _State(simulation.start, simulation.tick_count, list(simulation.log))
            self._changed.notify()
        return True

    # -- the writer's thread -----------------------------------------------------------------------------------------

    def _write_all(self) -> None:
        first = True
        while state := self._next():
            try:
                data = state.encoded()
                self._keep_what_stands(data, first=first)
                write_atomically(self.path, data)
                self._known = data
                first, self._problem = False, None
            except Exception as problem:  # whatever it is, the student should hear of it, and the next try may succeed
                reason = getattr(problem, "strerror", None) or problem
                self._saved = None
                self._problem = f"the session cannot be saved in {self.path.parent} ({reason})"

    def _keep_what_stands(self, data: bytes, *, first: bool) -> None:
        """Whatever is about to be replaced by `data` stays among the saved sessions, unless it is this session's own
        or one that this goes on with."""
        try:
            standing = _contents(self.path)
        except TooLargeError:
            self._set_aside()
            return
        if standing and standing != self._known:
            self._sessions.keep(ANOTHER, standing)
        elif standing and first and not goes_on_with(data, standing):
            self._sessions.keep(EARLIER, standing)

    def _next(self) -> _State | None:
        """The newest state, as soon as there is one; None when all is written and closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            state, self._waiting = self._waiting, None
            return state


def _contents(path: Path) -> bytes | None:
    """What stands in the file; None when there is none that can be read. Raises TooLargeError."""
    try:
        return read_at_most(path, MOST_BYTES)
    except OSError:
        return None
