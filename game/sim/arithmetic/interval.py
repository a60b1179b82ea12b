"""Interval arithmetic over the digits that are shown: between which numbers lies what a careful student comes to.

A number shown with d decimals stands for all that are rounded to it; whatever is written down on the way is rounded
again. Ramon E. Moore, Interval Analysis (1966), chapter 2, for the operations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DECIMALS = 4
"""Decimals in which levels show activations, and in which answers are asked for."""
SLACK = 1.0 + 1e-6
"""For the rounding of the machine: half a unit and this much more."""


def half_unit(decimals: int) -> float:
    """Half a unit of the last of so many decimals: the farthest that rounding takes a number."""
    return 0.5 * 10.0**-decimals * SLACK


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both included."""

    low: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Interval:
        """The number alone."""
        return cls(value, value)

    @classmethod
    def shown(cls, value: float, decimals: int = DECIMALS) -> Interval:
        """All that `value`, shown with so many decimals, may stand for."""
        return cls.exactly(round(value, decimals)).written(decimals)

    @classmethod
    def around(cls, values: Iterable[float]) -> Interval:
        """From the least of `values` to the largest."""
        found = tuple(values)
        return cls(min(found), max(found))

    def written(self, decimals: int = DECIMALS) -> Interval:
        """What may stand there once it is written down with so many decimals."""
        half = half_unit(decimals)
        return Interval(self.low - half, self.high + half)

    def holds(self, answer: float, decimals: int = DECIMALS) -> bool:
        """Whether `answer`, rounded to so many decimals, may come from here."""
        half = half_unit(decimals)
        return self.low - half <= answer <= self.high + half

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        return Interval.around(a * b for a in (self.low, self.high) for b in (other.low, other.high))


ONE = Interval.exactly(1.0)
ZERO = Interval.exactly(0.0)
