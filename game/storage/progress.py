"""What a student has reached, saved after every change: one file a profile, in the user's own folder.

A file is replaced in one step or not at all. One that cannot be read is set aside under a new name, never overwritten;
one that a newer Glassbox wrote is left alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.level.play.visit import Visit
from game.storage.atomic_files import write_atomically

VERSION = 1
LONGEST_NAME = 40
MOST_BYTES = 1_000_000
DAMAGED = ".damaged"

Stars = Annotated[int, Meta(ge=0, le=3)]
Count = Annotated[int, Meta(ge=0)]


class LevelRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One level's: best `stars`, all `tries`, `hints` read, and whether the first prediction was right (None: none
    yet)."""

    stars: Stars = 0
    tries: Count = 0
    hints: Count = 0
    predicted_right: bool | None = None

    def after(self, visit: Visit, predicted_right: bool | None) -> LevelRecord:
        """This record, as it was when the level was entered, and what `visit` has added so far."""
        return LevelRecord(
            stars=max(self.stars, visit.stars),
            tries=self.tries + visit.tries,
            hints=max(self.hints, visit.hints),
            predicted_right=predicted_right if self.predicted_right is None else self.predicted_right,
        )


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One student's. `concepts` holds the answers of each sitting of the concept check, `echoes` whether a chapter's
    echo was answered right at first, `everything_open` is the teacher's "unlock all"."""

    glassbox_progress: int = VERSION
    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    levels: dict[str, LevelRecord] = msgspec.field(default_factory=dict)
    concepts: dict[str, dict[str, Count]] = msgspec.field(default_factory=dict)
    echoes: dict[str, bool] = msgspec.field(default_factory=dict)
    everything_open: bool = False

    @property
    def stars(self) -> dict[str, int]:
        """Best stars by level id."""
        return {name: record.stars for name, record in self.levels.items()}

    @property
    def calibration(self) -> tuple[int, int]:
        """How many first predictions were right, and how many there were."""
        made = [record.predicted_right for record in self.levels.values() if record.predicted_right is not None]
        return sum(made), len(made)

    def with_level(self, level: str, record: LevelRecord) -> Profile:
        """The profile with `record` in place of what it has for `level`."""
        return msgspec.structs.replace(self, levels={**self.levels, level: record})


class ProgressError(Exception):
    """Progress that cannot be loaded or saved; the message says in one sentence why."""


class ProfileStore:
    """The profiles in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "profiles"

    def names(self) -> tuple[list[str], list[str]]:
        """Every profile's name, in alphabetical order, and a sentence for each file that had to be set aside or that
        cannot be read now, which is no damage."""
        names, notices = [], []
        for path in sorted(self._folder.glob("*.json")):
            try:
                names.append(self._name_in(path))
            except FileNotFoundError:
                continue  # another window has just deleted it
            except OSError as problem:
                notices.append(f"{path} cannot be read ({problem.strerror or problem})")
            except ProgressError as problem:
                notices.append(str(problem))
        return sorted(names, key=str.casefold), notices

    def _name_in(self, path: Path) -> str:
        """Raises ProgressError with what became of the file if it is damaged."""
        data = path.read_bytes()
        try:
            return _Header.read(data).name
        except ValueError as problem:
            raise ProgressError(self._set_aside(path, problem)) from None

    def load(self, name: str) -> tuple[Profile, str | None]:
        """The profile called `name`, a fresh one if there is none; and a sentence if its file had to be set aside.
        Raises ProgressError."""
        path = self._path(name)
        if not path.exists():
            return Profile(name=_checked_name(name)), None
        try:
            return _decoded(path.read_bytes()), None
        except OSError as problem:
            raise ProgressError(f"{path} cannot be read ({problem.strerror or problem})") from None
        except ValueError as problem:
            return Profile(name=_checked_name(name)), self._set_aside(path, problem)

    def save(self, profile: Profile, tell: Callable[[str], object] = lambda _: None) -> Profile:
        """Save `profile`, together with what another window has saved of it meanwhile, and return both as one. `tell`
        hears of a damaged file that was found in its place and set aside. Raises ProgressError, and then the file is
        as it was."""
        on_disk, notice = self.load(profile.name)
        if notice:
            tell(notice)
        both = merged(on_disk, profile)
        path = self._path(profile.name)
        try:
            write_atomically(path, msgspec.json.format(msgspec.json.encode(both), indent=1) + b"\n")
        except OSError as problem:
            raise ProgressError(f"{path} cannot be written ({problem.strerror or problem})") from None
        return both

    def _path(self, name: str) -> Path:
        """A file name that any system takes, and that no two names share (as good as never)."""
        plain = re.sub(r"[^a-z0-9]+", "-", _checked_name(name).casefold()).strip("-")
        return self._folder / f"{plain}-{zlib.crc32(name.strip().encode()):08x}.json"

    def _set_aside(self, path: Path, problem: Exception) -> str:
        number = 1
        while (aside := path.with_name(f"{path.stem}{DAMAGED}-{number}")).exists():
            number += 1
        try:
            path.rename(aside)
        except OSError as other:
            raise ProgressError(f"{path} is damaged and cannot be set aside ({other.strerror or other})") from None
        return f"the progress in {path.name} could not be read ({problem}); the file was kept as {aside.name}"


class _Header(msgspec.Struct):
    glassbox_progress: int
    name: str

    @staticmethod
    def read(data: bytes) -> _Header:
        """The first things to know of a file. Raises ValueError."""
        if len(data) > MOST_BYTES:
            raise ValueError(f"it has {len(data):,} bytes, but progress has at most {MOST_BYTES:,}")
        try:
            return msgspec.json.decode(data, type=_Header)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


def _decoded(data: bytes) -> Profile:
    """The profile in a file's contents. Raises ValueError, or ProgressError if a newer Glassbox wrote it."""
    version = _Header.read(data).glassbox_progress
    if version > VERSION:
        raise ProgressError(f"this progress was saved by a newer Glassbox (version {version}, not {VERSION}): use that")
    if version < 1:
        raise ValueError(f"glassbox_progress is {version}, but must be 1 to {VERSION}")
    return msgspec.json.decode(data, type=Profile)


def _checked_name(name: str) -> str:
    stripped = name.strip()
    if not 1 <= len(stripped) <= LONGEST_NAME or not stripped.isprintable():
        raise ProgressError(
            f"a profile's name is '{stripped[:60]}', but must have 1 to {LONGEST_NAME} visible characters"
        )
    return stripped


def merged(old: Profile, new: Profile) -> Profile:
    """Both in one: of every level the best, and of anything else what `new` says."""
    levels = dict(old.levels)
    for name, record in new.levels.items():
        levels[name] = _best(old.levels.get(name, LevelRecord()), record)
    return msgspec.structs.replace(
        new, levels=levels, concepts={**old.concepts, **new.concepts}, echoes={**old.echoes, **new.echoes}
    )


def _best(old: LevelRecord, new: LevelRecord) -> LevelRecord:
    return LevelRecord(
        stars=max(old.stars, new.stars),
        tries=max(old.tries, new.tries),
        hints=max(old.hints, new.hints),
        predicted_right=new.predicted_right if old.predicted_right is None else old.predicted_right,
    )
