"""Whether this system rounds exp, tanh and log1p as the one did where the tests' figures come from."""

from __future__ import annotations

from functools import cache

from game.sim.engine.rounding import rounding

RECORDED = "bf57621c44dee8e9"
"""What `rounding` says where the figures come from."""


@cache
def as_recorded() -> bool:
    """Whether figures come out here to the last bit; if not, what is done is the same all the same."""
    return rounding() == RECORDED
