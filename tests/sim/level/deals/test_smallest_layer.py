"""The smallest layer that solves a task: only counting cuts tells all three sizes of a deal."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.level.actions import Answer, BeginTry, OpenCase, Predict
from game.sim.level.boards.choices import ChoiceDeal
from game.sim.level.boards.sizes import SizesBoard
from game.sim.level.deals.smallest_layer import BET, ENOUGH, SmallestLayer, smallest
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.tasks.cut_tasks import EPOCHS, TASKS
from game.sim.start import Start
from tests.support.campaign_files import level

pytestmark = pytest.mark.road


def deal(seed: int) -> tuple[ChoiceDeal, SizesBoard]:
    found = SmallestLayer().draw(Start(), np.random.default_rng([seed, 0]))
    assert isinstance(found, ChoiceDeal)
    assert isinstance(found.board, SizesBoard)
    return found, found.board


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
    play.do(Answer(BET, "60%"))
    assert [need.value for need in play.progress()[0].needs] == [0, None]
    assert play.do(BeginTry()) is None
    play.finish()
    assert [need.value for need in play.progress()[0].needs] == [3, 15.0]
    assert play.visit.stars == 0, "fifteen neurons are too many"


def test_enough_is_four_in_ten() -> None:
    assert ENOUGH == 0.4
    assert level("C23").tries == 2
