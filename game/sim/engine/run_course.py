"""What a run was trained with, place by place, and keyframes enough to rebuild its parameters anywhere. Parameters are
here those of a segment: with what the optimizer remembers behind them, see `game.sim.optimizers`."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from game.sim.engine.segment import EpochPlace, Segment
from game.sim.network import Flat

_PLACE = attrgetter("place")

PlacedParams = tuple[Segment, EpochPlace, Flat]
"""Parameters at a place of a segment."""


def keyframe_spacing(parameters: int) -> int:
    """Epochs between keyframes: a seek trains at most that many, about a millisecond's worth."""
    return max(32, 4096 // parameters)


class RunCourse:
    """Segments in the order of their places, and keyframes: the parameters after some of the epochs. What lies between
    two keyframes is trained again, which brings the same parameters bit for bit; on from the place that was asked for
    last where that is nearer: who looks through a run asks for one place after the other, or for the same again."""

    def __init__(self, segments: Sequence[Segment], epochs: Sequence[int] = (), frames: Sequence[bytes] = ()) -> None:
        self.segments = list(segments)
        self._epochs = list(epochs)
        self._frames = list(frames)
        self._last: PlacedParams | None = None

    def before(self, first: Segment) -> RunCourse:
        """A copy of what lies before `first`."""
        at = bisect_right(self._epochs, first.epoch)
        earlier = [segment for segment in self.segments if segment.place < first.place]
        return RunCourse(earlier, self._epochs[:at], self._frames[:at])

    # -- keyframes ---------------------------------------------------------------------------------------------------

    @property
    def nbytes(self) -> int:
        """Bytes that the keyframes hold, with what Python adds to each."""
        return sum(len(frame) + 80 for frame in self._frames)

    def keep(self, epoch: int, params: Flat) -> None:
        """Store a keyframe: the parameters after `epoch` epochs."""
        if not self._epochs or epoch > self._epochs[-1]:
            self._epochs.append(epoch)
            self._frames.append(array("d", params).tobytes())

    def forget_after(self, epoch: int) -> None:
        """Drop the keyframes after `epoch`."""
        at = bisect_right(self._epochs, epoch)
        del self._epochs[at:], self._frames[at:]

    def keyframes_of(self, other: RunCourse) -> None:
        """Take over all keyframes of `other`."""
        self._epochs, self._frames = other._epochs[:], other._frames[:]

    def keyframes_to(self, end: int) -> tuple[tuple[int, ...], tuple[bytes, ...]]:
        """All keyframes, as epochs and parameters (float64, in the order of `Flat`). One for `end` is added if there is
        none, unless a segment begins there: that has its own parameters."""
        epochs, frames = tuple(self._epochs), tuple(self._frames)
        if (not epochs or epochs[-1] < end) and self.segment_at((end, 0)).place != (end, 0):
            return (*epochs, end), (*frames, array("d", self.params_at((end, 0))).tobytes())
        return epochs, frames

    # -- rebuilding --------------------------------------------------------------------------------------------------

    def segment_at(self, place: EpochPlace) -> Segment:
        """The segment in force at `place`."""
        return self.segments[bisect_right(self.segments, place, key=_PLACE) - 1]

    def next_place(self, place: EpochPlace) -> EpochPlace | None:
        """Where the next segment after `place` begins; None if there is none."""
        at = bisect_right(self.segments, place, key=_PLACE)
        return self.segments[at].place if at < len(self.segments) else None

    def params_at(self, place: EpochPlace) -> Flat:
        """Parameters at `place`, bit for bit as they were when trained."""
        segment = self.segment_at(place)
        epoch, sample = place if segment.within_epochs else (place[0], 0)
        (start, first), params = self._nearest(segment, (epoch, sample))
        if start < epoch and first:
            params = segment.steps(params, start, first, segment.samples)
            start, first = start + 1, 0
        if start < epoch:
            params = segment.train(params, start, epoch - start).params
        if segment.within_epochs:
            params = segment.steps(params, epoch, first, sample)
        self._last = (segment, (epoch, sample), params)
        return params

    def place_of(self, epoch: int, sample: int) -> EpochPlace:
        """Where the group of samples begins that is updated together with the one at place `sample` of that epoch."""
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

    def _nearest(self, segment: Segment, place: EpochPlace) -> tuple[EpochPlace, Flat]:
        """The last place of `segment` up to `place` whose parameters are known, and these."""
        known, last = (segment.place, segment.params), self._last
        at = bisect_right(self._epochs, place[0]) - 1
        if at >= 0 and self._epochs[at] > segment.epoch:
            known = ((self._epochs[at], 0), tuple(array("d", self._frames[at])))
        return last[1:] if last and last[0] is segment and known[0] < last[1] <= place else known
