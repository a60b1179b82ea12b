"""What the screen draws in one frame."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.ui.selection import Selection


@dataclass(frozen=True)
class View:
    """`current` is the newest Snapshot, `previous` the one a tick earlier, `alpha` (0..1) how far this frame lies
    between them. `now` is seconds of the window's clock, for ornament only."""

    previous: Snapshot
    current: Snapshot
    alpha: float
    selection: Selection
    now: float
    reduced_motion: bool = False

    @property
    def trace(self) -> Trace:
        """The sample to show in card and tables: the pinned one, else the one being animated; the last one while
        they go by too fast to be seen."""
        pinned = self.selection.sample
        traces = self.current.batch.traces
        if pinned is not None and pinned < len(traces):
            return traces[pinned]
        return self.current.trace if self.current.animated else traces[-1]
