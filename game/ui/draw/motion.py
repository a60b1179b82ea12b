"""How everything moves: the curves and times that all motion on screen takes from here.

What a phase shows moves in shares of the phase (`game/ui/network/packets/flights.py`), along these curves. What answers
the student, or comes and goes, takes one of these times. With reduced motion nothing moves: it stands in the end state,
or in the stills of `game/ui/network/stills.py`.
"""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FADE_SECONDS = 0.1
"""One screen gives way to the next."""
SETTLE_SECONDS = 0.25
"""A thing moves to where it belongs: stars, the chart's scale."""
STEP_SECONDS = 0.35
"""One of many like steps that are to be followed one by one, such as a nudge."""
GLOW_SECONDS = 1.4
"""Something lights up to be noticed, and fades."""

SWELL_SECONDS = 1.5
"""A light that says "here" grows and shrinks once."""

Amount = TypeVar("Amount", float, NDArray[np.float64])


def smooth(value: float, start: float, end: float) -> float:
    """0 before `start`, 1 after `end`, a smooth rise between: slow at both ends."""
    return eased(min(max((value - start) / (end - start), 0.0), 1.0))


def eased(share: Amount) -> Amount:
    """A share (0..1) of a way, slow at both ends."""
    return share * share * (3.0 - 2.0 * share)


def settled(share: float) -> float:
    """A share (0..1) of a way, fast at first and slow at the end."""
    return 1.0 - (1.0 - share) ** 3


def faded(share: float) -> float:
    """What is left (1..0) of a thing that goes, fast at first and slow at the end."""
    return (1.0 - share) ** 2


def swelling(now: float) -> float:
    """How strong (0..1) a light is at `now` (seconds) that grows and shrinks again and again."""
    return 0.5 + 0.5 * math.sin(math.tau * now / SWELL_SECONDS)


def glinting(share: float) -> float:
    """How strong (0..1) a light is that flashes up once: nothing at both ends of its time, of which `share` is over."""
    return math.sin(math.pi * share)


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
        share = (now - self._since) / SETTLE_SECONDS
        if not 0.0 <= share < 1.0 or self._start == self._target:
            return self._target
        gone = settled(share)
        return tuple(start + (goal - start) * gone for start, goal in zip(self._start, self._target, strict=True))
