"""Where profiles are saved, after every change: one file each, in the user's own folder.

A file is replaced in one step or not at all, and what was saved last is kept a second time beside it. One that cannot
be read is set aside under a new name, never overwritten, and the second copy takes its place; one that a newer Glassbox
wrote is left alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Self

import msgspec
from msgspec import Meta

from game.sim.files.bounded_read import files_in, read_at_most
from game.sim.quoting import as_seen
from game.storage.atomic_files import remove_leftovers, write_atomically
from game.storage.file_lock import locked
from game.storage.profile import LONGEST_PROFILE_NAME, VERSION, Profile, merged

MOST_BYTES = 1_000_000
DAMAGED = ".damaged"
GOOD = ".last-good"
"""How the second copy of a profile's file ends."""
LOCK = "profiles.lock"


class ProgressError(Exception):
    """Progress that cannot be loaded or saved; the message says in one sentence why."""


class NewerProgressError(ProgressError):
    """Progress that a newer Glassbox has saved: it is left alone."""


class ProfileStore:
    """The profiles in `folder`. A file is known by the name in it, whatever the file itself is called."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "profiles"
        self._lock = folder / LOCK
        remove_leftovers(self._folder)

    def names(self) -> tuple[list[str], list[str]]:
        """Every profile's name, in alphabetical order, and a sentence for each file that had to be set aside or that
        cannot be read now, which is no damage."""
        names, notices = set(), []
        for path in files_in(self._folder, "*.json"):
            try:
                name, notice = self._name_in(path)
            except FileNotFoundError:
                continue  # another window has just deleted it
            except OSError as problem:
                notices.append(f"{path} cannot be read ({problem.strerror or problem})")
            except ProgressError as problem:
                notices.append(str(problem))
            else:
                names |= {name} if name else set()
                notices += [notice] if notice else []
        return sorted(names, key=str.casefold), notices

    def _name_in(self, path: Path) -> tuple[str | None, str | None]:
        """The name in the file, and a sentence on what became of it if it is damaged; of one that a newer Glassbox has
        written the name may be written in another way, and then a sentence says so. Raises ProgressError and
        OSError."""
        data = b""
        try:
            data = read_at_most(path, MOST_BYTES)
            return _name_of(data), None
        except ValueError as problem:
            if _is_newer(data):
                return None, f"a newer Glassbox has saved {path.name}, and can read it"
            found, notice = self._restored(path, problem)
            return found.name if found else None, notice

    def load(self, name: str) -> tuple[Profile, str | None]:
        """The profile called `name`, a fresh one if there is none; and a sentence if its file had to be set aside.
        Raises ProgressError."""
        path = self._file(name)
        if not os.path.exists(path):
            return Profile(name=_checked_name(name)), None
        try:
            return _decoded(read_at_most(path, MOST_BYTES)), None
        except OSError as problem:
            raise ProgressError(f"{path} cannot be read ({problem.strerror or problem})") from None
        except ValueError as problem:
            found, notice = self._restored(path, problem)
            return found or Profile(name=_checked_name(name)), notice

    def save(
        self, profile: Profile, tell: Callable[[str], object] = lambda _: None, base: Profile | None = None
    ) -> Profile:
        """Save `profile`, which has come of `base` if that is known, together with what another window has saved of it
        meanwhile, and return both as one. `tell` hears of a damaged file that was found in its place and set aside.
        Raises ProgressError, and then the file is as it was."""
        with locked(self._lock):
            path = self._file(profile.name)
            stood = os.path.exists(path)
            on_disk, notice = self.load(profile.name)
            if notice:
                tell(notice)
            both = merged(on_disk, profile, base if stood and not notice else None)
            data = msgspec.json.format(msgspec.json.encode(both), indent=1) + b"\n"
            try:
                write_atomically(path, data)
            except OSError as problem:
                raise ProgressError(f"{path} cannot be written ({problem.strerror or problem})") from None
            with contextlib.suppress(OSError):
                write_atomically(_second(path), data)
            return both

    def remove(self, name: str) -> None:
        """Remove the profile's file, and the second copy of it. Raises ProgressError."""
        path = self._file(name)
        with locked(self._lock):
            try:
                _second(path).unlink(missing_ok=True)
                path.unlink(missing_ok=True)
            except OSError as problem:
                raise ProgressError(f"{path} cannot be deleted ({problem.strerror or problem})") from None

    def _file(self, name: str) -> Path:
        """The file of the profile called `name`: where it is saved, or else any file that has this name in it."""
        path = self._path(name)
        if os.path.exists(path):
            return path
        named = (other for other in files_in(self._folder, "*.json") if _is_of(other, name.strip()))
        return next(named, path)

    def _path(self, name: str) -> Path:
        """A file name that any system takes, and that no two names share (as good as never)."""
        plain = re.sub(r"[^a-z0-9]+", "-", _checked_name(name).casefold()).strip("-")
        return self._folder / f"{plain}-{zlib.crc32(name.strip().encode()):08x}.json"

    def _restored(self, path: Path, problem: Exception) -> tuple[Profile | None, str]:
        """Set a damaged file aside and put the second copy in its place, if that is whole: what is in it now, and a
        sentence that says what became of the file. Raises ProgressError."""
        number = 1
        while os.path.exists(aside := path.with_name(f"{path.stem}{DAMAGED}-{number}")):
            number += 1
        whole = _whole(_second(path))
        try:
            if whole:  # at every instant one of them is there under the name
                _set_beside(path, aside)
                write_atomically(path, whole[1])
            else:
                path.rename(aside)
        except OSError as other:
            if whole:
                _forget(aside)
            raise ProgressError(f"{path} is damaged and cannot be set aside ({other.strerror or other})") from None
        told = f"the progress in {path.name} could not be read ({problem}); the file was kept as {aside.name}"
        if whole is None:
            return None, told
        return whole[0], f"{told}, and what was saved last was taken from its second copy"


def _set_beside(path: Path, aside: Path) -> None:
    """Have what `path` holds under the name of `aside` as well: a second name of the same file takes neither time nor
    room, however large that is; where the file system knows none, a copy. Raises OSError."""
    try:
        os.link(path, aside)
    except OSError:
        shutil.copyfile(path, aside)


def _forget(path: Path) -> None:
    """Take a file away, if that can be done."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _whole(path: Path) -> tuple[Profile, bytes] | None:
    """The profile in a file and the file's contents; None if it cannot be read."""
    try:
        data = read_at_most(path, MOST_BYTES)
        return _decoded(data), data
    except (OSError, ValueError, ProgressError):
        return None


def _second(path: Path) -> Path:
    """Where the second copy of a profile's file is."""
    return path.with_name(f"{path.name}{GOOD}")


def _is_of(path: Path, name: str) -> bool:
    """Whether the profile in `path` is called `name`."""
    try:
        return _name_of(read_at_most(path, MOST_BYTES)) == name
    except (OSError, ValueError):
        return False


class _Version(msgspec.Struct):
    """What files of every version have in common."""

    glassbox_progress: int

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The first things to know of a file. Raises ValueError."""
        try:
            return msgspec.json.decode(data, type=cls)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


class _Header(_Version):
    """What can be known of a file of this version without reading all of it."""

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_PROFILE_NAME)]


def _name_of(data: bytes) -> str:
    """The name in a file's contents. Raises ValueError."""
    return _typeable(_Header.read(data).name)


def _typeable(name: str) -> str:
    """What a profile is called that has the `name` in its file: without spaces around it and marks that cannot be
    seen, which nobody could ask for. Raises ValueError where nothing is left."""
    typed = as_seen(name)
    if not typed:
        raise ValueError("there is nothing in its name that can be seen")
    return typed


def _is_newer(data: bytes) -> bool:
    """Whether a newer Glassbox has written the file with these contents."""
    try:
        return _Version.read(data).glassbox_progress > VERSION
    except ValueError:
        return False


def _decoded(data: bytes) -> Profile:
    """The profile in a file's contents. Raises ValueError, or ProgressError if a newer Glassbox wrote it."""
    version = _Version.read(data).glassbox_progress
    if version > VERSION:
        raise NewerProgressError(
            f"this progress was saved by a newer Glassbox (version {version}, not {VERSION}): use that"
        )
    if version < 1:
        raise ValueError(f"glassbox_progress is {version}, but must be 1 to {VERSION}")
    try:
        profile = msgspec.json.decode(data, type=Profile)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    name = _typeable(profile.name)
    return profile if profile.name == name else msgspec.structs.replace(profile, name=name)


def _checked_name(name: str) -> str:
    stripped = name.strip()
    if not 1 <= len(stripped) <= LONGEST_PROFILE_NAME or not stripped.isprintable():
        raise ProgressError(
            f"a profile's name is '{stripped[:60]}', but must have 1 to {LONGEST_PROFILE_NAME} visible characters"
        )
    return stripped
