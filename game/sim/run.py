"""One recorded future: its segments, its loss and locks at every epoch, and enough keyframes to rebuild any moment of
it exactly."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from game.sim.events import LockEvent
from game.sim.float_log import FloatLog
from game.sim.kernel import Flat, Stretch
from game.sim.network import Layers
from game.sim.segment import Place, Segment
from game.sim.snapshot import Piece, RunView


def keyframe_spacing(parameters: int) -> int:
    """Epochs between keyframes: a seek trains at most that many, about a millisecond's worth."""
    return max(32, 4096 // parameters)


class Run:
    """Segments, losses, locks and keyframes of one future. Before its first segment it shares its parent's."""

    def __init__(self, number: int, name: str, first: Segment, parent: Run | None = None) -> None:
        self.id = number
        self.name = name
        self.parent = parent
        self.first_epoch = first.epoch
        self.segments: list[Segment] = []
        self.losses = FloatLog()
        self.locks: list[LockEvent] = []
        self.diverged: int | None = None
        self._frame_epochs: list[int] = []
        self._frames: list[bytes] = []
        self._view: tuple[object, RunView] | None = None
        self.put(first)

    @property
    def last_epoch(self) -> int:
        return self.first_epoch + len(self.losses) - 1

    @property
    def nbytes(self) -> int:
        """Bytes that recording holds: losses, keyframes (with what Python adds to each) and locks."""
        return self.losses.nbytes + sum(len(frame) + 80 for frame in self._frames) + 200 * len(self.locks)

    # -- recording ---------------------------------------------------------------------------------------------------

    def put(self, segment: Segment) -> None:
        """From `segment.place`, the run's end, things go on as `segment` says; it replaces one that starts there."""
        if self.segments and self.segments[-1].place == segment.place:
            self.segments.pop()
        self.segments.append(segment)
        self.diverged = None
        if segment.sample == 0:
            self._look_again(segment)
        elif not len(self.losses) and self.parent:
            self.losses.extend([self.parent.loss_at(segment.epoch)])

    def restart(self, first: Segment, name: str) -> None:
        """Begin again with `first`, at epoch 0; nothing that was recorded is kept."""
        self.name = name
        self.segments, self.locks = [], []
        self._frame_epochs, self._frames = [], []
        self.losses.cut(0)
        self.put(first)

    def record(self, stretch: Stretch, segment: Segment, epoch: int) -> None:
        """Note what `stretch`, trained from `epoch`, brought beyond the recorded end."""
        end = self.last_epoch
        self.losses.extend(stretch.losses[end - epoch :])
        self._note_locks(stretch, segment.settings.layers, end + 1)
        if stretch.diverged:
            self.diverged = self.last_epoch + 1

    def keep(self, epoch: int, params: Flat) -> None:
        """Store a keyframe: the parameters after `epoch` epochs."""
        if not self._frame_epochs or epoch > self._frame_epochs[-1]:
            self._frame_epochs.append(epoch)
            self._frames.append(array("d", params).tobytes())

    def restore(
        self,
        segments: Sequence[Segment],
        last_epoch: int,
        last_loss: float,
        locks: Sequence[LockEvent],
        diverged: int | None,
    ) -> None:
        """Become again what the run was when these were its segments, end and locks."""
        self.segments, self.locks = list(segments), list(locks)
        self.losses.cut(last_epoch - self.first_epoch)
        self.losses.extend([last_loss])
        keep = bisect_right(self._frame_epochs, last_epoch)
        del self._frame_epochs[keep:], self._frames[keep:]
        self.diverged = diverged

    def future_after(self, segments: Sequence[Segment], number: int, name: str) -> Run:
        """A run of its own for what comes after `segments`, the first ones this run had."""
        later = [segment for segment in self.segments if not any(segment is known for known in segments)]
        future = Run(number, name, later[0], self)
        future.segments = later
        future.losses.cut(0)
        future.losses.extend(self.losses.view()[later[0].epoch - self.first_epoch :].tolist())
        first_lock = later[0].epoch + (1 if later[0].sample else 0)
        future.locks = [event for event in self.locks if event.epoch >= first_lock]
        at = bisect_right(self._frame_epochs, later[0].epoch)
        future._frame_epochs, future._frames = self._frame_epochs[at:], self._frames[at:]
        future.diverged = self.diverged
        return future

    def _look_again(self, segment: Segment) -> None:
        """Loss and locks at the segment's start, in place of what was recorded there before."""
        self.losses.cut(min(len(self.losses), segment.epoch - self.first_epoch))
        self.locks = [event for event in self.locks if event.epoch < segment.epoch]
        before = self.locked_at(segment.epoch, segment.settings.layers)
        stretch = segment.look(segment.params, segment.epoch, before)
        self.losses.extend(stretch.losses)
        self._note_locks(stretch, segment.settings.layers, segment.epoch)

    def _note_locks(self, stretch: Stretch, layers: Layers, first_new: int) -> None:
        for change in stretch.changes:
            if change.epoch >= first_new:
                layer, unit = _neuron(layers, change.neuron)
                self.locks.append(LockEvent(change.epoch, layer, unit, change.locked, change.slope))

    # -- rebuilding --------------------------------------------------------------------------------------------------

    def segment_at(self, place: Place) -> Segment:
        """The segment in force at `place`."""
        for segment in reversed(self.segments):
            if segment.place <= place:
                return segment
        return self.parent.segment_at(place) if self.parent else self.segments[0]

    def next_place(self, place: Place) -> Place | None:
        """Where the next segment after `place` begins; None if there is none."""
        return min((segment.place for segment in self._chain() if segment.place > place), default=None)

    def _chain(self) -> Iterator[Segment]:
        """All segments from epoch 0 on, those shared with the parents included."""
        if self.parent:
            first = self.segments[0].place
            yield from (segment for segment in self.parent._chain() if segment.place < first)
        yield from self.segments

    def params_at(self, place: Place) -> Flat:
        """Parameters at `place`, bit for bit as they were when trained."""
        epoch, sample = place
        segment = self.segment_at(place)
        start, first, params = self._frame(segment, epoch) or (segment.epoch, segment.sample, segment.params)
        if start < epoch and first:
            params = segment.steps(params, first, segment.samples)
            start, first = start + 1, 0
        if start < epoch:
            params = segment.train(params, start, epoch - start).params
        return segment.steps(params, first, sample) if segment.by_sample else params

    def _frame(self, segment: Segment, epoch: int) -> tuple[int, int, Flat] | None:
        """The last keyframe of `segment` up to `epoch`, as (epoch, sample, parameters)."""
        if not any(segment is own for own in self.segments):
            return self.parent._frame(segment, epoch) if self.parent else None
        at = bisect_right(self._frame_epochs, epoch) - 1
        if at < 0 or self._frame_epochs[at] <= segment.epoch:
            return None
        return self._frame_epochs[at], 0, tuple(array("d", self._frames[at]))

    def locked_at(self, epoch: int, layers: Layers) -> tuple[bool, ...]:
        """Which neurons are locked after `epoch` epochs, counted over the units after the inputs."""
        locked = [False] * sum(layers[1:])
        for event in self.lock_history():
            if event.epoch > epoch:
                break
            locked[sum(layers[1 : event.layer]) + event.unit] = event.locked
        return tuple(locked)

    def lock_history(self) -> list[LockEvent]:
        """Lock events from epoch 0 to the end, those shared with the parents included."""
        if not self.parent:
            return self.locks
        first = self.segments[0]
        end = first.epoch if first.sample else first.epoch - 1
        return [event for event in self.parent.lock_history() if event.epoch <= end] + self.locks

    def loss_at(self, epoch: int) -> float:
        """Recorded average loss after `epoch` epochs."""
        if epoch < self.first_epoch and self.parent:
            return self.parent.loss_at(epoch)
        return float(self.losses.view()[epoch - self.first_epoch])

    def pieces(self) -> tuple[Piece, ...]:
        """The loss history from epoch 0 to the end, see `RunView`."""
        own = Piece(self.first_epoch, self.losses.view())
        inherited = [] if not self.parent else [p for p in self.parent.pieces() if p.first_epoch < self.first_epoch]
        if inherited:
            last = inherited[-1]
            inherited[-1] = Piece(last.first_epoch, last.losses[: self.first_epoch - last.first_epoch])
        return (*inherited, own)

    def view(self, *, active: bool) -> RunView:
        """A read-only picture of the run; the same object as long as nothing in it changes."""
        last = self.losses.view()[-1]
        key = (self.name, self.last_epoch, len(self.locks), self.segments[-1], float(last), active, self.diverged)
        if self._view is None or self._view[0] != key:
            parent = self.parent.id if self.parent else None
            locks = tuple(self.lock_history())
            view = RunView(self.id, self.name, parent, self.pieces(), locks, active, self.diverged)
            self._view = (key, view)
        return self._view[1]


def _neuron(layers: Layers, index: int) -> tuple[int, int]:
    for layer in range(1, len(layers)):
        if index < layers[layer]:
            return layer, index
        index -= layers[layer]
    raise IndexError(index)
