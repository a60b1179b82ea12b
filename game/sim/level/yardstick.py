"""Where a try stands among all that the controls make possible: one measure of the level, its bounds, and a histogram
of what other settings come to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.sim.level.level import Level
from game.sim.level.level_parts import Condition
from game.sim.level.metrics import Metric
from game.sim.level.sweep import Tried
from game.sim.network import Array

COLUMNS = 26
MOST_WHOLE = 22
"""So many whole numbers have a column each."""
WIDE = 8.0
"""A measure that ranges over more than so many times its narrowest bound is drawn by powers of ten."""
NEARLY_ALL = 0.98
"""A share that must be at least this is drawn by what is missing."""
TAIL = 0.02
"""Shares of the settings, at each end, that need not be told apart."""
LEAST, LEAST_MISSING = 1e-12, 1e-6
"""What takes the place of nought, whose logarithm has none."""


class Scale(StrEnum):
    """How values lie on the axis: evenly, by powers of ten, or by powers of ten of what a share lacks to be whole."""

    EVEN = "even"
    POWERS = "powers"
    MISSING = "missing"

    def along(self, value: float) -> float:
        """Where `value` lies, in units of the axis."""
        return float(self.all_along(np.array(value)))

    def all_along(self, values: Array) -> Array:
        """Where each of `values` lies."""
        if self is Scale.POWERS:
            return np.asarray(np.log10(np.maximum(values, LEAST)))
        return np.asarray(-np.log10(np.maximum(1.0 - values, LEAST_MISSING))) if self is Scale.MISSING else values


class Par(NamedTuple):
    """The `bound` of the measure that so many `stars` need."""

    stars: int
    bound: float


@dataclass(frozen=True)
class Yardstick:
    """What tells tries of a level apart: the `metric` on which most of its stars differ, with what they need of it.
    `upward` says that more is better, `alone` that stars ask for nothing else but that and the why-question."""

    metric: Metric
    pars: tuple[Par, ...]
    upward: bool
    alone: bool

    @cached_property
    def key(self) -> str:
        """What reports call the metric."""
        return self.metric.key

    def value(self, measures: dict[str, float | None]) -> float | None:
        """Of what was measured, the value it is about; None where there is none, or only a word for never."""
        value = measures.get(self.key)
        return None if value is None or not math.isfinite(value) or self.metric.never(value) else value

    def as_good(self, value: float | None, own: float | None) -> bool:
        """Whether `value` is as good as one's `own`, or better."""
        if value is None or own is None:
            return own is None
        return value >= own if self.upward else value <= own

    def best(self, values: Iterable[float | None]) -> float | None:
        """The best of `values`."""
        known = [value for value in values if value is not None]
        return (max(known) if self.upward else min(known)) if known else None


def yardstick(level: Level) -> Yardstick | None:
    """That of `level`; None where its stars are for answers alone."""
    asked: dict[Metric, dict[int, Condition]] = {}
    for stars, star in enumerate(level.stars, start=1):
        for condition in star.needs:
            if not condition.measure.of_the_player:
                asked.setdefault(condition.measure, {})[stars] = condition
    if not asked:
        return None
    metric = max(asked, key=lambda each: len({need.bound for need in asked[each].values()}))
    pars: dict[float, Par] = {}
    for stars, need in asked[metric].items():
        pars.setdefault(need.bound, Par(stars, need.bound))
    upward = any(need.at_least is not None for need in asked[metric].values())
    alone = all(need.measure == metric for star in level.stars for need in star.needs)
    return Yardstick(metric, tuple(pars.values()), upward, alone)


CountsByStars = tuple[int, int, int, int]
"""Of settings, by the stars that their numbers are worth, from none to three."""


@dataclass(frozen=True)
class Histogram:
    """How many settings come to what, from `low` to `high` on the axis; values beyond stand in the outermost columns.
    `never` counts those that have no value."""

    scale: Scale
    low: float
    high: float
    columns: tuple[CountsByStars, ...]
    never: CountsByStars

    def place(self, value: float) -> float:
        """Where `value` stands on the axis, 0..1."""
        return max(0.0, min(1.0, (self.scale.along(value) - self.low) / (self.high - self.low)))

    def ticks(self) -> tuple[float, ...]:
        """Values to be written at the axis."""
        found = _TICKS[self.scale](self.low, self.high)
        return tuple(value for value in found if self.low - 1e-9 <= self.scale.along(value) <= self.high + 1e-9)


def histogram(stick: Yardstick, tried: Sequence[Tried], own: Sequence[float | None]) -> Histogram:
    """Of the settings `tried` so far; the student's `own` values have room on its axis too."""
    values = [stick.value(each.measures) for each in tried]
    known = np.array([value for value in values if value is not None], dtype=float)
    marks = [par.bound for par in stick.pars] + [value for value in own if value is not None]
    scale = _scale(stick, known)
    low, high, count = _range(stick, scale, known, marks)
    stars = [
        np.array([each.stars for each, value in zip(tried, values, strict=True) if (value is None) is lacks])
        for lacks in (False, True)
    ]
    at = np.clip((scale.all_along(known) - low) / (high - low) * count, 0, count - 1).astype(int)
    columns, never = np.zeros((count, 4), dtype=int), np.bincount(stars[1].astype(int), minlength=4)
    np.add.at(columns, (at, stars[0].astype(int)), 1)
    return Histogram(scale, low, high, tuple(map(_counts, columns)), _counts(never))


def _counts(row: NDArray[np.int_]) -> CountsByStars:
    none, one, two, three = row.tolist()
    return none, one, two, three


def _scale(stick: Yardstick, known: Array) -> Scale:
    bounds = [par.bound for par in stick.pars]
    if stick.upward:
        return Scale.MISSING if NEARLY_ALL <= max(bounds) < 1.0 else Scale.EVEN
    wide = len(known) and min(bounds) > 0.0 and float(np.quantile(known, 1.0 - TAIL)) > WIDE * min(bounds)
    return Scale.POWERS if wide else Scale.EVEN


def _range(stick: Yardstick, scale: Scale, known: Array, marks: Sequence[float]) -> tuple[float, float, int]:
    """The axis from one end to the other, and how many columns it has."""
    ends = list(np.quantile(known, [TAIL, 1.0 - TAIL])) if len(known) else []
    along = [scale.along(float(value)) for value in (*ends, *marks)]
    low, high = min(along), max(along)
    if scale is Scale.EVEN:
        whole = all(float(value).is_integer() for value in (*known.tolist(), *marks))
        if whole and high - low <= MOST_WHOLE:
            return low - 0.5, high + 0.5, round(high - low) + 1
        if stick.metric.share and low >= 0.0 and high <= 1.0:
            return 0.0, 1.0, COLUMNS
    if scale is Scale.MISSING:
        low, high = min(low, 0.0), min(high, max(scale.along(par.bound) for par in stick.pars) + 0.7)
    if scale is Scale.POWERS:
        low = max(low, min(scale.along(par.bound) for par in stick.pars) - 1.0)
    room = 0.03 * (high - low) or 0.5
    return low - room, high + room, COLUMNS


def _even_ticks(low: float, high: float) -> list[float]:
    rough = (high - low) / 4.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1.0, 2.0, 5.0, 10.0) if each * power >= rough)
    return [round(k * step, 9) for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _power_ticks(low: float, high: float) -> list[float]:
    powers = range(math.floor(low), math.ceil(high) + 1)
    if high - low < 2.0:
        return [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    return [float(f"1e{power}") for power in powers if power % (1 if high - low <= 5.0 else 2) == 0]


def _missing_ticks(_low: float, high: float) -> list[float]:
    return [0.0, 0.5, *(1.0 - 10.0**-power for power in range(1, math.ceil(high) + 1))]


_TICKS = {Scale.EVEN: _even_ticks, Scale.POWERS: _power_ticks, Scale.MISSING: _missing_ticks}
