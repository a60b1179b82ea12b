"""A population in the background: progress, partial results, cancelling, failing."""

from __future__ import annotations

import time

import numpy as np
import pytest

from game.sim.background_job import Rest
from game.sim.datasets import datasets
from game.sim.population.job import PopulationJob
from game.sim.population.population import Population
from game.sim.population.starts import starts_from_seeds
from game.sim.settings import Settings

SETTINGS = Settings(learning_rate=5.0)


def build(rest: Rest) -> Population:
    return Population(SETTINGS, datasets()["xor"], starts_from_seeds(SETTINGS, 7, 300, rest))


def wait_until(job: PopulationJob, progress: float) -> None:
    give_up = time.monotonic() + 60.0
    while job.progress < progress and job.running and time.monotonic() < give_up:
        time.sleep(0.001)


def test_a_job_ends_with_what_the_population_does_by_itself() -> None:
    job = PopulationJob(build, 800)
    assert (job.progress, job.partial, job.result, job.running) == (0.0, None, None, False)
    job.start()
    job.wait(30.0)
    alone = build(lambda: None)
    alone.advance(800)
    expected = alone.result()
    assert job.error is None
    assert job.result is not None
    assert job.result is job.partial
    assert job.progress == 1.0
    assert job.result.first_solved.tolist() == expected.first_solved.tolist()
    assert job.result.losses.tobytes() == expected.losses.tobytes()
    assert job.population is not None
    assert job.population.start(3).flat() == alone.start(3).flat()


def test_progress_and_partial_results_arrive_while_it_runs_and_cancel_ends_it() -> None:
    job = PopulationJob(build, 400_000)
    job.start()
    wait_until(job, 0.03)
    partial = job.partial
    assert partial is not None
    assert 0 < partial.epochs < 400_000
    assert partial.n == 300
    assert 0.0 < job.progress < 1.0
    job.cancel()
    job.wait(60.0)
    assert not job.running
    assert job.progress < 1.0
    assert job.result is None
    assert job.partial is not None


def test_a_job_without_epochs_says_how_the_starts_stand() -> None:
    job = PopulationJob(build, 0)
    job.start()
    job.wait(10.0)
    assert job.result is not None
    assert job.result.epochs == 0
    assert job.progress == 1.0


def test_a_failure_is_kept() -> None:
    job = PopulationJob(lambda _rest: Population(SETTINGS, datasets()["xor"], np.zeros((3, 3))), 10)
    job.start()
    job.wait(10.0)
    assert isinstance(job.error, ValueError)
    assert job.result is None
    with pytest.raises(RuntimeError):
        job.start()
