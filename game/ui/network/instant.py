"""What the network shows in one frame (pure): Snapshot, sample, progress blended between two ticks."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.phases import Phase
from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.ui.network.reveal import EVERYTHING_KNOWN, Known, known
from game.ui.network.stills import still
from game.ui.view import FEW_DECIMALS, View


@dataclass(frozen=True, eq=False)
class Instant:
    """`trace` is of the sample shown, or with `mean` of the average of all. `packets`: whether packets are shown.
    `gradual`: whether numbers and fills wait until the packets have brought them; above the slowest speed they would
    only flicker, so all of them are shown at once."""

    snapshot: Snapshot
    trace: Trace
    progress: float
    packets: bool
    gradual: bool
    reduced_motion: bool = False
    mean: bool = False
    known: Known = EVERYTHING_KNOWN
    decimals: int = FEW_DECIMALS

    @property
    def phase(self) -> Phase:
        """The phase that is going on."""
        return self.snapshot.phase


def instant_of(view: View) -> Instant:
    """The instant `view` stands for."""
    snapshot = view.current
    progress = blended_progress(view)
    if view.reduced_motion:
        progress = still(snapshot.phase.kind, progress)
    packets, mean = view.watched, view.selection.mean
    trace = snapshot.batch.mean if mean else view.trace
    gradual, still_only = packets and view.slow, view.reduced_motion
    return Instant(snapshot, trace, progress, packets, gradual, still_only, mean, known(view), view.decimals)


def blended_progress(view: View) -> float:
    """Progress between the two ticks where both are in the same phase of the same sample; else the newer one's."""
    before, after = view.previous, view.current
    here, there = before.moment, after.moment
    same = (here.epoch, here.sample, here.phase) == (there.epoch, there.sample, there.phase)
    if not same or before.run.id != after.run.id:
        return after.progress
    return before.progress + (after.progress - before.progress) * view.alpha
