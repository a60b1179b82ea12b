"""Data sets (scenarios), one a file; each file's DATASET is found by the registry."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache

from game.sim.registry import entries

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
"""The four inputs of a two-input truth table, in the order every table and file uses."""


@dataclass(frozen=True)
class Dataset:
    """Samples of one task: `inputs` (n samples of k values each) and `targets` (n values in 0..1)."""

    name: str
    label: str
    order: int
    inputs: tuple[tuple[float, ...], ...]
    targets: tuple[float, ...]


@cache
def datasets() -> dict[str, Dataset]:
    """Every data set by name."""
    return entries(sys.modules[__name__], "DATASET")
