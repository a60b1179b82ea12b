"""A session's record as it is written: what several of its runs share stands in it once."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from game.sim.engine.segment import EpochPlace, Segment
from game.sim.files.packed_column import PackedColumn
from game.sim.phases import Moment
from game.sim.settings import Settings

MOST_RUNS, MOST_FRAMES = 10_000, 100_000
"""Far more than a session has, and few enough to be looked at."""


class KeyframesError(ValueError):
    """Keyframes that cannot be used; what was done can still be played."""


class Shared(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The first `count` numbers of column `column`."""

    column: int
    count: int


class StoredRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A RunRecord whose segments and losses are told by their places among those of the session."""

    number: int
    automatic_name: str
    given_name: str | None = None
    called: str = ""
    threshold: float | None = None
    solved: tuple[tuple[tuple[float, ...], int], ...] = ()
    parent: int | None = None
    left: int | None = None
    first_place: EpochPlace
    segments: tuple[int, ...]
    losses: Shared
    inherited: tuple[tuple[int, Shared], ...] = ()
    layers: tuple[int, ...]
    lock_epochs: PackedColumn
    lock_neurons: bytes
    lock_shut: bytes
    lock_slopes: PackedColumn
    diverged: int | None = None
    frame_epochs: tuple[int, ...]
    frames: tuple[bytes, ...]


class RunBlocks(msgspec.Struct, frozen=True):
    """What a StoredRun holds in blocks of bytes: as many bytes of memory as of the file."""

    lock_epochs: PackedColumn
    lock_neurons: bytes
    lock_shut: bytes
    lock_slopes: PackedColumn
    frames: Annotated[tuple[bytes, ...], Meta(max_length=MOST_FRAMES)]

    @property
    def blocks(self) -> tuple[bytes, ...]:
        """All of them."""
        columns = (*self.lock_epochs.blocks, *self.lock_slopes.blocks)
        return (*columns, self.lock_neurons, self.lock_shut, *self.frames)


class SessionBlocks(msgspec.Struct, frozen=True):
    """The same of a StoredSession: to read these alone takes hardly any memory, whatever else the file says."""

    runs: Annotated[tuple[RunBlocks, ...], Meta(max_length=MOST_RUNS)]


class StoredChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """An UndoRecord whose segments are told by their places among those of the session."""

    run: int
    made: int
    key: str
    moment: Moment
    session: Settings
    fresh: bool
    name: str
    segments: tuple[int, ...]
    last_epoch: int
    diverged: int | None = None


class StoredSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A SessionRecord; what several runs share stands in it once, and its columns beside it."""

    commands: int
    tick_count: int
    playing: bool
    speed: int
    batch_epochs: int
    batch_samples: int = 0
    glide: int
    threshold: float | None = None
    session: Settings
    moment: Moment
    params: tuple[float, ...]
    segments: tuple[Segment, ...]
    runs: tuple[StoredRun, ...]
    standing: int
    active: int
    count: int
    undo: tuple[StoredChange, ...]
