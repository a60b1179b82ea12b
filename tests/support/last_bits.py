"""Whether this system rounds exp, tanh and log1p as the one did where the tests' figures come from. No standard
says how, and Windows, macOS and Linux differ in the last bit."""

from __future__ import annotations

import hashlib
import math
import struct
from functools import cache

RECORDED = "bf57621c44dee8e9"
"""What `last_bits` says where the figures come from."""


def last_bits() -> str:
    """Sixteen digits of how what the simulation asks of the C library is rounded."""
    values = [function(k / 64) for function in (math.exp, math.tanh) for k in range(-600, 600)]
    values += [math.log1p(k / 64) for k in range(600)]
    return hashlib.sha256(struct.pack(f"{len(values)}d", *values)).hexdigest()[:16]


@cache
def as_recorded() -> bool:
    """Whether figures come out here to the last bit; if not, what is done is the same all the same."""
    return last_bits() == RECORDED
