"""What the epochs-to-solve and the losses of many starts amount to: pure functions of arrays."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

NEVER = -1
"""In an array of first epochs: not reached."""

Z_95 = 1.959963984540054
"""A standard normal variable lies within ± this with probability 0.95."""


def wilson_interval(hits: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a share measured as `hits` of `n` (n ≥ 1): the true shares p from which the measured
    one lies at most z standard deviations √(p (1 − p) / n) away. Unlike share ± z·s.d. it never leaves 0..1."""
    share = hits / n
    centre = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    lowest = 0.0 if hits == 0 else (centre - reach) / (1 + z * z / n)
    highest = 1.0 if hits == n else (centre + reach) / (1 + z * z / n)
    return lowest, highest


def epochs_quantiles(
    first: NDArray[np.int64], percents: tuple[int, ...] = (10, 25, 50, 75, 90)
) -> dict[str, int | None]:
    """By name ("q10" ...) the epoch by which at least that percentage of all starts was there; None if never."""
    found = _quantiles(first[first != NEVER], len(first), percents)
    return {name: None if epoch is None else int(epoch) for name, epoch in found.items()}


def loss_quantiles(
    losses: NDArray[np.float64], diverged: NDArray[np.bool_], percents: tuple[int, ...] = (10, 25, 50, 75, 90)
) -> dict[str, float | None]:
    """By name ("q10" ...) the loss that at least that percentage of all starts is at or under; None where so many have
    diverged that there is none."""
    return _quantiles(losses[~diverged], len(losses), percents)


def _quantiles(known: NDArray[Any], n: int, percents: tuple[int, ...]) -> dict[str, float | None]:
    """The smallest of `known` that so many percent of `n` are at or under."""
    ordered, ranks = np.sort(known), {f"q{percent}": -(-percent * n // 100) for percent in percents}
    return {name: float(ordered[rank - 1]) if rank <= len(ordered) else None for name, rank in ranks.items()}


def survival_curve(first: NDArray[np.int64], epochs: int, points: int = 101) -> tuple[list[int], list[float]]:
    """Up to `points` evenly spaced epochs from 0 to `epochs`, and the share of starts not yet there at each."""
    at = np.unique(np.linspace(0, epochs, points).round().astype(np.int64))
    there = np.searchsorted(np.sort(first[first != NEVER]), at, side="right")
    return at.tolist(), (1.0 - there / len(first)).tolist()


def loss_histogram(losses: NDArray[np.float64], bins: int = 24, ceiling: float = 1.0) -> dict[str, list[Any]]:
    """`counts` of finite losses in equal bins between `edges`, from 0, or from the smallest one below it but at least
    -`ceiling`, to the largest one but at most `ceiling`; those beyond count in the first and the last bin."""
    finite = losses[np.isfinite(losses)]
    least, largest = max(float(finite.min(initial=0.0)), -ceiling), float(finite.max(initial=0.0))
    most = min(largest, ceiling) or (0.0 if least < 0.0 else ceiling)
    counts, edges = np.histogram(np.clip(finite, -ceiling, ceiling), bins, (least, most))
    return {"edges": edges.tolist(), "counts": counts.tolist()}
