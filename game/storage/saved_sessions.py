"""Saved sessions: replay files in the student's own folder, by name."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.sim.files.bounded_read import TooLargeError, files_in, read_at_most
from game.sim.files.replay import MOST_REPLAY_BYTES, Replay, ReplayError, decoded, holds, read_replay
from game.storage.atomic_files import remove_leftovers, write_atomically
from game.storage.file_names import file_name

SUFFIX = ".glassbox.json"
EARLIER = "Earlier session"
"""Name under which a session stays among the saved ones when another one takes its place."""
ANOTHER = "Another window"
"""Name for the session of a second Glassbox that was open at the same time."""
NEWER = "Newer session"
"""Name for the session that a newer Glassbox left behind."""
MOST_KEPT = 9
"""So many sessions are kept under one of these names, each with a number, before the oldest makes room."""


AHEAD = 600.0
"""Seconds by which another computer's clock, on which a folder lies, may be ahead of this one's."""


@dataclass(frozen=True)
class Saved:
    """A saved session: its name, its file, and when it was saved (seconds since 1970)."""

    name: str
    path: Path
    when: float


class SessionFolder:
    """The folder `sessions` in `folder`; it is made when the first session is saved."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "sessions"
        remove_leftovers(self.path)

    def saved(self) -> list[Saved]:
        """All saved sessions, the newest first; also those that a mail program or a browser has renamed. When one was
        saved whose time is still to come, nobody knows: the clock has been put back since, and they come last, so that
        none that is saved now makes room for the next one at once."""
        paths = files_in(self.path, "*.json")
        own = {path.name.removesuffix(SUFFIX) for path in paths if path.name.endswith(SUFFIX)}
        found = []
        for path in paths:
            plain = path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else _without_suffix(path.name, own)
            with contextlib.suppress(OSError):
                found.append(Saved(plain, path, path.stat().st_mtime))
        latest = time.time() + AHEAD
        return sorted(found, key=lambda saved: (saved.when > latest, -saved.when, saved.name))

    def save(self, name: str, session: bytes) -> str:
        """Save the file contents `session` under `name`, in place of an earlier one of that name. Where no file can be
        called so, it is one of a name like it that is free: another long name may begin in the same way. The name as
        used. Raises OSError."""
        used = file_name(name, "session")
        if used.casefold() != name.strip().casefold():
            used = free_session_name(used, self.saved())
        write_atomically(self.path / f"{used}{SUFFIX}", session)
        return used

    def keep(self, name: str, session: bytes) -> str:
        """Keep the file contents `session` under `name`, or `name` with the first number that is free: nothing that
        was kept before is overwritten, but by what goes on with it, until there are `MOST_KEPT` of that name, and then
        the oldest. One that goes on with `session` holds it already. The name as used. Raises OSError."""
        same = [saved for saved in self.saved() if re.fullmatch(rf"{re.escape(name)}( \d+)?", saved.name)]
        used = free_session_name(name, same) if len(same) < MOST_KEPT else same[-1].name
        new = _decoded(session)
        for saved in same:
            kept = _contents(saved.path)
            old = _decoded(kept)
            if kept == session or (old and new and holds(old, new)):
                return saved.name
            if old and new and holds(new, old):
                used = saved.name
                break
        write_atomically(self.path / f"{used}{SUFFIX}", session)
        return used

    def open(self, path: Path) -> Replay:
        """The session in `path`. Raises ReplayError."""
        return read_replay(path)


def _without_suffix(name: str, taken: set[str]) -> str:
    """What a session in a renamed file is called: "x (1)" for "x.glassbox (1).json"; the file's own name where another
    session is called that already."""
    plain = name.removesuffix(".json").replace(".glassbox", "")
    return name if plain in taken or not plain else plain


def _contents(path: Path) -> bytes:
    """What the file at `path` holds; nothing if it cannot be read."""
    try:
        return read_at_most(path, MOST_REPLAY_BYTES)
    except (OSError, TooLargeError):
        return b""


def _decoded(session: bytes) -> Replay | None:
    """The session in a file's contents, if there is one."""
    with contextlib.suppress(ReplayError):
        return decoded(session)
    return None


def free_session_name(name: str, saved: Iterable[Saved]) -> str:
    """`name`, or `name` with the first number that none of the `saved` sessions has."""
    taken = {each.name.casefold() for each in saved}
    names = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(free for free in names if free.casefold() not in taken)
