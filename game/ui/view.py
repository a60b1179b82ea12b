"""What the screen draws in one frame."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.ui.selection import Selection

FEW_DECIMALS = 2
"""Of an activation, where it is only looked at."""


@dataclass(frozen=True)
class View:
    """`current` is the newest Snapshot, `previous` the one a tick earlier, `alpha` (0..1) how far this frame lies
    between them. `selection` is of what is to be seen in `current` (see `still_there`). `now` is seconds of the
    window's clock, for ornament only. `decimals` is how exactly activations are shown: enough to reckon with where
    that is asked for."""

    previous: Snapshot
    current: Snapshot
    alpha: float
    selection: Selection
    now: float
    reduced_motion: bool = False
    decimals: int = FEW_DECIMALS

    @property
    def slow(self) -> bool:
        """Whether time runs slowly enough, or stands, for every number to be waited for."""
        return self.current.speed == 1 or not self.current.playing

    @property
    def watched(self) -> bool:
        """Whether a single sample is seen to go through its phases: not while they go by too fast, nor in the mean."""
        return self.current.animated and (self.slow or not self.reduced_motion) and not self.selection.mean

    @property
    def trace(self) -> Trace:
        """The sample that is shown everywhere: the pinned one goes through the phases in place of the one in turn; the
        last one stands still while they go by too fast to be seen."""
        pinned = self.selection.sample
        traces = self.current.batch.traces
        if pinned is not None:
            return traces[pinned]
        return self.current.trace if self.watched or self.selection.mean else traces[-1]
