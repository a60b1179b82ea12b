"""Flat runs: the pool is what the simulation finds, twins stay twins to the last bit, and only counting the neurons
that listen and differ tells which runs solve."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.sim.level.boards.cases import CasesBoard
from game.sim.level.boards.choices import ChoiceDeal
from game.sim.level.deals.flat_runs import (
    APART,
    LARGEST,
    LAST,
    NEVER,
    NOTHING,
    RUNS,
    SEEN,
    SLOPES,
    SOLVED,
    SOLVING,
    FlatRuns,
    flat_start,
    standing,
)
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.flat_runs import FLAT_RUNS
from game.sim.start import Start
from tests.support.pools import EACH, EARLIEST, FLAT, LATEST, flat_run


@cache
def deal(seed: int) -> tuple[ChoiceDeal, CasesBoard]:
    found = FlatRuns().draw(Start(), np.random.default_rng([seed, 0]))
    assert isinstance(found, ChoiceDeal)
    assert isinstance(found.board, CasesBoard)
    return found, found.board


def numbers(board: CasesBoard, name: str) -> dict[str, list[float]]:
    case = next(case for case in board.cases if case.name == name)
    return {reading.label: [float(value) for value in reading.values] for reading in case.readings}


@pytest.mark.parametrize("kind", FLAT_RUNS)
def test_the_pool_is_what_the_simulation_finds(kind: str) -> None:
    found = FLAT_RUNS[kind]
    assert len({run.seed for run in found}) == EACH
    assert all((run.solves is not None) == (kind in SOLVING) for run in found)
    assert all(EARLIEST < run.solves < LATEST for run in found if run.solves)
    for run in found:
        again = MeasuredRun(flat_start(kind, run.seed), LAST)
        again.extend(run.solves or SEEN)
        assert again.first_below(SOLVED) == run.solves
        assert standing(again, SEEN).largest == pytest.approx(run.largest, rel=1e-5)
    for run in found[:: EACH // 4]:
        assert run.solves or flat_run(kind, run.seed).solves is None


@pytest.mark.parametrize("kind", ["triplets", "a pair and another", "one deaf, a pair"])
def test_twins_stay_equal_to_the_last_bit(kind: str) -> None:
    run = MeasuredRun(flat_start(kind, FLAT_RUNS[kind][3].seed), LAST)
    run.extend(LAST)
    for epoch in (0, SEEN, LAST):
        params = run.params(epoch)
        rows = {tuple(map(float, each)) for each in np.column_stack([params.weights[0], params.weights[1][0]])}
        assert len(rows) == (1 if kind == "triplets" else 2)


def test_a_deal_has_both_and_all_look_alike() -> None:
    for seed in range(8):
        found, board = deal(seed)
        said = [place.right[0] for place in found.places[:6]]
        assert 2 <= said.count("solves") <= 4
        assert {case.readings[0].values[0] for case in board.cases} == {FLAT}
        assert [case.name for case in board.cases] == list(RUNS)
        assert all(len(case.losses) == SEEN + 1 for case in board.cases)
    assert len(NEVER) == len(SOLVING) == 3


def test_no_single_number_tells() -> None:
    """Neither "any zero means never" nor "any gradient means it solves" gets all six right in any deal."""
    for seed in range(30):
        found, board = deal(seed)
        truth = [place.right[0] == "solves" for place in found.places[:6]]
        shown = [numbers(board, name) for name in RUNS]
        assert [min(each[APART] + each[SLOPES]) > NOTHING for each in shown] != truth
        assert [each[LARGEST][0] > 1e-8 for each in shown] != truth


def test_what_becomes_of_a_run_is_told() -> None:
    found, _ = deal(3)
    runs = found.runs({})
    assert {epochs for _, epochs in runs.values()} == {LAST}
    solving = next(place for place in found.places if place.right == ("solves",))
    run = MeasuredRun(*runs[solving.name])
    assert found.told(solving.name, run) == "not by epoch 0"
    run.extend(LAST)
    assert found.told(solving.name, run).startswith("solved at epoch ")
