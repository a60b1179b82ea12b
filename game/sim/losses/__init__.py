"""Losses of a sigmoid output, one a file; each file's LOSS is found by the registry."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from game.sim.registry import entries

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Loss:
    """A loss L(a, y) of one output unit a = σ(z) with target y in 0..1, and its delta ∂L/∂z.

    `value(z, a, y)` and `delta(a, y, slope)` take arrays of one shape. `value_source` and `delta_source` are the same
    as Python expressions over `{z}`, `{y}`, `{error}` (a − y) and `{slope}` for the generated kernel (with `exp` and
    `log1p` of `math`).
    `cancels_slope` says that σ′ drops out of the delta, so the output's slope gate stands open.
    """

    name: str
    label: str
    order: int
    value: Callable[[Array, Array, Array], Array]
    delta: Callable[[Array, Array, Array], Array]
    value_source: str
    delta_source: str
    cancels_slope: bool
    formula: str

    @property
    def word(self) -> str:
        """The label as it stands inside a sentence."""
        return self.label if self.label.isupper() else self.label.lower()


@cache
def losses() -> dict[str, Loss]:
    """Every loss by name."""
    return entries(sys.modules[__name__], "LOSS")
