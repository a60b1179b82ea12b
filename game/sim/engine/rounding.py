"""How this computer rounds. No standard says how exp, tanh and log1p are rounded, and Windows, macOS and Linux differ
in the last bit; everything else that the simulation computes comes out the same everywhere."""

from __future__ import annotations

import hashlib
import math
import struct


def rounding() -> str:
    """Sixteen digits of how what the simulation asks of the C library is rounded: the same on two computers that train
    alike to the last bit."""
    values = [function(k / 64) for function in (math.exp, math.tanh) for k in range(-600, 600)]
    values += [math.log1p(k / 64) for k in range(600)]
    return hashlib.sha256(struct.pack(f"{len(values)}d", *values)).hexdigest()[:16]
