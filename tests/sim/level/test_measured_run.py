"""What a level measures of a run is what the simulation does."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.commands import Step
from game.sim.engine.simulation import Simulation
from game.sim.level.measured_run import CHUNK, MeasuredRun
from game.sim.settings import Settings
from game.sim.start import Start

TINY = (0.5, -0.3, -0.4, 0.6, 0.0, 0.0, 0.4, -0.5, 0.0)
AND = Start(scenario="and", params=TINY, settings=Settings(learning_rate=5.0))
HOT = Start(scenario="and", params=TINY, settings=Settings(loss="cross_entropy", learning_rate=10.0))


@pytest.mark.parametrize("start", [AND, HOT], ids=["and", "hot"])
def test_a_course_is_the_simulations_run_bit_for_bit(start: Start) -> None:
    run, simulation = MeasuredRun(start, 500), Simulation(start)
    run.extend(200)
    for epoch in (1, 63, 64, 65, 200):
        simulation.apply(Step("epoch", epoch - simulation.cursor.moment.epoch))
        snapshot = simulation.snapshot()
        assert run.params(epoch).flat() == snapshot.params.flat()
        assert run.losses[epoch] == snapshot.loss
        outputs = [float(trace.output[0]) for trace in snapshot.batch.traces]
        errors = np.abs(np.array(outputs) - np.array(snapshot.targets))
        np.testing.assert_allclose(run.errors(epoch), errors, rtol=0, atol=1e-15)


@pytest.mark.parametrize("error", [0.5, 0.3, 0.1, 0.999])
@pytest.mark.parametrize("start", [AND, HOT], ids=["and", "hot"])
@pytest.mark.parametrize("step", [1, 7, CHUNK, 1000])
def test_the_first_epoch_is_found_however_the_course_grows(start: Start, error: float, step: int) -> None:
    plain = MeasuredRun(start, 300)
    plain.extend(300)
    expected = next((e for e in range(301) if float(plain.errors(e).max()) < error), None)
    run = MeasuredRun(start, 300)
    while not run.complete:
        run.extend(run.reached + step)
        found = run.first_below(error)
        assert found in (None, expected)
        assert found is not None or expected is None or run.reached < expected
    assert run.first_below(error) == expected


def test_a_course_that_diverges_is_complete_where_it_stops() -> None:
    wild = Start(
        scenario="xor",
        seed=1,
        settings=Settings(activation="leaky_relu", leak=0.1, loss="cross_entropy", learning_rate=100.0),
    )
    run = MeasuredRun(wild, 5000)
    run.extend(5000)
    simulation = Simulation(wild)
    simulation.apply(Step("epoch", 5000))
    assert run.diverged
    assert run.complete
    assert run.reached == simulation.cursor.moment.epoch < 5000
    assert np.isfinite(run.errors(run.reached)).all()


def test_a_course_does_not_grow_beyond_its_budget() -> None:
    run = MeasuredRun(AND, 10)
    run.extend(99)
    assert (run.reached, run.complete) == (10, True)


def test_the_steepest_epoch_is_the_one_in_which_the_loss_fell_most() -> None:
    run = MeasuredRun(AND, 120)
    run.extend(120)
    falls = {epoch: run.losses[epoch - 1] - run.losses[epoch] for epoch in range(1, 121)}
    assert run.steepest(120) == max(falls, key=lambda epoch: falls[epoch])
    assert run.steepest(1) == 1
    assert run.steepest(0) == 0
    still = MeasuredRun(Start(params=(0.0,) * 9), 3)
    still.extend(3)
    assert still.losses == [still.losses[0]] * 4
    assert still.steepest(3) == 0
