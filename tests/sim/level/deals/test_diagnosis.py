"""Sick networks: each is cured by the cure of its cause and no other, and told from the rest by chart and lenses."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.sim.level.actions import Answer, BeginTry, OpenCase, Predict
from game.sim.level.boards.cases import CasesBoard
from game.sim.level.boards.choices import ChoiceDeal
from game.sim.level.deals.diagnosis import (
    BEDS,
    CAUSES,
    CURES,
    LAYERS,
    OUTPUT,
    RIGHT,
    SLOPES,
    TREATED,
    Diagnosis,
    after_cure,
    patient,
    read_cause,
)
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.pools.patients import PATIENTS
from game.sim.start import Start
from tests.support.campaign_files import level
from tests.support.pools import WARD, fits, is_cured


@cache
def deal(seed: int) -> tuple[ChoiceDeal, CasesBoard]:
    found = Diagnosis().draw(Start(), np.random.default_rng([seed, 0]))
    assert isinstance(found, ChoiceDeal)
    assert isinstance(found.board, CasesBoard)
    return found, found.board


@pytest.mark.parametrize("cause", CAUSES)
def test_the_pool_holds_patients_whom_one_cure_helps(cause: str) -> None:
    assert len(set(PATIENTS[cause])) == WARD
    for seed in PATIENTS[cause]:
        sick = patient(cause, seed)
        assert not is_cured(sick)
        assert is_cured(after_cure(sick, RIGHT[cause], seed))
    assert all(fits(cause, seed) for seed in PATIENTS[cause][:: WARD // 3])


def test_the_lenses_tell_the_cause() -> None:
    told = set()
    for seed in range(40):
        found, board = deal(seed)
        for case, place in zip(board.cases, found.places[::2], strict=True):
            (cause,) = place.right
            assert read_cause(case) == cause
            numbers = {reading.label: reading.values for reading in case.readings}
            assert set(numbers) == {OUTPUT, SLOPES, LAYERS}
            assert len(numbers[SLOPES]) == (1 if cause == "one neuron short" else 2), cause
            told.add(cause)
    assert told == set(CAUSES)


def test_twins_are_copies_and_a_dead_neuron_never_moves() -> None:
    twins = MeasuredRun(patient("twins", PATIENTS["twins"][0]), TREATED)
    dead = MeasuredRun(patient("dead ReLU", PATIENTS["dead ReLU"][0]), TREATED)
    for run in (twins, dead):
        run.extend(TREATED)
    into = twins.params(TREATED).weights[0]
    assert into[0].tolist() == into[1].tolist()
    assert dead.params(0).weights[0][1].tolist() == dead.params(TREATED).weights[0][1].tolist()


def test_a_cure_changes_what_it_says() -> None:
    sick = patient("deaf layer", PATIENTS["deaf layer"][0])
    after = {cure: after_cure(sick, cure, 7) for cure in CURES}
    assert after["η ÷ 10"].settings.learning_rate == pytest.approx(sick.settings.learning_rate / 10)
    assert after["cross-entropy"].settings.loss == "cross_entropy"
    assert after["leaky ReLU"].settings.activation == "leaky_relu"
    assert after["one neuron more"].settings.layers == (2, 3, 1)
    assert after["one neuron more"] == after_cure(sick, "one neuron more", 7)
    before, pushed = np.array(sick.params), np.array(after["push apart"].params)
    assert sorted(np.round(pushed - before, 9)[pushed != before]) == [-0.3, 0.3]
    assert (np.array(after["hidden biases 0"].params) == 0.0).sum() >= 2
    short = patient("one neuron short", PATIENTS["one neuron short"][0])
    assert after_cure(short, "push apart", 7).params == short.params, "there is nothing to push apart"


def test_four_patients_of_six_causes_in_any_order() -> None:
    orders = set()
    for seed in range(12):
        found, board = deal(seed)
        causes = [place.right[0] for place in found.places[::2]]
        assert len(set(causes)) == len(board.cases) == BEDS
        assert [place.right[0] for place in found.places[1::2]] == [RIGHT[cause] for cause in causes]
        orders.add(tuple(causes))
    assert len(orders) > 6


def test_what_the_treatment_does_is_what_is_judged() -> None:
    play = LevelPlay(level("C30"), 4)
    play.do(Predict(0))
    deal_ = play.level.deal
    assert deal_ is not None
    for act in deal_.solution(play.level.table):  # type: ignore[attr-defined]
        assert play.do(act) is None
    cure = play.level.facts["cure1"]
    wrong = next(each for each in CURES if each != cure)
    assert play.do(Answer("cure1", wrong)) is None
    for name in play.kind.deal.looks[:9]:  # type: ignore[attr-defined]
        assert play.do(OpenCase(name)) is None
    play.do(BeginTry())
    play.finish()
    assert play.result is not None
    assert (play.result.measures["cured"], play.result.measures["looks"]) == (BEDS - 1, 9)
    cause, seed = str(play.level.facts["cause1"]), 0
    assert not is_cured(after_cure(patient(cause, PATIENTS[cause][seed]), wrong, PATIENTS[cause][seed]))
