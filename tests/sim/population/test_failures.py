"""Starts grouped by how they failed: against the Lab's own run of each of them, sample by sample and lock by lock."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.population.failures import PARTS, Failure, failures
from game.sim.population.outcomes import StartsRun
from game.sim.population.population_result import PopulationResult
from game.sim.settings import Settings
from game.sim.start import Start, judged

N, EPOCHS = 60, 150


def counted(start: Start, n: int = N, epochs: int = EPOCHS) -> tuple[StartsRun, PopulationResult]:
    run = StartsRun(start, n, epochs)
    run.job.wait(60.0)
    assert run.job.result is not None, run.job.error
    return run, run.job.result


@pytest.fixture(scope="module")
def xor() -> tuple[StartsRun, PopulationResult]:
    return counted(Start(settings=Settings(learning_rate=10.0, lock_threshold=0.1)))


def in_the_lab(start: Start, epochs: int) -> tuple[list[int], list[str]]:
    """The samples that are wrong and the hidden neurons locked after so many epochs of the Lab's own training."""
    simulation = Simulation(start)
    assert simulation.apply(c.Step("epoch", epochs))
    here = simulation.snapshot()
    locked = [f"h{'₁₂'[unit]}" for unit, neuron in enumerate(here.neurons[0]) if neuron.locked]
    return [k + 1 for k, right in enumerate(here.right) if not right], locked


def test_each_start_is_in_one_group_and_the_solved_come_first(xor: tuple[StartsRun, PopulationResult]) -> None:
    run, result = xor
    groups = failures(result, run.start.settings.layers)
    assert sorted(start for group in groups for start in group.starts) == list(range(N))
    assert groups[0].solved
    assert groups[0].words == "solved"
    sizes = [len(group.starts) for group in groups[1:]]
    assert sizes == sorted(sizes, reverse=True)
    assert len({group.words for group in groups}) == len(groups) >= 4


def test_a_group_says_what_the_lab_finds_of_its_first_start(xor: tuple[StartsRun, PopulationResult]) -> None:
    run, result = xor
    for group in failures(result, run.start.settings.layers):
        wrong, locked = in_the_lab(run.start_of(group.starts[0]), EPOCHS)
        assert group.solved == (not wrong)
        if not group.solved:
            assert group.wrong_words == ", ".join(map(str, wrong))
            assert group.locked_words == ", ".join(locked)
            assert group.wrong == tuple(k - 1 for k in wrong)


def test_of_many_samples_and_neurons_it_counts_how_many() -> None:
    settings = Settings(layers=(2, 5, 1), learning_rate=0.1)
    run, result = counted(Start(scenario="moons:points=40", settings=settings), 12, 5)
    groups = failures(result, settings.layers)
    for group in groups:
        if not group.solved:
            share = result.wrong[group.starts[0]].mean()
            assert group.wrong is None
            assert group.wrong_words == next(words for bound, words in PARTS if share < bound)
            assert "of 5 neurons" in group.locked_words or group.locked_words == ""
    for k in range(3):
        simulation = Simulation(run.start_of(k))
        simulation.apply(c.Step("epoch", 5))
        np.testing.assert_array_equal(result.wrong[k], ~np.array(simulation.snapshot().right))


def test_words_of_what_none_of_these_runs_came_to() -> None:
    assert Failure((1,), diverged=True).words == "diverged"
    assert Failure((1,), wrong=(0,), wrong_words="1").words == "wrong: 1; none locked"
    assert Failure((1,), wrong=(0,), wrong_words="1", locked_words="h₁").words == "wrong: 1; locked: h₁"


def test_a_network_that_diverged_is_a_group_of_its_own() -> None:
    wild = Settings(learning_rate=1000.0, activation="linear", output="linear", layers=(2, 2, 1))
    run, result = counted(Start(settings=wild), 10, 60)
    words = [group.words for group in failures(result, run.start.settings.layers)]
    assert "diverged" in words


def test_where_values_are_to_be_hit_no_start_is_right_or_wrong() -> None:
    start = Start(scenario="sine", settings=Settings(layers=(1, 2, 1), output="linear", lock_threshold=0.24))
    run, result = counted(start, 40, 100)
    assert not judged(start)
    assert judged(Start())
    assert not judged(Start(settings=Settings(loss="output_gradient")))
    groups = failures(result, run.start.settings.layers, judged=False)
    assert sorted(k for group in groups for k in group.starts) == list(range(40))
    for group in groups:
        assert not group.solved
        _, locked = in_the_lab(run.start_of(group.starts[0]), 100)
        assert group.words == (f"locked: {', '.join(locked)}" if locked else "none locked")
    assert len(groups) > 1
