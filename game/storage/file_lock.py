"""One at a time, over all windows and processes: a lock that the system itself lets go of when its holder is killed."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PATIENCE = 2.0
"""Seconds that are waited for another holder; then things go on without the lock, since a save matters more."""
PAUSE = 0.005


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock at `path`, a file that stays empty. Whether it could be had: a file system that knows no locks, or
    a holder that does not let go, hinders nobody."""
    with contextlib.ExitStack() as stack:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context(path.open("ab"))
        except OSError:
            yield False
            return
        held = _taken(file)
        try:
            yield held
        finally:
            if held:
                _let_go(file)


def _taken(file: IO[bytes]) -> bool:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _take(file)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE)
        except OSError:
            return False
        else:
            return True


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _let_go(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
