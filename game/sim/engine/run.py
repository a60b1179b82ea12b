"""One recorded future: its course, and its loss and locks at every epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf

import numpy as np
from numpy.typing import NDArray

from game.sim.engine.growing_array import GrowingArray
from game.sim.engine.lock_log import LockLog
from game.sim.engine.run_course import RunCourse
from game.sim.engine.run_locks import RunLocks
from game.sim.engine.segment import EpochPlace, Segment
from game.sim.engine.training import Stretch
from game.sim.limits import LONGEST_RUN, MOST_EPOCHS
from game.sim.locks import Locks
from game.sim.network import Flat, frozen
from game.sim.snapshot import Piece, RunView

MOST_LOSSES = LONGEST_RUN + MOST_EPOCHS + 1
"""Of a run: training stops with the step that has brought it beyond its longest."""


@dataclass(frozen=True, eq=False)
class RunRecord:
    """All that a run holds at one moment: `Run.of` makes the run again from it, and nothing in it changes later.
    `losses` are its own, from `first_place` on; `frames[k]` are the parameters after `frame_epochs[k]` epochs, the last
    of them those of the run's end, if no segment begins there."""

    number: int
    automatic_name: str
    given_name: str | None
    called: str
    threshold: float | None
    solved: tuple[tuple[tuple[float, ...], int], ...]
    parent: int | None
    left: Segment | None
    first_place: EpochPlace
    segments: tuple[Segment, ...]
    losses: NDArray[np.float64]
    inherited: tuple[Piece, ...]
    locks: Locks
    diverged: int | None
    frame_epochs: tuple[int, ...]
    frames: tuple[bytes, ...]


class Run:
    """The course, the losses and the locks of one future.

    A branch takes over what its parent had up to the place it leaves at, and from then on depends on it no more: what
    becomes of the parent, undone or dropped, changes nothing here. Losses are shared, everything else is copied.
    """

    def __init__(self, number: int, name: str, first: Segment, parent: Run | None = None) -> None:
        self.id = number
        self.automatic_name = name
        self.given_name: str | None = None
        self.called = ""
        self._called_for = ""
        self.parent = parent.id if parent else None
        self.left: Segment | None = parent.course.segment_at(first.place) if parent else None
        self.first_place = first.place
        self.course: RunCourse = RunCourse(())
        self.losses = GrowingArray(np.float64, MOST_LOSSES)
        self.locks = RunLocks(self.course, LockLog(first.settings.layers), None)
        self.diverged: int | None = None
        self._inherited: tuple[Piece, ...] = ()
        self._view: tuple[object, RunView] | None = None
        self._solved: dict[tuple[float, ...], int] = {}
        if parent:
            self._inherit(parent, first)
        self.put(first)

    @classmethod
    def of(cls, record: RunRecord) -> Run:
        """The run that `record` was taken of."""
        run = cls(record.number, record.automatic_name, record.segments[0])
        run.given_name, run.parent, run.left = record.given_name, record.parent, record.left
        run._solved = dict(record.solved)
        if record.called:
            run.call(record.called)
        run.first_place, run.diverged = record.first_place, record.diverged
        run.course = RunCourse(record.segments, record.frame_epochs, record.frames)
        run.locks = RunLocks(run.course, LockLog.of(record.locks), record.threshold)
        run.losses, run._inherited = GrowingArray.of(record.losses, MOST_LOSSES), record.inherited
        return run

    def held(self) -> RunRecord:
        """All that the run holds now."""
        self.locks.find()
        epochs, frames = self.course.keyframes_to(self.last_epoch)
        return RunRecord(
            number=self.id,
            automatic_name=self.automatic_name,
            given_name=self.given_name,
            called=self.called,
            threshold=self.locks.threshold,
            solved=tuple(self._solved.items()),
            parent=self.parent,
            left=self.left,
            first_place=self.first_place,
            segments=tuple(self.course.segments),
            losses=self.losses.view(),
            inherited=self._inherited,
            locks=self.locks.history(),
            diverged=self.diverged,
            frame_epochs=epochs,
            frames=frames,
        )

    def _inherit(self, parent: Run, first: Segment) -> None:
        """Take over what `parent` had before `first`."""
        parent.locks.find()
        self._solved = {task: epoch for task, epoch in parent._solved.items() if epoch < first.epoch}
        self.course = parent.course.before(first)
        self.locks = RunLocks(self.course, parent.locks.before(first.epoch + 1), parent.locks.threshold)
        self._inherited = tuple(
            _cut(piece, first.epoch) for piece in parent.pieces() if piece.first_epoch < first.epoch
        )
        if first.sample:
            self.losses.extend([parent.loss_at(first.epoch)])

    @property
    def name(self) -> str:
        """The name the student gave it, or else one made from what it does."""
        return self.given_name or self.automatic_name

    @property
    def well_called(self) -> bool:
        """Whether the run's name is still the one that `call` gave it a screen name for."""
        return self._called_for == self.name

    def call(self, name: str) -> None:
        """Give the run the name it has on screen: its own name, or that with a number behind it."""
        self.called, self._called_for = name, self.name

    @property
    def first_epoch(self) -> int:
        """The epoch its own record begins with: 0, or that of the branch."""
        return self.first_place[0]

    @property
    def last_epoch(self) -> int:
        """The last epoch that is recorded."""
        return self.first_epoch + len(self.losses) - 1

    @property
    def nbytes(self) -> int:
        """Bytes that recording holds: losses, keyframes and locks."""
        return self.losses.nbytes + self.course.nbytes + self.locks.nbytes

    # -- recording ---------------------------------------------------------------------------------------------------

    def put(self, segment: Segment) -> None:
        """From `segment.place`, the run's end, things go on as `segment` says; it replaces one that starts there."""
        segments = self.course.segments
        if segments and segments[-1].place == segment.place:
            segments.pop()
        segments.append(segment)
        self.diverged = None
        if segment.sample == 0:
            self._look_again(segment, segment.params, segment.epoch)

    def restart(self, first: Segment, name: str) -> None:
        """Begin again with `first`, at epoch 0; nothing that was recorded is kept."""
        self.automatic_name = name
        self.course.segments.clear()
        self.put(first)

    def record(self, stretch: Stretch, epoch: int) -> None:
        """Note what `stretch`, trained from `epoch`, brought beyond the recorded end."""
        end = self.last_epoch
        self._note_solved(stretch)
        self.losses.extend(stretch.losses[end - epoch :])
        self.locks.add([change for change in stretch.changes if change.epoch > end])
        if stretch.diverged:
            self.diverged = self.last_epoch + 1

    def restore(self, segments: Sequence[Segment], last_epoch: int, diverged: int | None) -> None:
        """Become again what the run was when these were its segments and that its end."""
        self.course.segments[:] = segments
        self.diverged = diverged
        self.course.forget_after(last_epoch)
        end = (last_epoch, 0)
        self._look_again(self.course.segment_at(end), self.course.params_at(end), last_epoch)

    def future_after(self, known: Sequence[Segment], number: int) -> Run:
        """A run of its own for what followed on the first segments that this one has in common with `known`."""
        self.locks.find()
        segments = self.course.segments
        shared = sum(1 for ours, theirs in zip(segments, known, strict=False) if ours is theirs)
        first, *later = segments[shared:]
        future = Run(number, self.automatic_name, first, self if shared else None)
        future.course.segments += later
        future.course.keyframes_of(self.course)
        future.losses.extend(self.losses.view()[first.epoch + 1 - self.first_epoch :])
        future.locks = RunLocks(future.course, self.locks.before(self.last_epoch + 1), future.locks.threshold)
        future.diverged, future._solved = self.diverged, dict(self._solved)
        return future

    def _look_again(self, segment: Segment, params: Flat, epoch: int) -> None:
        """Loss and locks at `params`, the run's end at `epoch`, in place of what was recorded from there on."""
        self.losses.cut(epoch - self.first_epoch)
        self.locks.forget(epoch)
        if epoch == 0:
            self.locks.clear(segment.settings.layers)
        before = self.locks.at(epoch - 1) if epoch else segment.kernel.unlocked()
        self._solved = {task: solved for task, solved in self._solved.items() if solved < epoch}
        stretch = self.locks.seen(segment).look(params, epoch, before, watch=self.solved is None)
        self._note_solved(stretch)
        self.losses.extend(stretch.losses)
        self.locks.add(stretch.changes)

    def look_with(self, threshold: float) -> None:
        """Let its locks be those that `threshold` gives, from epoch 0 on; `locks.find` finds them."""
        self.locks.look_with(threshold, self.last_epoch)

    @property
    def solved(self) -> int | None:
        """The first epoch with every sample right, by what is asked at the run's end; None as long as there is none."""
        return self._solved.get(self._task)

    def ends_with(self, segment: Segment) -> bool:
        """Whether what `segment` asks for, sample by sample, is what is asked at the run's end."""
        last = self.course.segments[-1]
        return segment is last or (segment.targets == last.targets and segment.data == last.data)

    @property
    def _task(self) -> tuple[float, ...]:
        """What is asked at the run's end: the targets; and where samples were placed, moved or taken away since the run
        began, which ones there are now, set apart by a number that no target is."""
        first, last = self.course.segments[0], self.course.segments[-1]
        same = first is last or first.data == last.data
        return last.targets if same else (*last.targets, inf, *chain.from_iterable(last.inputs))

    def _note_solved(self, stretch: Stretch) -> None:
        if stretch.solved is not None and self.solved is None:
            self._solved[self._task] = stretch.solved

    def loss_at(self, epoch: int) -> float:
        """Recorded average loss after `epoch` epochs."""
        piece = next(piece for piece in reversed(self.pieces()) if piece.first_epoch <= epoch)
        return float(piece.losses[epoch - piece.first_epoch])

    def pieces(self) -> tuple[Piece, ...]:
        """The loss history from epoch 0 to the end, see `RunView`."""
        return (*self._inherited, Piece(self.first_epoch, self.losses.view()))

    def _kinds(self) -> tuple[tuple[int, str], ...]:
        """From which epoch on which loss is recorded. Set in the middle of an epoch, it is that of the next."""
        found: dict[int, str] = {}
        for segment in self.course.segments:
            found[segment.epoch + (1 if segment.sample else 0)] = segment.settings.loss
        kinds = list(found.items())
        return tuple(kind for at, kind in enumerate(kinds) if not at or kind[1] != kinds[at - 1][1])

    def view(self, *, active: bool) -> RunView:
        """A read-only picture of the run; the same object as long as nothing in it changes."""
        last = self.losses.view()[-1]
        locks = (len(self.locks), self.locks.threshold)
        key = (self.called, self.last_epoch, *locks, self.course.segments[-1], float(last), active, self.diverged)
        if self._view is None or self._view[0] != key:
            about = (self.id, self.called, self.parent, self.pieces())
            view = RunView(*about, self.locks.history(), active, self.diverged, self._kinds(), self.solved)
            self._view = (key, view)
        return self._view[1]


def _cut(piece: Piece, end: int) -> Piece:
    """`piece` without the epochs from `end` on; a small part is copied, so as not to hold on to the whole."""
    kept = piece.losses[: end - piece.first_epoch]
    return Piece(piece.first_epoch, kept if 2 * len(kept) >= len(piece.losses) else frozen(kept))
