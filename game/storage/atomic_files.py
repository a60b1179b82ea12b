"""Writing files so that a crash at any instant leaves either the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

PART = ".part"
"""How files end that are still being written, or were when something was killed."""


STALE_SECONDS = 60.0
"""No write takes so long: what is older was left behind."""


def remove_leftovers(folder: Path) -> None:
    """Take away what writers left behind in `folder` that were killed."""
    with contextlib.suppress(OSError):
        for part in folder.glob(f"*{PART}"):
            with contextlib.suppress(OSError):
                if time.time() - part.stat().st_mtime > STALE_SECONDS:
                    part.unlink()


def write_atomically(path: Path, data: bytes) -> None:
    """Make `data` the contents of `path`. Raises OSError, and then `path` is as it was. What is no file, such as
    /dev/null, is written to, never replaced."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}{PART}")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
