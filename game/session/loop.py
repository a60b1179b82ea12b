"""Fixed timestep: wall time decides how many ticks run, never what a tick does.

After Glenn Fiedler, "Fix Your Timestep!": time is produced by the frame, consumed in whole ticks, clamped, and what is
left over says how far to blend.
"""

from __future__ import annotations

from collections.abc import Callable

NANOSECONDS = 1_000_000_000


class Loop:
    """Counts ticks in integer nanoseconds of an injected clock, so that nothing drifts."""

    def __init__(self, clock: Callable[[], int], ticks_per_second: int = 60, most_ticks: int = 4) -> None:
        self._clock = clock
        self._tick = NANOSECONDS // ticks_per_second
        self._most = most_ticks
        self._last = clock()
        self._left = 0
        self._spare = 0

    def ticks_due(self, most: int | None = None) -> int:
        """Ticks to run before this frame is drawn; time beyond `most_ticks` of them is let go, not caught up. With
        `most`, at most so many, but one tick too many is kept for the next frame: frames a little early and a little
        late lose none."""
        now = self._clock()
        passed, self._last = now - self._last, now
        due, self._left = divmod(self._left + passed, self._tick)
        if most is None:
            self._spare = 0
            return min(due, self._most)
        late = self._spare if 2 * passed >= self._tick else 0
        run = min(due + late, most)
        self._spare = min(due + self._spare - run, 1)
        return run

    @property
    def alpha(self) -> float:
        """How far this frame lies between the last tick and the next, 0..1."""
        return self._left / self._tick
