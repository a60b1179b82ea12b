"""Keyframes: all that a session had become at one moment, in few bytes. From them it is as it was at once, to the last
bit and on any computer, without anything being played again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.sim.commands import Command
from game.sim.engine.rounding import rounding
from game.sim.engine.run import RunRecord
from game.sim.engine.segment import Place, Segment
from game.sim.engine.simulation import SessionRecord
from game.sim.engine.timeline import ChangeRecord, TimelineRecord
from game.sim.files.packed_column import PackedColumn, packed, unpacked
from game.sim.locks import Locks
from game.sim.optimizers import state_size
from game.sim.phases import Moment
from game.sim.settings import Settings, checked
from game.sim.snapshot import Piece
from game.sim.start import Start, told_start

VERSION = 1
MOST_BYTES = 14_000_000
"""Keyframes that would take more are not written: in a session's file they take a third more, and that is limited."""
SHEATH_BYTES = 1000
"""More than what stands around a session takes."""
MOST_NUMBERS = 30_000_000
"""Numbers in all columns together, 240 MB of memory."""
FRAME_BYTES = 2_000_000
"""Where a run's parameters take more than that, every second of them is left out, and again."""

Item = TypeVar("Item")


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
    first_place: Place
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


class StoredChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A ChangeRecord whose segments are told by their places among those of the session."""

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


class _Sheath(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """`session` is a StoredSession and `columns` are those of its losses, `done` are sixteen digits of the start and of
    the commands carried out by then, `rounds` how the computer rounds that they were carried out on, `check` sixteen
    digits of all of this."""

    version: int
    done: str
    rounds: str
    check: str
    session: bytes
    columns: tuple[PackedColumn, ...]


class Keyframes:
    """What a session had become after its first `commands` commands and `ticks` ticks; `alike` says whether this
    computer rounds as the one it was on."""

    def __init__(self, record: SessionRecord, done: str, *, alike: bool) -> None:
        self.record = record
        self.alike = alike
        self._done = done

    def belong_to(self, start: Start, log: Sequence[tuple[int, Command]]) -> bool:
        """Whether they were taken in a session that begins with `start` and goes on with `log`: `log` may be longer."""
        count = self.record.commands
        return count <= len(log) and self._done == _done(start, log[:count])


def pack(start: Start, log: Sequence[tuple[int, Command]], record: SessionRecord) -> bytes | None:
    """Keyframes of a session that `record` was taken of; None where they would be too large."""
    packer = _Packer(record.timeline)
    session = zlib.compress(msgspec.msgpack.encode(packer.session(record)), 1)
    columns = packer.columns()
    if len(session) + sum(len(block) for column in columns for block in column.blocks) > MOST_BYTES:
        return None
    sheath = _Sheath(VERSION, _done(start, log[: record.commands]), rounding(), "", session, columns)
    return msgspec.msgpack.encode(msgspec.structs.replace(sheath, check=_digits(sheath)))


def unpack(data: bytes) -> Keyframes:
    """The keyframes in `data`. Raises KeyframesError for what is damaged or was written by a later version."""
    try:
        sheath = msgspec.msgpack.decode(data, type=_Sheath)
        if sheath.version != VERSION or _digits(sheath) != sheath.check:
            raise KeyframesError("they are damaged, or were written by another version of Glassbox")
        decoder = zlib.decompressobj()
        session = decoder.decompress(sheath.session, 4 * MOST_BYTES)
        stored = msgspec.msgpack.decode(session, type=StoredSession)
        _check(stored, sheath.columns)
        return Keyframes(_record(stored, sheath.columns), sheath.done, alike=sheath.rounds == rounding())
    except KeyframesError:
        raise
    except (ValueError, IndexError, KeyError, TypeError, OverflowError, RecursionError, zlib.error) as problem:
        raise KeyframesError(str(problem)) from None


def _digits(sheath: _Sheath) -> str:
    digest = hashlib.sha256(f"{sheath.done} {sheath.rounds} ".encode())
    digest.update(sheath.session)
    for column in sheath.columns:
        digest.update(f"{column.count} {len(column.blocks)} ".encode())
        for block in column.blocks:
            digest.update(block)
    return digest.hexdigest()[:16]


def _done(start: Start, log: Iterable[tuple[int, Command]]) -> str:
    digest = hashlib.sha256(msgspec.json.encode(told_start(start)))
    encode = msgspec.json.Encoder().encode
    for entry in log:
        digest.update(encode(entry))
    return digest.hexdigest()[:16]


# -- writing ---------------------------------------------------------------------------------------------------------


class _Packer:
    """Numbers segments and columns, so that each is written once however many runs share it."""

    def __init__(self, timeline: TimelineRecord) -> None:
        self._timeline = timeline
        self._segments: dict[int, int] = {}
        self._all_segments: list[Segment] = []
        self._columns: list[NDArray[np.float64]] = []
        for run in sorted(timeline.runs, key=_length, reverse=True):  # so that the shorter ones are found in them
            self._share(run.losses)

    def session(self, record: SessionRecord) -> StoredSession:
        timeline = self._timeline
        runs = tuple(map(self._run, timeline.runs))
        undo = tuple(map(self._change, timeline.undo))
        return StoredSession(
            commands=record.commands,
            tick_count=record.tick_count,
            playing=record.playing,
            speed=record.speed,
            batch_epochs=record.batch_epochs,
            batch_samples=record.batch_samples,
            glide=record.glide,
            threshold=record.threshold,
            session=record.session,
            moment=record.moment,
            params=record.params,
            segments=tuple(self._all_segments),
            runs=runs,
            standing=timeline.standing,
            active=timeline.active,
            count=timeline.count,
            undo=undo,
        )

    def columns(self) -> tuple[PackedColumn, ...]:
        """The losses that the session's runs are told to share."""
        return tuple(map(packed, self._columns))

    def _run(self, run: RunRecord) -> StoredRun:
        inherited = tuple((piece.first_epoch, self._share(piece.losses)) for piece in run.inherited)
        locks, (epochs, frames) = run.locks, _thinned(run.frame_epochs, run.frames)
        return StoredRun(
            number=run.number,
            automatic_name=run.automatic_name,
            given_name=run.given_name,
            called=run.called,
            threshold=run.threshold,
            solved=run.solved,
            parent=run.parent,
            left=None if run.left is None else self._segment(run.left),
            first_place=run.first_place,
            segments=tuple(map(self._segment, run.segments)),
            losses=self._share(run.losses),
            inherited=inherited,
            layers=locks.layers,
            lock_epochs=packed(locks.epochs),
            lock_neurons=locks.neurons.astype("<i2").tobytes(),
            lock_shut=locks.locked.tobytes(),
            lock_slopes=packed(locks.slopes),
            diverged=run.diverged,
            frame_epochs=epochs,
            frames=frames,
        )

    def _change(self, change: ChangeRecord) -> StoredChange:
        return StoredChange(
            run=change.run,
            made=change.made,
            key=change.key,
            moment=change.moment,
            session=change.session,
            fresh=change.fresh,
            name=change.name,
            segments=tuple(map(self._segment, change.segments)),
            last_epoch=change.last_epoch,
            diverged=change.diverged,
        )

    def _segment(self, segment: Segment) -> int:
        at = self._segments.setdefault(id(segment), len(self._all_segments))
        if at == len(self._all_segments):
            self._all_segments.append(segment)
        return at

    def _share(self, losses: NDArray[np.float64]) -> Shared:
        """Where `losses` stand: at the beginning of a column that is there already, or in a new one."""
        count = len(losses)
        for at, column in enumerate(self._columns):
            if column is losses or (count <= len(column) and np.array_equal(column[:count], losses)):
                return Shared(at, count)
        self._columns.append(losses)
        return Shared(len(self._columns) - 1, count)


def _length(run: RunRecord) -> int:
    return len(run.losses)


def _thinned(epochs: tuple[int, ...], frames: tuple[bytes, ...]) -> tuple[tuple[int, ...], tuple[bytes, ...]]:
    """Every second of them, and again, until they take little enough room; the last one stays."""
    while len(frames) > 2 and sum(map(len, frames)) > FRAME_BYTES:
        epochs, frames = epochs[::-1][::2][::-1], frames[::-1][::2][::-1]
    return epochs, frames


# -- reading ---------------------------------------------------------------------------------------------------------


def _check(stored: StoredSession, columns: Sequence[PackedColumn]) -> None:
    """Raise KeyframesError for what no session can hold."""
    numbers = sum(column.count for column in columns)
    numbers += sum(run.lock_epochs.count + run.lock_slopes.count for run in stored.runs)
    if numbers > MOST_NUMBERS:
        raise KeyframesError("they hold too many numbers")
    for settings in {segment.settings for segment in stored.segments} | {stored.session}:
        for name, value in msgspec.structs.asdict(settings).items():
            checked(name, value)
    ok = 0 <= stored.active < stored.standing <= len(stored.runs) and stored.tick_count >= 0
    for segment in stored.segments:
        ok = ok and len(segment.params) == state_size(segment.settings.optimizer, segment.settings.layers)
    for run in stored.runs:
        ok = ok and run.losses.count > 0 and len(run.frames) == len(run.frame_epochs) and min(run.segments) >= 0
        places = [stored.segments[at].place for at in run.segments]
        ok = ok and places == sorted(set(places)) and list(run.frame_epochs) == sorted(set(run.frame_epochs))
    if not ok:
        raise KeyframesError("they do not fit together")


def _record(stored: StoredSession, packed_columns: Sequence[PackedColumn]) -> SessionRecord:
    columns = [_frozen(unpacked(column).view(np.float64)) for column in packed_columns]
    timeline = TimelineRecord(
        count=stored.count,
        standing=stored.standing,
        active=stored.active,
        runs=tuple(_run(run, stored, columns) for run in stored.runs),
        undo=tuple(_change(change, stored) for change in stored.undo),
    )
    return SessionRecord(
        commands=stored.commands,
        tick_count=stored.tick_count,
        playing=stored.playing,
        speed=stored.speed,
        batch_epochs=stored.batch_epochs,
        batch_samples=stored.batch_samples,
        glide=stored.glide,
        threshold=stored.threshold,
        session=stored.session,
        moment=stored.moment,
        params=stored.params,
        timeline=timeline,
    )


def _run(run: StoredRun, stored: StoredSession, columns: Sequence[NDArray[np.float64]]) -> RunRecord:
    return RunRecord(
        number=run.number,
        automatic_name=run.automatic_name,
        given_name=run.given_name,
        called=run.called,
        threshold=run.threshold,
        solved=run.solved,
        parent=run.parent,
        left=None if run.left is None else stored.segments[run.left],
        first_place=run.first_place,
        segments=tuple(_at(stored.segments, run.segments)),
        losses=_cut(columns, run.losses),
        inherited=tuple(Piece(epoch, _cut(columns, shared)) for epoch, shared in run.inherited),
        locks=Locks(
            run.layers,
            unpacked(run.lock_epochs),
            np.frombuffer(run.lock_neurons, "<i2").astype(np.int16),
            np.frombuffer(run.lock_shut, np.bool_),
            unpacked(run.lock_slopes).view(np.float64),
        ),
        diverged=run.diverged,
        frame_epochs=run.frame_epochs,
        frames=run.frames,
    )


def _change(change: StoredChange, stored: StoredSession) -> ChangeRecord:
    return ChangeRecord(
        run=change.run,
        made=change.made,
        key=change.key,
        moment=change.moment,
        session=change.session,
        fresh=change.fresh,
        name=change.name,
        segments=tuple(_at(stored.segments, change.segments)),
        last_epoch=change.last_epoch,
        diverged=change.diverged,
    )


def _at(items: Sequence[Item], places: Iterable[int]) -> Iterator[Item]:
    return (items[place] for place in places)


def _frozen(column: NDArray[np.float64]) -> NDArray[np.float64]:
    column.setflags(write=False)
    return column


def _cut(columns: Sequence[NDArray[np.float64]], shared: Shared) -> NDArray[np.float64]:
    column = columns[shared.column]
    if not 0 < shared.count <= len(column):
        raise KeyframesError("a run has more losses than there are")
    return column[: shared.count]
