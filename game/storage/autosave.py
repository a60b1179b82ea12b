"""Keeps the open session on disk, so that neither closing nor killing the app loses more than a moment of it."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from game.sim.commands import Command
from game.sim.engine.simulation import SessionRecord, Simulation
from game.sim.files import keyframes
from game.sim.files.bounded_read import TooLargeError, files_in, read_at_most
from game.sim.files.replay import (
    MOST_REPLAY_BYTES,
    NewerReplayError,
    Replay,
    ReplayError,
    decoded,
    encoded,
    goes_on_with,
    read_replay,
    replay_of,
    with_keyframes,
)
from game.sim.files.stored_session import KeyframesError
from game.sim.start import Start
from game.storage.atomic_files import PART, remove_leftovers, write_atomically
from game.storage.saved_sessions import ANOTHER, EARLIER, NEWER, SessionFolder

SECONDS_BETWEEN = 2.0
SUMS = 4_000_000
"""Epochs times parameters times samples that take half a second to play."""
TICKS = 50_000
"""Ticks that take half a second to play."""
COMMANDS = 5_000
"""Commands that take half a second to play."""
SHARE = 20
"""Keyframes are not written again before this many times as long has passed as it took to write them."""
PATIENCE = 5.0
"""Seconds that are waited for the disk at the end."""
SESSION_FILE = "session.json"
KEYFRAMES = "session.keyframes"
"""Beside the session, and written far less often: they hold every loss."""


class Noted(NamedTuple):
    """Which state of a session was handed over to be written: its simulation, and how many commands and ticks that has
    seen."""

    simulation: Simulation | None
    commands: int
    ticks: int


NOTHING = Noted(None, 0, 0)
"""What has been noted before anything has happened: a session as it was when the window opened need not be saved."""


@dataclass(frozen=True)
class _State:
    """What has to be written: quickly noted in the window's thread, encoded in the writer's."""

    start: Start
    ticks: int
    log: list[tuple[int, Command]]
    record: SessionRecord | None

    def encoded(self) -> bytes:
        return encoded(replay_of(self.start, self.ticks, self.log))

    def keyframes(self) -> bytes | None:
        return keyframes.pack(self.start, self.log, self.record) if self.record else None


@dataclass(frozen=True)
class _Load:
    """What of a session costs time when it is played again."""

    simulation: Simulation | None = None
    sums: int = 0
    ticks: int = 0
    commands: int = 0

    @classmethod
    def of(cls, simulation: Simulation) -> _Load:
        segment = simulation.cursor.segment
        epochs = sum(run.last_epoch - run.first_epoch for run in simulation.timeline.runs)
        sums = epochs * len(segment.params) * segment.samples
        return cls(simulation, sums, simulation.tick_count, len(simulation.log))

    def heavier(self, other: _Load) -> bool:
        """Whether what has come since the `other` takes more than some half a second to play."""
        if self.simulation is not other.simulation:
            other = _Load()
        shares = (abs(self.sums - other.sums) / SUMS, (self.ticks - other.ticks) / TICKS)
        return sum(shares) + (self.commands - other.commands) / COMMANDS > 1


class Autosave:
    """Saves in a thread of its own: a slow disk never costs a frame. Only the newest state waits to be written."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / SESSION_FILE
        self._sessions = SessionFolder(folder)
        self._known: bytes | None = None
        with contextlib.suppress(TooLargeError):  # `earlier` sets it aside
            self._known = _contents(self.path)
        self._saved: Noted | None = NOTHING
        self._due = 0.0
        self._keyframes_path = folder / KEYFRAMES
        self._kept = _Load()
        self._keyframes_due = 0.0
        self._keyframes_took = 0.0
        self._problem: str | None = None
        self._told: str | None = None
        self._stopped = False
        self._first = True
        self._written: Start | None = None
        self._waiting: _State | None = None
        self._closing = False
        self._changed = threading.Condition()
        self._writer = threading.Thread(target=self._write_all, daemon=True)
        self._writer.start()

    def earlier(self) -> Replay | None:
        """The session that was open last time; None when there is none. Raises ReplayError for a damaged one, which is
        set aside first, and for one that a newer Glassbox has written, which goes among the saved ones; neither is ever
        overwritten."""
        self._sweep()
        if not os.path.exists(self.path):
            return None
        try:
            return with_keyframes(read_replay(self.path), self._keyframes())
        except NewerReplayError as problem:
            raise NewerReplayError(f"{problem}; {self._keep_newer()}") from None
        except ReplayError as problem:
            raise ReplayError(f"{problem}; {self._set_aside()}") from None

    def _keep_newer(self) -> str:
        """Put the session among the saved ones, where the newer Glassbox finds it."""
        try:
            name = self._sessions.keep(NEWER, self.path.read_bytes())
            self.path.unlink()
        except OSError:
            self._stopped = True
            return "it cannot be moved, so this session is not kept"
        return f"it is kept among the saved sessions as '{name}'"

    def _keyframes(self) -> bytes | None:
        """The keyframes that lie beside the session, if there are any. Whether they are of it is seen when it is
        opened: to unpack those of a long session takes longer than the first frame may."""
        try:
            return read_at_most(self._keyframes_path, keyframes.MOST_KEYFRAME_BYTES + keyframes.SHEATH_BYTES)
        except (OSError, TooLargeError):
            return None

    def _with_own_keyframes(self, replay: Replay) -> Replay:
        """`replay` with the keyframes beside it, if they are of it."""
        data = self._keyframes()
        try:
            belong = data is not None and keyframes.unpack(data).belong_to(replay.start, replay.log)
        except KeyframesError:
            return replay
        return with_keyframes(replay, data) if belong else replay

    def _sweep(self) -> None:
        """Take away what writers left behind that were killed."""
        for part in files_in(self.path.parent, f"session.*{PART}"):
            with contextlib.suppress(OSError):
                part.unlink()
        remove_leftovers(self.path.parent)

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
        if now < self._due:
            return
        load = _Load.of(simulation)
        heavy = now >= self._keyframes_due and load.heavier(self._kept)
        if self._note(simulation, load if heavy else None):
            self._due = now + SECONDS_BETWEEN
            self._keyframes_due = now + SHARE * self._keyframes_took

    def take_problem(self) -> str | None:
        """Why the session cannot be saved, once for each reason; None when there is nothing new to tell."""
        problem, told, self._told = self._problem, self._told, self._problem
        return problem if problem != told else None

    @property
    def problem(self) -> str | None:
        """Why the session could not be saved the last time it was tried, or is not kept at all."""
        stopped = f"what lies in its place in {self.path.parent} cannot be moved" if self._stopped else None
        return self._problem or stopped

    @property
    def stands(self) -> bool:
        """Whether an earlier moment of this session is on disk, to be offered at the next start."""
        return not self._first and os.path.exists(self.path)

    @property
    def waiting(self) -> bool:
        """Whether there is something to save that has not been taken up yet."""
        return self._waiting is not None

    def close(self, simulation: Simulation, *, failed: bool = False) -> None:
        """Save a last time, though nothing is new if somebody has taken the file away, and wait until it is on disk. Of
        one that has `failed`, what was done is saved in any case: keyframes can be made of it no more, perhaps."""
        if simulation.log and not self._first and not os.path.exists(self.path):
            self._saved = None
        try:
            self._note(simulation, _Load.of(simulation))
        except Exception:
            if not failed:
                raise
            self._note(simulation, None)
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._writer.join(timeout=PATIENCE)
        if self._writer.is_alive():
            self._problem = f"the session cannot be saved in {self.path.parent} (the disk does not answer)"

    def _note(self, simulation: Simulation, load: _Load | None) -> bool:
        """Have the state of `simulation` written, if it is new, and with a `load` its keyframes; whether it is."""
        state = Noted(simulation, len(simulation.log), simulation.tick_count)
        fresh = not simulation.log and self._saved is NOTHING
        heavier = load is not None and load != self._kept
        if fresh or (state == self._saved and not heavier) or self._stopped:
            return False
        record = None
        if load and heavier:
            record, self._kept = simulation.held(), load
        self._saved = state
        with self._changed:
            if record is None and self._waiting and self._waiting.start is simulation.start:
                record = self._waiting.record
            self._waiting = _State(simulation.start, simulation.tick_count, list(simulation.log), record)
            self._changed.notify()
        return True

    # -- the writer's thread -----------------------------------------------------------------------------------------

    def _write_all(self) -> None:
        while self._write_next():
            pass

    def _write_next(self) -> bool:
        """Write the newest state, as soon as there is one; False when all is written and closing."""
        state = self._next()
        if state is None:
            return False
        try:
            data = state.encoded()
            self._keep_what_stands(data, another=state.start is not self._written)
            write_atomically(self.path, data)
            self._known, self._written = data, state.start
            self._write_keyframes(state)
            self._first, self._problem = False, None
        except Exception as problem:  # whatever it is, the student should hear of it, and the next try may succeed
            reason = getattr(problem, "strerror", None) or problem
            self._saved, self._kept = None, _Load()
            self._problem = f"the session cannot be saved in {self.path.parent} ({reason})"
        return True

    def _write_keyframes(self, state: _State) -> None:
        began = time.perf_counter()
        data = state.keyframes()
        if data:
            write_atomically(self._keyframes_path, data)
            self._keyframes_took = time.perf_counter() - began

    def _keep_what_stands(self, data: bytes, *, another: bool) -> None:
        """Whatever is about to be replaced by `data` stays among the saved sessions, unless it is this session's own
        or one that this goes on with. `data` may be the first that is written of `another` session: the one that stands
        is among the saved ones by then, unless that failed."""
        try:
            standing = _contents(self.path)
        except TooLargeError:
            self._set_aside()
            return
        if standing and standing != self._known:
            self._sessions.keep(ANOTHER, self._whole(standing))
        elif standing and another and not goes_on_with(data, standing):
            self._sessions.keep(EARLIER, self._whole(standing))

    def _whole(self, standing: bytes) -> bytes:
        """The contents of a session's file with the keyframes that lie beside it, if they are of it."""
        with contextlib.suppress(ReplayError):
            replay = decoded(standing)
            with_them = self._with_own_keyframes(replay)
            return encoded(with_them) if with_them is not replay else standing
        return standing

    def _next(self) -> _State | None:
        """The newest state, as soon as there is one; None when all is written and closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            state, self._waiting = self._waiting, None
            return state


def _contents(path: Path) -> bytes | None:
    """What stands in the file; None when there is none that can be read. Raises TooLargeError."""
    try:
        return read_at_most(path, MOST_REPLAY_BYTES)
    except OSError:
        return None
