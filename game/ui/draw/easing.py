"""Numbers that move smoothly to where they should be."""

from __future__ import annotations

SECONDS = 0.25


class Easing:
    """A row of numbers on its way to a target, fast at first and slow at the end."""

    def __init__(self) -> None:
        self._start: tuple[float, ...] = ()
        self._target: tuple[float, ...] = ()
        self._now: tuple[float, ...] = ()
        self._since = 0.0

    @property
    def target(self) -> tuple[float, ...]:
        """Where the numbers belong; empty before there were any."""
        return self._target

    @property
    def arrived(self) -> bool:
        """Whether the numbers, when last asked for, were where they belong."""
        return self._now == self._target

    def towards(self, target: tuple[float, ...], now: float, *, smooth: bool) -> tuple[float, ...]:
        """Where the numbers are at `now` (seconds), given that they belong at `target`; there at once if not
        `smooth`."""
        if not smooth:
            self._start = self._target = target
        elif target != self._target:
            self._start, self._target, self._since = self._now, target, now
        self._now = self._at(now)
        return self._now

    def _at(self, now: float) -> tuple[float, ...]:
        share = (now - self._since) / SECONDS
        if not 0.0 <= share < 1.0 or self._start == self._target:
            return self._target
        rest = (1.0 - share) ** 3
        return tuple(start * rest + goal * (1.0 - rest) for start, goal in zip(self._start, self._target, strict=True))
