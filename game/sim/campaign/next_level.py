"""The level that a student plays next."""

from __future__ import annotations

from typing import NamedTuple


class NextLevel(NamedTuple):
    """`number` counts from 1 through all chapters; `begun` says whether any level has been won before."""

    id: str
    number: int
    title: str
    begun: bool
