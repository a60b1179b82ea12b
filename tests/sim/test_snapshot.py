"""Two views of a moment are compared to the bit."""

from __future__ import annotations

import math

from game.sim.snapshot import diff


def test_what_is_no_number_differs_from_every_number_but_not_from_itself() -> None:
    assert diff(math.nan, math.nan) is None
    assert diff((0.5, math.nan), (0.5, 1.0)) == "snapshot[1]: nan != 1.0"
    assert diff((0.5, 1.0), (0.5, math.nan)) == "snapshot[1]: 1.0 != nan"
    assert diff((0.5, 1.0), (0.5, 1.0)) is None
