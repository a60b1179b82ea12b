"""Writing files so that a crash at any instant leaves either the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

PART = ".part"
"""How files end that are still being written, or were when something was killed."""


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
