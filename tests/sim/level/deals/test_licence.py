"""The recipes of the last level: the best that is stored is what is counted, no recipe is best for all, and every count
has starts of its own."""

from __future__ import annotations

import msgspec
import pytest

from game.sim.level.actions import BeginTry, Predict, Retry, Turn
from game.sim.level.deals import Dealt
from game.sim.level.deals.licence import LicenceDeal
from game.sim.level.level import DealtLevel
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import share_solved
from game.sim.level.play.kinds.counting_starts import CountingStarts
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.pools.licence import BEST, TrainingTask
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.bots.licence_counts import COUNTED
from tests.support.campaign_files import level
from tests.support.last_bits import as_recorded

pytestmark = pytest.mark.road


@pytest.mark.parametrize("asked", [TrainingTask("xor", "tanh", 150), TrainingTask("xnor", "leaky_relu", 300)])
def test_the_best_share_is_what_is_counted(asked: TrainingTask) -> None:
    best = BEST[asked]
    settings = Settings(
        activation=asked.activation,
        leak=0.1,
        loss=best.loss,
        learning_rate=best.rate,
        weight_init=best.range,
        bias_init=best.bias,
    )
    found = share_solved(Start(scenario=asked.task, settings=settings), DrawnStarts(), asked.epochs)
    assert found == pytest.approx(best.solved / 1000, abs=1e-12 if as_recorded() else 0.004)


def test_no_recipe_is_near_the_best_for_every_network() -> None:
    assert set(COUNTED) == set(BEST)
    assert {asked.activation for asked in BEST} == {"sigmoid", "tanh", "leaky_relu"}
    behind = [
        max(BEST[asked].solved / 10 - counts[recipe] for asked, counts in COUNTED.items()) for recipe in range(200)
    ]
    assert min(behind) > 20


def test_few_recipes_are_near_the_best() -> None:
    for asked, counts in COUNTED.items():
        assert len(counts) == 200
        assert sum(share >= BEST[asked].solved / 10 - 5 for share in counts) <= 16, asked


def test_who_understands_writes_down_the_stored_recipe() -> None:
    found = level("C31").dealt(8)
    assert isinstance(found, DealtLevel)
    table: Dealt = found.table
    assert found.epochs == table.number("budget")
    acts = LicenceDeal().solution(table)
    assert [act.control for act in acts if isinstance(act, Turn)] == [control.name for control in found.controls]
    assert f"{found.facts['activation']}, {found.epochs:,} epochs" in found.goal


def test_each_count_has_fresh_starts_and_the_same_when_it_is_played_again() -> None:
    small = msgspec.structs.replace(level("C31"), population=DrawnStarts(networks=40))
    seen = []
    for _ in range(2):
        play = LevelPlay(small, 5)
        play.do(Predict(0))
        play.do(Turn("named", 50))
        for _ in range(2):
            assert play.do(BeginTry()) is None
            play.finish()
            assert isinstance(play.kind, CountingStarts)
            assert play.kind.job is not None
            assert play.kind.job.population is not None
            seen.append(play.kind.job.population.starts.copy())
            play.do(Retry())
    assert (seen[0] != seen[1]).any()
    assert (seen[0] == seen[2]).all()
    assert (seen[1] == seen[3]).all()


def test_what_the_prediction_tells_of_a_recipe_is_counted() -> None:
    asked = level("C31").prediction
    assert "Tanh, MSE, η = 1, range ±0.1, bias 1, 1,000 epochs: 93 of 100 learn XOR" in asked.question
    settings = Settings(activation="tanh", learning_rate=1.0, weight_init=0.1, bias_init=1.0)
    found = share_solved(Start(scenario="xor", settings=settings), DrawnStarts(), 1000)
    assert found == pytest.approx(0.93, abs=0.004)
