"""Reading a folder that perhaps cannot be read, and a file of which nobody knows how large it is, or whether it ends:
never more of it than it may have."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from game.sim.quoting import told_briefly


class TooLargeError(ValueError):
    """A file has more bytes than it may have."""


def first_bytes(path: Path, most: int) -> bytes:
    """So many bytes that `path` begins with, or all there are. A pipe or a device is not opened: who does waits until
    somebody writes there, which may be for ever. Raises OSError."""
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "no name of a file has a NUL in it")
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):  # opening a folder raises what the system says of it
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
    with path.open("rb") as file:
        return file.read(most)


def files_in(folder: Path, pattern: str) -> list[Path]:
    """What is called so in `folder`, in the order of the names; nothing where it cannot be looked into."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def read_at_most(path: Path, most: int) -> bytes:
    """What is in `path`, of which no more than `most` bytes are ever kept. Raises OSError, and TooLargeError."""
    data = first_bytes(path, most + 1)
    if len(data) > most:
        raise TooLargeError(f"it has more than {most:,} bytes")
    return data


def read_or_refuse(path: Path, most: int, refusal: type[ValueError], rule: str) -> bytes:
    """The same for a file that a student chose: raises a `refusal` that says in one sentence that it cannot be read, or
    that it is too large, with the `rule` that it breaks behind that: "which no file of data has"."""
    try:
        return read_at_most(path, most)
    except OSError as problem:
        raise refusal(told_briefly(f"{path} cannot be read ({problem.strerror or problem})")) from None
    except TooLargeError:
        raise refusal(told_briefly(f"{path} has more than {most:,} bytes, {rule}")) from None
