"""One recorded future: its segments, its loss and locks at every epoch, and enough keyframes to rebuild any moment of
it exactly."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import inf
from operator import attrgetter

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.sim.engine.growing_array import GrowingArray
from game.sim.engine.lock_log import LockLog
from game.sim.engine.lock_search import LockSearch
from game.sim.engine.segment import Place, Segment
from game.sim.engine.training import LockChange, Stretch
from game.sim.limits import LONGEST_RUN, MOST_EPOCHS
from game.sim.locks import Locks
from game.sim.network import Flat, frozen
from game.sim.snapshot import Piece, RunView

_PLACE = attrgetter("place")
MOST_LOSSES = LONGEST_RUN + MOST_EPOCHS + 1
"""Of a run: training stops with the step that has brought it beyond its longest."""


def keyframe_spacing(parameters: int) -> int:
    """Epochs between keyframes: a seek trains at most that many, about a millisecond's worth."""
    return max(32, 4096 // parameters)


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
    first_place: Place
    segments: tuple[Segment, ...]
    losses: NDArray[np.float64]
    inherited: tuple[Piece, ...]
    locks: Locks
    diverged: int | None
    frame_epochs: tuple[int, ...]
    frames: tuple[bytes, ...]


class Run:
    """Segments, losses, locks and keyframes of one future.

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
        self.left = parent.segment_at(first.place) if parent else None
        self.first_place = first.place
        self.segments: list[Segment] = []
        self.losses = GrowingArray(np.float64, MOST_LOSSES)
        self.locks = LockLog(first.settings.layers)
        self.diverged: int | None = None
        self._inherited: tuple[Piece, ...] = ()
        self._frame_epochs: list[int] = []
        self._frames: list[bytes] = []
        self._view: tuple[object, RunView] | None = None
        self._solved: dict[tuple[float, ...], int] = {}
        self.threshold: float | None = parent.threshold if parent else None
        self._search: LockSearch | None = None
        self._seen: tuple[Segment, Segment] | None = None
        if parent:
            self._inherit(parent, first)
        self.put(first)

    @classmethod
    def of(cls, record: RunRecord) -> Run:
        """The run that `record` was taken of."""
        run = cls(record.number, record.automatic_name, record.segments[0])
        run.given_name, run.parent, run.left = record.given_name, record.parent, record.left
        run.threshold, run._solved = record.threshold, dict(record.solved)
        if record.called:
            run.call(record.called)
        run.first_place, run.segments, run.diverged = record.first_place, list(record.segments), record.diverged
        run.losses, run.locks = GrowingArray.of(record.losses, MOST_LOSSES), LockLog.of(record.locks)
        run._inherited = record.inherited
        run._frame_epochs, run._frames = list(record.frame_epochs), list(record.frames)
        return run

    def held(self) -> RunRecord:
        """All that the run holds now."""
        self.find_locks()
        epochs, frames = tuple(self._frame_epochs), tuple(self._frames)
        end = self.last_epoch
        if (not epochs or epochs[-1] < end) and self.segment_at((end, 0)).place != (end, 0):
            epochs, frames = (*epochs, end), (*frames, array("d", self.params_at((end, 0))).tobytes())
        return RunRecord(
            number=self.id,
            automatic_name=self.automatic_name,
            given_name=self.given_name,
            called=self.called,
            threshold=self.threshold,
            solved=tuple(self._solved.items()),
            parent=self.parent,
            left=self.left,
            first_place=self.first_place,
            segments=tuple(self.segments),
            losses=self.losses.view(),
            inherited=self._inherited,
            locks=self.lock_history(),
            diverged=self.diverged,
            frame_epochs=epochs,
            frames=frames,
        )

    def _inherit(self, parent: Run, first: Segment) -> None:
        """Take over what `parent` had before `first`."""
        parent.find_locks()
        self._solved = {task: epoch for task, epoch in parent._solved.items() if epoch < first.epoch}
        self.segments = [segment for segment in parent.segments if segment.place < first.place]
        self._inherited = tuple(
            _cut(piece, first.epoch) for piece in parent.pieces() if piece.first_epoch < first.epoch
        )
        self.locks = parent.locks.before(first.epoch + 1)
        at = bisect_right(parent._frame_epochs, first.epoch)
        self._frame_epochs, self._frames = parent._frame_epochs[:at], parent._frames[:at]
        if first.sample:
            self.losses.extend([parent.loss_at(first.epoch)])

    @property
    def name(self) -> str:
        """The name the student gave it, or else one made from what it does."""
        return self.given_name or self.automatic_name

    @property
    def well_called(self) -> bool:
        """Whether what the run is called was found for the name it has now."""
        return self._called_for == self.name

    def call(self, name: str) -> None:
        """From now on the run is `called` so on screen: its name, or that with a number."""
        self.called, self._called_for = name, self.name

    @property
    def first_epoch(self) -> int:
        """The epoch its own record begins with: 0, or that of the branch."""
        return self.first_place[0]

    @property
    def last_epoch(self) -> int:
        return self.first_epoch + len(self.losses) - 1

    @property
    def nbytes(self) -> int:
        """Bytes that recording holds: losses, keyframes (with what Python adds to each) and locks."""
        return self.losses.nbytes + sum(len(frame) + 80 for frame in self._frames) + self.locks.nbytes

    @property
    def keyframe_epochs(self) -> tuple[int, ...]:
        """The epochs whose parameters are kept; others are trained again from the one before."""
        return tuple(self._frame_epochs)

    # -- recording ---------------------------------------------------------------------------------------------------

    def put(self, segment: Segment) -> None:
        """From `segment.place`, the run's end, things go on as `segment` says; it replaces one that starts there."""
        if self.segments and self.segments[-1].place == segment.place:
            self.segments.pop()
        self.segments.append(segment)
        self.diverged = None
        if segment.sample == 0:
            self._look_again(segment, segment.params, segment.epoch)

    def restart(self, first: Segment, name: str) -> None:
        """Begin again with `first`, at epoch 0; nothing that was recorded is kept."""
        self.automatic_name = name
        self.segments = []
        self.put(first)

    def record(self, stretch: Stretch, epoch: int) -> None:
        """Note what `stretch`, trained from `epoch`, brought beyond the recorded end."""
        end = self.last_epoch
        self._note_solved(stretch)
        self.losses.extend(stretch.losses[end - epoch :])
        self._add_locks([change for change in stretch.changes if change.epoch > end])
        if stretch.diverged:
            self.diverged = self.last_epoch + 1

    def keep(self, epoch: int, params: Flat) -> None:
        """Store a keyframe: the parameters after `epoch` epochs."""
        if not self._frame_epochs or epoch > self._frame_epochs[-1]:
            self._frame_epochs.append(epoch)
            self._frames.append(array("d", params).tobytes())

    def restore(self, segments: Sequence[Segment], last_epoch: int, diverged: int | None) -> None:
        """Become again what the run was when these were its segments and that its end."""
        self.segments = list(segments)
        self.diverged = diverged
        keep = bisect_right(self._frame_epochs, last_epoch)
        del self._frame_epochs[keep:], self._frames[keep:]
        end = (last_epoch, 0)
        self._look_again(self.segment_at(end), self.params_at(end), last_epoch)

    def future_after(self, known: Sequence[Segment], number: int) -> Run:
        """A run of its own for what followed on the first segments that this one has in common with `known`."""
        self.find_locks()
        shared = sum(1 for ours, theirs in zip(self.segments, known, strict=False) if ours is theirs)
        first, *later = self.segments[shared:]
        future = Run(number, self.automatic_name, first, self if shared else None)
        future.segments += later
        future.losses.extend(self.losses.view()[first.epoch + 1 - self.first_epoch :])
        future.locks = self.locks.before(self.last_epoch + 1)
        future._frame_epochs, future._frames = self._frame_epochs[:], self._frames[:]
        future.diverged, future._solved = self.diverged, dict(self._solved)
        return future

    def _look_again(self, segment: Segment, params: Flat, epoch: int) -> None:
        """Loss and locks at `params`, the run's end at `epoch`, in place of what was recorded from there on."""
        self.losses.cut(epoch - self.first_epoch)
        self._forget_locks(epoch)
        if epoch == 0:
            self.locks = LockLog(segment.settings.layers)
        before = self.locked_at(epoch - 1) if epoch else segment.kernel.unlocked()
        self._solved = {task: solved for task, solved in self._solved.items() if solved < epoch}
        stretch = self.seen(segment).look(params, epoch, before, watch=self.solved is None)
        self._note_solved(stretch)
        self.losses.extend(stretch.losses)
        self._add_locks(stretch.changes)

    @property
    def solved(self) -> int | None:
        """The first epoch with every sample right, by what is asked at the run's end; None as long as there is none."""
        return self._solved.get(self._task)

    def ends_with(self, segment: Segment) -> bool:
        """Whether what `segment` asks for, sample by sample, is what is asked at the run's end."""
        last = self.segments[-1]
        return segment is last or (segment.targets == last.targets and segment.data == last.data)

    @property
    def _task(self) -> tuple[float, ...]:
        """What is asked at the run's end: the targets; and where samples were placed, moved or taken away since the run
        began, which ones there are now, set apart by a number that no target is."""
        first, last = self.segments[0], self.segments[-1]
        same = first is last or first.data == last.data
        return last.targets if same else (*last.targets, inf, *chain.from_iterable(last.inputs))

    def _note_solved(self, stretch: Stretch) -> None:
        if stretch.solved is not None and self.solved is None:
            self._solved[self._task] = stretch.solved

    # -- locks -------------------------------------------------------------------------------------------------------

    def seen(self, segment: Segment) -> Segment:
        """`segment` with the threshold that locks are looked for with now."""
        if self.threshold is None or segment.settings.lock_threshold == self.threshold:
            return segment
        if self._seen is None or self._seen[0] is not segment:
            settings = msgspec.structs.replace(segment.settings, lock_threshold=self.threshold)
            self._seen = (segment, replace(segment, settings=settings))
        return self._seen[1]

    def look_with(self, threshold: float) -> None:
        """Let its locks be those that `threshold` gives, from epoch 0 on; `find_locks` finds them."""
        own = {segment.settings.lock_threshold for segment in self.segments}
        if self.threshold == threshold or (self.threshold is None and own == {threshold}):
            return
        self.threshold, self._seen = threshold, None
        self.locks, self._search = LockLog(self.segments[0].settings.layers), LockSearch(self.last_epoch)

    @property
    def finds_locks(self) -> bool:
        """Whether there are locks that are still to be found."""
        return self._search is not None

    def find_locks(self, epochs: int | None = None) -> None:
        """Find the locks of so many epochs more (all, by default), as far as they are not known. Training is gone
        through again: that takes as long as it took."""
        search = self._search
        if search is None:
            return
        left = search.end + 1 if epochs is None else epochs
        while left > 0 and search.epoch < search.end:
            left -= self._search_on(search, left)
        if search.epoch >= search.end:
            self._search = None
            self.locks.extend(search.later)

    def _search_on(self, search: LockSearch, most: int) -> int:
        """Find the locks of up to `most` epochs, as far as one segment goes; how many they were."""
        epoch, following = search.epoch, self.next_place((max(0, search.epoch), 0))
        if epoch < 0 or (following and following[0] == epoch):  # parameters changed between two samples
            self._search_at(search, epoch + 1)
            return 1
        count = min(most, search.end - epoch, following[0] - epoch if following else most)
        stretch = self.seen(self.segment_at((epoch, 0))).train(search.params, epoch, count, search.locked)
        self.locks.extend(stretch.changes)
        search.epoch, search.params, search.locked = epoch + count, stretch.params, stretch.locked
        if following == (search.epoch, 0):
            self.locks.cut(search.epoch)
            self._search_at(search, search.epoch)
        return count

    def _search_at(self, search: LockSearch, epoch: int) -> None:
        """Look at `epoch` itself, all before it being known."""
        segment, params = self.segment_at((epoch, 0)), self.params_at((epoch, 0))
        before = tuple(since is not None for since in self.locks.since(epoch))
        stretch = self.seen(segment).look(params, epoch, before)
        self.locks.extend(stretch.changes)
        search.epoch, search.params, search.locked = epoch, params, stretch.locked

    def _add_locks(self, changes: list[LockChange]) -> None:
        if self._search:
            self._search.later += changes
        else:
            self.locks.extend(changes)

    def _forget_locks(self, epoch: int) -> None:
        """Forget the changes from `epoch` on."""
        search = self._search
        if search and search.epoch < epoch:
            search.end = min(search.end, epoch - 1)
            search.later = [change for change in search.later if change.epoch < epoch]
            return
        self._search = None
        self.locks.cut(epoch)

    # -- rebuilding --------------------------------------------------------------------------------------------------

    def segment_at(self, place: Place) -> Segment:
        """The segment in force at `place`."""
        return self.segments[bisect_right(self.segments, place, key=_PLACE) - 1]

    def next_place(self, place: Place) -> Place | None:
        """Where the next segment after `place` begins; None if there is none."""
        at = bisect_right(self.segments, place, key=_PLACE)
        return self.segments[at].place if at < len(self.segments) else None

    def params_at(self, place: Place) -> Flat:
        """Parameters at `place`, bit for bit as they were when trained."""
        epoch, sample = place
        segment = self.segment_at(place)
        start, first, params = self._frame(segment, epoch) or (segment.epoch, segment.sample, segment.params)
        if start < epoch and first:
            params = segment.steps(params, start, first, segment.samples)
            start, first = start + 1, 0
        if start < epoch:
            params = segment.train(params, start, epoch - start).params
        return segment.steps(params, epoch, first, sample) if segment.within_epochs else params

    def place_of(self, epoch: int, sample: int) -> Place:
        """Where the samples begin that the one at place `sample` of that epoch is updated with."""
        return (epoch, self.segment_at((epoch, sample)).begin_of_group(sample))

    def history(self, epochs: Sequence[int]) -> list[Flat]:
        """Parameters after each of `epochs`, which are in order: as `params_at`, without going back to a keyframe where
        the one before is nearer."""
        found: list[Flat] = []
        before: tuple[int, Flat] | None = None
        for epoch in epochs:
            segment = self.segment_at((epoch, 0))
            if before and segment.place <= (before[0], 0) and epoch - before[0] < keyframe_spacing(len(before[1])):
                params = (
                    segment.train(before[1], before[0], epoch - before[0]).params if epoch > before[0] else before[1]
                )
            else:
                params = self.params_at((epoch, 0))
            found.append(params)
            before = (epoch, params)
        return found

    def _frame(self, segment: Segment, epoch: int) -> tuple[int, int, Flat] | None:
        """The last keyframe of `segment` up to `epoch`, as (epoch, sample, parameters)."""
        at = bisect_right(self._frame_epochs, epoch) - 1
        if at < 0 or self._frame_epochs[at] <= segment.epoch:
            return None
        return self._frame_epochs[at], 0, tuple(array("d", self._frames[at]))

    def locked_at(self, epoch: int) -> tuple[bool, ...]:
        """Which neurons are locked after `epoch` epochs, counted over the units after the inputs."""
        if self._search and self._search.epoch < epoch:
            segment = self.seen(self.segment_at((epoch, 0)))
            return segment.look(self.params_at((epoch, 0)), epoch, segment.kernel.unlocked()).locked
        return tuple(since is not None for since in self.locks.since(epoch))

    def lock_states(self, epoch: int) -> tuple[tuple[bool, int | None], ...]:
        """For each neuron whether it is locked after `epoch` epochs, and since which; None if it is not, or if that has
        not been found yet."""
        if self._search and self._search.epoch < epoch:
            return tuple((locked, None) for locked in self.locked_at(epoch))
        return tuple((since is not None, since) for since in self.locks.since(epoch))

    def lock_history(self) -> Locks:
        """Lock events from epoch 0 to the end."""
        return self.locks.view()

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
        for segment in self.segments:
            found[segment.epoch + (1 if segment.sample else 0)] = segment.settings.loss
        kinds = list(found.items())
        return tuple(kind for at, kind in enumerate(kinds) if not at or kind[1] != kinds[at - 1][1])

    def view(self, *, active: bool) -> RunView:
        """A read-only picture of the run; the same object as long as nothing in it changes."""
        last = self.losses.view()[-1]
        locks = (len(self.locks), self.threshold)
        key = (self.called, self.last_epoch, *locks, self.segments[-1], float(last), active, self.diverged)
        if self._view is None or self._view[0] != key:
            about = (self.id, self.called, self.parent, self.pieces())
            view = RunView(*about, self.lock_history(), active, self.diverged, self._kinds(), self.solved)
            self._view = (key, view)
        return self._view[1]


def _cut(piece: Piece, end: int) -> Piece:
    """`piece` without the epochs from `end` on; a small part is copied, so as not to hold on to the whole."""
    kept = piece.losses[: end - piece.first_epoch]
    return Piece(piece.first_epoch, kept if 2 * len(kept) >= len(piece.losses) else frozen(kept))
