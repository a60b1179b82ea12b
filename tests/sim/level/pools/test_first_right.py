"""What is stored of the epochs that batches take is what the simulation counts."""

from __future__ import annotations

import pytest

from game.sim.level.pools.first_right import FIRST_RIGHT
from game.sim.level.tasks.batch_tasks import RECIPES, first_right

pytestmark = pytest.mark.road


@pytest.mark.parametrize(("number", "size"), [(0, 8), (2, 1), (7, 6)])
def test_the_pool_is_what_the_simulation_counts(number: int, size: int) -> None:
    recipe = RECIPES[number]
    assert first_right(recipe.start(size)) == pytest.approx(FIRST_RIGHT[recipe][size], abs=2)
