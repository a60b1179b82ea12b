"""Packs a session's record: from what the engine holds to what is written."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.sim.engine.run import RunRecord
from game.sim.engine.segment import Segment
from game.sim.engine.simulation import SessionRecord
from game.sim.engine.timeline import TimelineRecord, UndoRecord
from game.sim.files.packed_column import PackedColumn, pack_column
from game.sim.files.stored_session import Shared, StoredChange, StoredRun, StoredSession

FRAME_BYTES = 2_000_000
"""Where a run's parameters take more than that, every second of them is left out, and again."""


class SessionPacker:
    """Numbers segments and columns, so that each is written once however many runs share it."""

    def __init__(self, timeline: TimelineRecord) -> None:
        self._timeline = timeline
        self._segments: dict[int, int] = {}
        self._all_segments: list[Segment] = []
        self._columns: list[NDArray[np.float64]] = []
        for run in sorted(timeline.runs, key=_length, reverse=True):  # so that the shorter ones are found in them
            self._share(run.losses)

    def session(self, record: SessionRecord) -> StoredSession:
        """The whole session as it is stored."""
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
        return tuple(map(pack_column, self._columns))

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
            lock_epochs=pack_column(locks.epochs),
            lock_neurons=locks.neurons.astype("<i2").tobytes(),
            lock_shut=locks.locked.tobytes(),
            lock_slopes=pack_column(locks.slopes),
            diverged=run.diverged,
            frame_epochs=epochs,
            frames=frames,
        )

    def _change(self, change: UndoRecord) -> StoredChange:
        found = change.found
        return StoredChange(
            run=change.run,
            made=change.made,
            key=found.key,
            moment=found.moment,
            session=found.session,
            fresh=found.fresh,
            name=found.name,
            segments=tuple(map(self._segment, found.segments)),
            last_epoch=found.last_epoch,
            diverged=found.diverged,
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
