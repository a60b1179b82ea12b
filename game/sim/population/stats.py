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
    reached = np.sort(first[first != NEVER])
    ranks = {f"q{percent}": -(-percent * len(first) // 100) for percent in percents}
    return {name: int(reached[rank - 1]) if rank <= len(reached) else None for name, rank in ranks.items()}


def survival_curve(first: NDArray[np.int64], epochs: int, points: int = 101) -> tuple[list[int], list[float]]:
    """Up to `points` evenly spaced epochs from 0 to `epochs`, and the share of starts not yet there at each."""
    at = np.unique(np.linspace(0, epochs, points).round().astype(np.int64))
    there = np.searchsorted(np.sort(first[first != NEVER]), at, side="right")
    return at.tolist(), (1.0 - there / len(first)).tolist()


def loss_histogram(losses: NDArray[np.float64], bins: int = 24, ceiling: float = 1.0) -> dict[str, list[Any]]:
    """`counts` of finite losses in equal bins between `edges`, from 0 to the largest one but at most `ceiling`; larger
    losses count in the last bin."""
    finite = losses[np.isfinite(losses)]
    largest = float(finite.max(initial=0.0))
    counts, edges = np.histogram(np.minimum(finite, ceiling), bins, (0.0, min(largest, ceiling) or ceiling))
    return {"edges": edges.tolist(), "counts": counts.tolist()}
