"""Tasks for batches: steps are what counts in all of them."""

from __future__ import annotations

import pytest

from game.sim.level.pools.first_right import FIRST_RIGHT
from game.sim.level.tasks.batch_tasks import BATCHES, MIDDLE, PERCENTILES, RECIPES, BatchRecipe, cloud

pytestmark = pytest.mark.road
LAW = 0.06
"""By how much the number of steps may differ, as a share: well within what a bet may be off."""


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
def test_it_takes_as_many_steps_in_batches_of_any_size(recipe: BatchRecipe) -> None:
    rows = FIRST_RIGHT[recipe]
    assert tuple(rows) == BATCHES[recipe.samples]
    steps = [recipe.samples / size * epochs[MIDDLE] for size, epochs in rows.items()]
    assert max(steps) <= (1.0 + LAW) * min(steps)
    assert all(len(epochs) == len(PERCENTILES) and list(epochs) == sorted(epochs) for epochs in rows.values())
    assert 400 < rows[recipe.samples][MIDDLE] < 1000


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
def test_a_task_has_as_many_samples_as_its_recipe_says(recipe: BatchRecipe) -> None:
    rows, targets = cloud(recipe.samples, recipe.version)
    assert len(set(rows)) == len(targets) == recipe.samples
    assert set(targets) == {0.0, 1.0}
