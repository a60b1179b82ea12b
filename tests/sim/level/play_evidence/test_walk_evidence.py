"""What is measured of a walk on a hill."""

from __future__ import annotations

import pytest

from game.sim.level.play_evidence.walk_evidence import WalkEvidence
from game.sim.start import Start


@pytest.mark.parametrize(
    ("heights", "excess", "rises"),
    [((0.5,), 1.0, 0), ((0.5, 0.25, 0.125), 0.25, 0), ((0.5, 0.75, 0.75, 0.25, 1.0), 2.0, 2)],
)
def test_a_walk_is_measured_by_where_it_ends_and_by_the_strides_that_led_up(
    heights: tuple[float, ...], excess: float, rises: int
) -> None:
    walk = WalkEvidence(level_start=Start(), heights=heights)
    assert walk.excess == pytest.approx(excess)
    assert walk.rises == rises, "a stride on the level is no rise"
