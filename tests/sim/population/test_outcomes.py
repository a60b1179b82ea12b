"""What is counted of what is set in the Lab."""

from __future__ import annotations

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.population.outcomes import LAB_STARTS, StartsCounter, start_of_all
from game.sim.settings import Settings
from game.sim.start import Start


def test_a_thousand_starts_are_a_thousand() -> None:
    assert LAB_STARTS == 1000


def test_what_is_counted_has_the_targets_that_are_learned_and_no_seed_or_speed_of_its_own() -> None:
    lab = Simulation(Start(scenario="xor", seed=7, settings=Settings(learning_rate=2.0)))
    lab.apply(c.Set("animation_speed", 0.5))
    assert start_of_all(lab.snapshot()) == Start(scenario="xor", seed=0, settings=Settings(learning_rate=2.0))
    lab.apply(c.SetTarget(3, 1.0))
    found = start_of_all(lab.snapshot())
    assert found.targets == (0.0, 1.0, 1.0, 1.0)
    assert found.settings == Settings(learning_rate=2.0)


def test_a_count_that_was_told_to_stop_is_not_given_to_who_asks_for_it_again() -> None:
    """It may still run for some milliseconds, but no result will come."""
    counter, start = StartsCounter(), Start(seed=0)
    first = counter.count(start, 100_000)
    assert counter.count(start, 100_000) is first
    first.job.cancel()
    second = counter.count(start, 100_000)
    assert second is not first
    assert not second.job.cancelled
    counter.stop()
    for run in (first, second):
        run.job.wait(60.0)
        assert run.job.cancelled
        assert run.job.result is None
