"""Whether a session that comes out otherwise here was changed, or only rounded otherwise: training that swings makes a
last digit grow, so what follows on each keyframe is worked out anew from that keyframe, not from the beginning."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from game.sim.engine.run import RunRecord
from game.sim.engine.segment import EpochPlace, Segment
from game.sim.engine.simulation import SessionRecord, Simulation
from game.sim.network import Flat

NEAR = 1e-9
"""Share of a number, or of 1 where it is smaller, by which it may differ in training that does not swing."""
NUDGE = 2.0**-50
"""Share of itself by which each parameter is moved to see how much training makes of it: some four last digits."""
GROWN = 1000.0
"""So many times as far as the nudge leads, another rounding may lead: it strikes in every epoch anew."""
LOST = 1e-4
"""Where the nudge has grown to this, nothing more can be told until the next keyframe."""


class Anchor(NamedTuple):
    """Parameters that are kept, at a place of a run, and the segment in force from there on."""

    place: EpochPlace
    params: Flat
    segment: Segment


def changed_in(played: Simulation, kept: SessionRecord) -> str | None:
    """In what, beyond last digits, the `kept` keyframes differ from what the commands come to, as they were `played`
    here; None if in nothing. Raises no error for keyframes that fit together."""
    ours = played.held().timeline.runs
    theirs = kept.timeline.runs
    if [(run.number, run.parent) for run in ours] != [(run.number, run.parent) for run in theirs]:
        return "there are other runs than its commands come to"
    for own, other in zip(ours, theirs, strict=True):
        place = _other_segment(own, other)
        if place is not None:
            return f"run {other.number} goes on otherwise at epoch {place[0]:,} than its commands say"
        if own.diverged == other.diverged and len(own.losses) != len(other.losses):
            return f"run {other.number} ends at another epoch than its commands come to"
        epoch = _other_numbers(own, other)
        if epoch is not None:
            return f"the numbers of run {other.number} are others at epoch {epoch:,}"
    return None


def _other_segment(own: RunRecord, other: RunRecord) -> EpochPlace | None:
    """Where the runs are trained otherwise."""
    for a, b in zip(own.segments, other.segments, strict=False):
        if _training(a) != _training(b):
            return min(a.place, b.place)
    longer = max(own.segments, other.segments, key=len)
    both = min(len(own.segments), len(other.segments))
    return longer[both].place if len(longer) > both else None


def _training(segment: Segment) -> tuple[object, ...]:
    return (segment.place, segment.settings, segment.dataset, segment.targets, segment.seed)


def _other_numbers(own: RunRecord, other: RunRecord) -> int | None:
    """The first epoch at which the numbers of `other` do not follow from what is kept before it."""
    if other.segments[0].params != own.segments[0].params:
        return 0
    set_here = {segment.place: segment.params for segment in own.segments}
    for before, after in pairwise(_anchors(other)):
        epoch = _astray(before, after, other, set_here.get(after.place, ()))
        if epoch is not None:
            return epoch
    return None


def _anchors(run: RunRecord) -> Iterator[Anchor]:
    """All parameters that are kept of a run's own epochs, in their order."""
    segments = list(run.segments)
    places = {segment.place: (segment.params, segment) for segment in segments}
    for epoch, frame in zip(run.frame_epochs, run.frames, strict=True):
        force = [segment for segment in segments if segment.place <= (epoch, 0)][-1]
        places.setdefault((epoch, 0), (tuple(array("d", frame)), force))
    for place in sorted(places):
        if place >= run.first_place:
            yield Anchor(place, *places[place])


def _astray(before: Anchor, after: Anchor, run: RunRecord, given: Flat) -> int | None:
    """The epoch at which what is kept leaves what follows from `before`, if it does by `after`, some of whose
    parameters may have been `given` by hand."""
    segment, (epoch, sample), (end, last) = before.segment, before.place, after.place
    here, nudged = before.params, tuple(value * (1 + NUDGE) for value in before.params)
    if sample:
        until = last if end == epoch else segment.samples
        here, nudged = (segment.steps(state, epoch, sample, until) for state in (here, nudged))
        epoch, sample = (epoch, until) if end == epoch else (epoch + 1, 0)
    if epoch < end:
        there, beside = segment.train(here, epoch, end - epoch), segment.train(nudged, epoch, end - epoch)
        kept = run.losses[epoch + 1 - run.first_place[0] : end + 1 - run.first_place[0]].tolist()
        for k, (a, b, c) in enumerate(zip(kept, there.losses, beside.losses, strict=False)):
            if end == epoch + k + 1 and after.segment is not segment:
                break  # at a change the loss is that of what was changed
            if _scaled(b, c) > LOST:
                return None
            if not _near(a, b, c):
                return epoch + k + 1
        here, nudged, sample = there.params, beside.params, 0
    if segment.within_epochs and last > sample:
        here, nudged = (segment.steps(state, end, sample, last) for state in (here, nudged))
    if not all(map(math.isfinite, (*here, *nudged))) or max(map(_scaled, here, nudged)) > LOST:
        return None
    return None if _follows(after.params, here, nudged, given) else end


def _follows(kept: Sequence[float], here: Flat, nudged: Flat, given: Flat) -> bool:
    """Whether parameters are those expected `here`, or the ones that were given."""
    hand = given or (math.nan,) * len(kept)
    return all(a == d or _near(a, b, c) for a, b, c, d in zip(kept, here, nudged, hand, strict=True))


def _near(kept: float, here: float, nudged: float) -> bool:
    return _scaled(kept, here) <= max(NEAR, GROWN * _scaled(here, nudged))


def _scaled(a: float, b: float) -> float:
    """How far `a` is from `b`, as a share of it where it is larger than 1."""
    return abs(a - b) / max(1.0, abs(b))
