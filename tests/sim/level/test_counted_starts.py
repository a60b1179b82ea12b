"""Counted starts: the pool is what the simulation counts, every task takes the cuts that it is said to take, and only
counting cuts tells all three sizes of a deal."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.level.actions import Answer, BeginTry, OpenCase, Predict
from game.sim.level.boards.choices import ChoiceDeal
from game.sim.level.boards.sizes import SizesBoard
from game.sim.level.deals.smallest_layer import BET, ENOUGH, NEAR, TENS, SmallestLayer, percent, smallest
from game.sim.level.level_parts import LevelTrial
from game.sim.level.lines import widest_cut
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.pools.counted_starts import ALL, COUNTED
from game.sim.level.readings.starts_solved import StartsSolved
from game.sim.level.tasks.cut_tasks import (
    CUT_STARTS,
    CUTS,
    EPOCHS,
    EVERY_EPOCHS,
    FEW,
    SIZES,
    TASKS,
    cut_task,
)
from game.sim.level.trial import trial_start
from game.sim.start import Start
from tests.support.campaign_files import level
from tests.support.pools import count_starts

pytestmark = pytest.mark.road
LEAST, MOST = 0.5, 0.25
"""Shares with the smallest size, and with one less: far enough from what is enough for no deal to hang by a hair."""


def deal(seed: int) -> tuple[ChoiceDeal, SizesBoard]:
    found = SmallestLayer().draw(Start(), np.random.default_rng([seed, 0]))
    assert isinstance(found, ChoiceDeal)
    assert isinstance(found.board, SizesBoard)
    return found, found.board


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


def test_what_is_dealt() -> None:
    met = set()
    for seed in range(60):
        found, board = deal(seed)
        sizes = [smallest(task) for task in board.tasks]
        assert len(set(sizes)) > 1
        assert sizes != [len(task.task.inputs[0]) for task in board.tasks], "as many as inputs would do"
        assert smallest(board.task(board.bet_on)) > 1
        assert [place.right[0] for place in found.places[:3]] == [str(size) for size in sizes]
        met |= {task.task for task in board.tasks}
    assert len(met) == len(TASKS)


def test_the_start_that_is_shown_solves_its_task_if_any_does() -> None:
    found, board = deal(4)
    for size in (1, 3):
        runs = found.runs({task.name: str(size) for task in board.tasks})
        for task in board.tasks:
            run = MeasuredRun(*runs[task.name])
            run.extend(EPOCHS)
            solved = bool((run.errors(run.reached) < 0.5).all())
            assert solved == (task.counts[size].solved[-1] > 0)
            points = len(task.task.targets)
            assert (found.told(task.name, run) == f"this start: {points} of {points}") == solved


def test_one_sample_is_free_and_what_is_only_chosen_is_not_measured() -> None:
    play = LevelPlay(level("C23"), 6)
    assert play.do(OpenCase("A2")) == "predict first"
    play.do(Predict(0))
    assert play.do(OpenCase("A2")) is None
    assert play.do(OpenCase("B2")) == "all 1 are used"
    assert play.do(Answer("A", "7")) == "the size for A takes one of 1, 2, 3, 4, 5, 6"
    for name in ("A", "B", "C"):
        play.do(Answer(name, "5"))
    play.do(Answer(BET, "60 %"))
    assert [need.value for need in play.progress()[0].needs] == [0, None]
    assert play.do(BeginTry()) is None
    play.finish()
    assert [need.value for need in play.progress()[0].needs] == [3, 15.0]
    assert play.visit.stars == 0, "fifteen neurons are too many"


def test_a_reading_counts_starts() -> None:
    start = cut_task("xor", 0).start(2)
    start = trial_start(start, LevelTrial(parameters={"x1->h1": 0.5}))
    run = MeasuredRun(start, 400)
    shares = [StartsSolved(name="share", starts=50, seed=1, layers=layers).value(run, {}) for layers in ((), (2, 4, 1))]
    assert 0.0 < shares[0] < shares[1] <= 100.0
    assert shares[0] == StartsSolved(name="share", starts=50, seed=1, layers=(2, 2, 1)).value(run, {})
    with pytest.raises(ValueError, match="layers"):
        StartsSolved(name="share", starts=50, layers=(2, 99, 1))


def test_enough_is_four_in_ten() -> None:
    assert ENOUGH == 0.4
    assert level("C23").tries == 2


@pytest.mark.parametrize(("kind", "number"), [each for each in TASKS if each[0] != "parity"])
def test_one_line_parts_those_tasks_alone_that_take_one_cut(kind: str, number: int) -> None:
    task = cut_task(kind, number)
    points, full = np.array(task.inputs), np.array(task.targets) > 0.5
    parted = widest_cut(points, full).margin > 0.0
    assert parted == (CUTS[kind] == 1)
