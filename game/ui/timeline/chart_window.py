"""Which epochs the loss chart shows (pure): all of the active run, or a part of them that the student has chosen."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui.timeline.chart_scale import FEWEST_EPOCHS, epoch_bound

ZOOM_STEP = 1.25
"""A turn of the wheel, or a press of a key, shows so many times fewer epochs."""
PAN_STEP = 0.2
"""A press of a key moves on by this share of what is shown."""
AHEAD = 0.1
"""Share of what is shown that is left before a playhead which has run out of it."""


@dataclass(frozen=True)
class ChartWindow:
    """From epoch `first` to `last`; always at least `FEWEST_EPOCHS` of them."""

    first: float
    last: float

    @property
    def span(self) -> float:
        """How many epochs it is wide."""
        return self.last - self.first

    def zoomed(self, factor: float, about: float, longest: int) -> ChartWindow:
        """`factor` times as close, with epoch `about` where it is; within what `longest` epochs take."""
        whole = epoch_bound(longest)
        span = min(max(self.span / factor, FEWEST_EPOCHS), whole)
        share = min(max((about - self.first) / self.span, 0.0), 1.0)
        return ChartWindow(0.0, span).moved(about - share * span, longest)

    def moved(self, epochs: float, longest: int) -> ChartWindow:
        """Later by `epochs`, as far as there is anything within `longest` epochs."""
        first = min(self.first + epochs, epoch_bound(longest) - self.span)
        first = max(0.0, first)
        return ChartWindow(first, first + self.span)

    def holding(self, epoch: float) -> ChartWindow:
        """Moved just so far that `epoch` is inside, with a little room on the far side."""
        if self.first <= epoch <= self.last:
            return self
        first = epoch - (1.0 - AHEAD) * self.span if epoch > self.last else epoch - AHEAD * self.span
        first = max(0.0, first)
        return ChartWindow(first, first + self.span)


def whole_window(epochs: int) -> ChartWindow:
    """All of a run of `epochs` epochs, with an end that reads well."""
    return ChartWindow(0.0, epoch_bound(epochs))
