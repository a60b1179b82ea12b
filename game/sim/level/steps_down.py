"""How many steps a walk down takes."""

from __future__ import annotations

import math
from collections.abc import Sequence

PART = 1e-3
"""Of the loss at the start: below this the walk is down."""


def steps_down(losses: Sequence[float], steps: int) -> int | None:
    """After how many steps the loss is below a thousandth of what it was, and stays there until `steps` of them are
    done; None if it is not, or the walk ended before."""
    if len(losses) <= steps:
        return None
    last = next((k for k in range(steps, -1, -1) if not losses[k] < PART * losses[0]), -1)
    return None if last == steps or not math.isfinite(losses[steps]) else last + 1
