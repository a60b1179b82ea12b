"""Tasks of so many cuts take the cuts that they are said to take."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.level.deals.smallest_layer import NEAR, TENS, percent
from game.sim.level.lines import widest_cut
from game.sim.level.pools.counted_starts import ALL, COUNTED
from game.sim.level.tasks.cut_tasks import CUT_STARTS, CUTS, EPOCHS, EVERY_EPOCHS, FEW, SIZES, TASKS, cut_task

pytestmark = pytest.mark.road
LEAST, MOST = 0.5, 0.25
"""Shares with the smallest size, and with one less: far enough from what is enough for no deal to hang by a hair."""


@pytest.mark.parametrize(("kind", "number"), TASKS)
def test_it_takes_a_neuron_for_each_cut(kind: str, number: int) -> None:
    counts = COUNTED[kind, number]
    assert tuple(counts) == SIZES
    cuts = CUTS[kind]
    assert counts[cuts].share >= LEAST
    assert cuts == 1 or counts[cuts - 1].share <= MOST
    assert all(len(count.solved) == EPOCHS // EVERY_EPOCHS + 1 for count in counts.values())
    assert CUT_STARTS.networks == ALL
    seen = min(TENS, key=lambda ten: abs(percent(ten) - 100.0 * counts[cuts].few / FEW))
    assert abs(percent(seen) - 100.0 * counts[cuts].share) <= NEAR, "a sample tells what to bet"


@pytest.mark.parametrize(("kind", "number"), TASKS)
def test_the_points_of_a_task_are_of_both_kinds_and_stay_what_they_are(kind: str, number: int) -> None:
    task = cut_task(kind, number)
    assert set(task.targets) == {0.0, 1.0}
    assert min(task.targets.count(0.0), task.targets.count(1.0)) >= len(task.targets) // 5
    assert len(set(task.inputs)) == len(task.inputs) == len(task.targets)


@pytest.mark.parametrize(("kind", "number"), [each for each in TASKS if each[0] != "parity"])
def test_one_line_parts_those_tasks_alone_that_take_one_cut(kind: str, number: int) -> None:
    task = cut_task(kind, number)
    points, full = np.array(task.inputs), np.array(task.targets) > 0.5
    parted = widest_cut(points, full).margin > 0.0
    assert parted == (CUTS[kind] == 1)


@pytest.mark.parametrize("number", [number for kind, number in TASKS if kind == "disc"])
def test_a_disc_has_points_all_around_it(number: int) -> None:
    task = cut_task("disc", number)
    points, targets = np.array(task.inputs), np.array(task.targets)
    inside = targets == min(task.targets, key=task.targets.count)
    x, y = (points[~inside] - points[inside].mean(axis=0)).T
    turns = np.sort(np.arctan2(y, x))
    assert np.diff([*turns, turns[0] + 2.0 * np.pi]).max() < 1.1
