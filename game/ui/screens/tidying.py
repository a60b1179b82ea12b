"""When what screens and dialogs leave behind is thrown away."""

from __future__ import annotations

import gc

from game.memory import give_back

QUIET = 0.5
"""Seconds without a screen that is discarded, after which what is there is taken to stay."""
LATEST = 2.0
"""Seconds after which what was discarded is thrown away although more of it comes."""
HANDLED = 10.0
"""Seconds after which it is looked for what a hand's work has left, such as dialogs that were shut: in a frame in which
no hand does anything, if there is one within `LATEST`, since the two together could take more than a frame may."""


class Tidying:
    """Widgets hold each other in circles, and pictures hang at them, of which Python's collector knows neither size nor
    number: left to itself it lets a hundred megabytes gather. Here it comes soon after a screen is `discarded`, and now
    and then while things are `handled`; what was freed is given back to the system in the frame after that."""

    def __init__(self) -> None:
        self._now = 0.0
        self._first: float | None = None
        self._last = 0.0
        self._touched: float | None = None
        self._at_work = False
        self._freed = False

    def discarded(self) -> None:
        """A screen is not needed any more, or what it was built of before."""
        self._first = self._now if self._first is None else self._first
        self._last = self._now

    def handled(self) -> None:
        """A hand did something that may have left something behind, in this frame."""
        self._at_work = True
        self._touched = self._now if self._touched is None else self._touched

    def update(self, now: float, *, busy: bool = False) -> None:
        """Throw away what is due at `now`, in seconds, unless the screen is `busy` and every frame counts."""
        self._now = now
        at_work, self._at_work = self._at_work, False
        if self._freed:
            self._freed = False
            give_back()
        elif self._due(at_work) and not busy:
            self._freed = self._first is not None
            self._first = self._touched = None
            gc.collect()

    def _due(self, at_work: bool) -> bool:
        built = self._first is not None and (self._now - self._last >= QUIET or self._now - self._first >= LATEST)
        patience = HANDLED + (LATEST if at_work else 0.0)
        return built or (self._touched is not None and self._now - self._touched >= patience)
