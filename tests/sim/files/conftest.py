"""Another computer, whose C library rounds differently."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from game.sim.engine import kernel


def off_now_and_then(function: Callable[[float], float]) -> Callable[[float], float]:
    """`function`, but one unit in the last place too high for about every third argument."""

    def other(x: float) -> float:
        value = function(x)
        return math.nextafter(value, math.inf) if hash(x) % 3 == 0 and math.isfinite(value) else value

    return other


@pytest.fixture
def other_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Called, it turns this computer into one that rounds differently."""

    def change() -> None:
        for name in ("exp", "tanh", "log1p"):
            monkeypatch.setattr(math, name, off_now_and_then(getattr(math, name)))
        for name, thing in [*vars(kernel).items()]:
            if hasattr(thing, "cache_clear"):  # what this computer has compiled is put aside, not thrown away
                monkeypatch.setattr(kernel, name, cache(thing.__wrapped__))

    yield change
    monkeypatch.undo()
