"""What is stored of counted starts is what the simulation counts."""

from __future__ import annotations

import pytest

from game.sim.level.pools.counted_starts import COUNTED
from game.sim.level.tasks.cut_tasks import FEW, cut_task
from tests.support.pools import count_starts

pytestmark = pytest.mark.road


@pytest.mark.parametrize(("kind", "number", "hidden"), [("corner", 2, 1), ("xor", 1, 2), ("parity", 0, 2)])
def test_the_pool_is_what_the_simulation_counts(kind: str, number: int, hidden: int) -> None:
    found, kept = count_starts(cut_task(kind, number), hidden), COUNTED[kind, number][hidden]
    assert found.solved == pytest.approx(kept.solved, abs=2)
    assert found.few == pytest.approx(kept.few, abs=1)
    assert found.example == kept.example


@pytest.mark.parametrize(("kind", "number", "hidden"), [("half", 2, 1), ("band", 1, 2), ("disc", 1, 3)])
def test_of_clouds_the_first_hundred_are_what_the_simulation_counts(kind: str, number: int, hidden: int) -> None:
    found, kept = count_starts(cut_task(kind, number), hidden, FEW), COUNTED[kind, number][hidden]
    assert found.few == pytest.approx(kept.few, abs=1)
    assert found.example == kept.example
