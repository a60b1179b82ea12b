"""How a setting's numbers lie along a slider, which of them it stops at, and how they are spelled (pure)."""

from __future__ import annotations

import math

from game.sim.arithmetic.expression import UnreadableExpressionError, read_expression
from game.sim.settings import Spec
from game.ui.draw.number_text import LARGEST_FIXED, MINUS, figure

SIGNIFICANT = 3
LARGE = 1000.0
MAGNET = 0.006
"""Share of the track around 1, 2 and 5 times a power of ten in which a logarithmic slider stops at that number."""
LONGEST = 9
"""Signs that there is room for beside a slider."""


class NumberScale:
    """The numbers of `spec` along a track from 0 to 1."""

    def __init__(self, spec: Spec) -> None:
        self.lowest, self.highest, self.logarithmic = spec.lowest, spec.highest, spec.logarithmic
        span = self.highest - self.lowest
        self._decimals = 0 if spec.whole else 2 if span >= 0.5 else 3
        """A slider stops at multiples of this power of ten."""
        self._key_step = 10.0 ** max(-self._decimals, math.floor(math.log10(span / 50.0)))

    def position(self, value: float) -> float:
        """Where `value` lies, 0..1."""
        low, high = self.lowest, self.highest
        value = self.clamped(value)
        if self.logarithmic:
            return math.log(value / low) / math.log(high / low)
        return (value - low) / (high - low)

    def value_at(self, position: float) -> float:
        """The number the knob stops at when it is dragged to `position`."""
        position = max(0.0, min(1.0, position))
        if not self.logarithmic:
            return self._rounded(self.lowest + position * (self.highest - self.lowest))
        value = self.lowest * (self.highest / self.lowest) ** position
        magnet = min(self._landmarks(), key=lambda mark: abs(self.position(mark) - position))
        return magnet if abs(self.position(magnet) - position) <= MAGNET else self.clamped(_significant(value))

    def stepped(self, value: float, steps: int, *, big: bool = False) -> float:
        """`value` moved by `steps` small steps, or big ones (ten small ones; 1, 2, 5, 10 on a logarithmic scale)."""
        for _ in range(abs(steps)):
            value = self._next(value, 1 if steps > 0 else -1, big)
        return value

    def clamped(self, value: float) -> float:
        """`value` brought into the range."""
        return max(self.lowest, min(self.highest, value))

    def text(self, value: float) -> str:
        """`value` as shown: two decimals (fewer from 10 up on a logarithmic scale), or as many more as it takes to be
        exact, up to four more. What is too large for that, as only a diverging weight is, gets fewer digits."""
        if self._decimals == 0:
            return f"{value:.0f}"
        if abs(value) >= LARGE:
            return figure(value, 6 if abs(value) < LARGEST_FIXED else 3)
        decimals = max(0, 2 - math.floor(math.log10(value))) if self.logarithmic and value >= 10 else 2
        for more in range(5):
            written = f"{value:.{decimals + more}f}"
            if len(written) <= LONGEST and math.isclose(
                float(written), value, rel_tol=1e-9, abs_tol=0.0 if self.logarithmic else 1e-12
            ):
                return written.replace("-", MINUS)
        return f"{value:.4g}".replace("-", MINUS)

    def parsed(self, text: str) -> float | None:
        """The number a student typed, or what the expression typed comes to, not yet clamped; None when it is none, or
        one that has no place however long the scale were: 0 and below on a logarithmic one."""
        try:
            number = read_expression(text)
        except UnreadableExpressionError:
            return None
        if number <= 0 and self.logarithmic:
            return None
        return number if self._decimals else float(round(number))

    def _next(self, value: float, sign: int, big: bool) -> float:
        if not self.logarithmic:
            return self._rounded(value + sign * self._key_step * (10 if big else 1))
        if big:
            beyond = [mark for mark in self._landmarks() if (mark - value) * sign > value * 1e-9]
            return (min(beyond) if sign > 0 else max(beyond)) if beyond else value
        power = 10.0 ** (math.floor(math.log10(value * (1 + 1e-9))) - 1)
        if sign < 0 and value - power < 10 * power * (1 - 1e-9):
            power /= 10
        return self.clamped(_significant(value + sign * power))

    def _rounded(self, value: float) -> float:
        return self.clamped(round(value, self._decimals))

    def _landmarks(self) -> list[float]:
        """1, 2 and 5 times every power of ten in the range."""
        first, last = math.floor(math.log10(self.lowest)), math.ceil(math.log10(self.highest))
        marks = (float(f"{digit}e{power}") for power in range(first, last + 1) for digit in (1, 2, 5))
        return [mark for mark in marks if self.lowest <= mark <= self.highest]


def _significant(value: float) -> float:
    return float(f"{value:.{SIGNIFICANT - 1}e}")
