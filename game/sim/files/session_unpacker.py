"""Unpacks a session's record: from what is written to what the engine holds, once it is known to fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.sim.engine.run import RunRecord
from game.sim.engine.simulation import SessionRecord
from game.sim.engine.timeline import Memento, TimelineRecord, UndoRecord
from game.sim.files.packed_column import PackedColumn, unpack_column
from game.sim.files.stored_session import KeyframesError, Shared, StoredChange, StoredRun, StoredSession
from game.sim.locks import Locks
from game.sim.optimizers import state_size
from game.sim.settings import checked
from game.sim.snapshot import Piece

MOST_NUMBERS = 30_000_000
"""Numbers in all columns together, 240 MB of memory."""

Item = TypeVar("Item")


def unpacked_session(stored: StoredSession, columns: Sequence[PackedColumn]) -> SessionRecord:
    """The record that `stored` and its columns tell. Raises KeyframesError for what no session can hold."""
    _check(stored, columns)
    return _record(stored, columns)


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
    columns = [_frozen(unpack_column(column).view(np.float64)) for column in packed_columns]
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
            unpack_column(run.lock_epochs),
            np.frombuffer(run.lock_neurons, "<i2").astype(np.int16),
            np.frombuffer(run.lock_shut, np.bool_),
            unpack_column(run.lock_slopes).view(np.float64),
        ),
        diverged=run.diverged,
        frame_epochs=run.frame_epochs,
        frames=run.frames,
    )


def _change(change: StoredChange, stored: StoredSession) -> UndoRecord:
    found = Memento(
        key=change.key,
        moment=change.moment,
        session=change.session,
        fresh=change.fresh,
        name=change.name,
        segments=tuple(_at(stored.segments, change.segments)),
        last_epoch=change.last_epoch,
        diverged=change.diverged,
    )
    return UndoRecord(change.run, change.made, found)


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
