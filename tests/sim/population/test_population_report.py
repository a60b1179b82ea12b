"""What the command line prints about a population, and how fast populations train."""

from __future__ import annotations

import json

import pytest

from game.sim.datasets import datasets
from game.sim.population.population_report import bench_population, population_report
from game.sim.settings import Settings

XOR = datasets()["xor"]


def test_the_report_is_plain_json() -> None:
    ticks = iter([10.0, 12.5])
    report = population_report(Settings(learning_rate=5.0), XOR, 500, 1000, 3, lambda: next(ticks))
    again = json.loads(json.dumps(report, allow_nan=False))
    assert (again["n"], again["epochs"], again["seed"], again["seconds"]) == (500, 1000, 3, 2.5)
    assert again["solved"] == again["solved_count"] / 500
    assert again["solved_interval"][0] < again["solved"] < again["solved_interval"][1]
    assert again["epochs_quantiles"]["q10"] < again["epochs_quantiles"]["q50"]
    assert again["epochs_quantiles"]["q90"] is None
    assert sum(again["losses"]["counts"]) == 500
    assert (again["diverged"], again["dead"]) == (0.0, 0.0)
    assert again["locked"] > 0.5


def test_a_report_on_nothing_but_divergence_has_no_nan() -> None:
    settings = Settings(activation="leaky_relu", leak=0.1, loss="cross_entropy", learning_rate=50.0)
    report = population_report(settings, XOR, 20, 2000, 0, lambda: 0.0, "float64")
    json.dumps(report, allow_nan=False)
    assert report["diverged"] == 1.0


@pytest.mark.parametrize(
    ("n", "epochs", "seed", "named"),
    [(0, 1, 0, "population"), (1, -1, 0, "epochs"), (1, 1, -1, "seed")],
)
def test_what_is_not_allowed_is_named(n: int, epochs: int, seed: int, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        population_report(Settings(), XOR, n, epochs, seed, lambda: 0.0)


def test_the_speed_is_that_of_the_best_round() -> None:
    ticks = iter([0.0, 4.0, 10.0, 11.0, 20.0, 22.0])
    assert bench_population(lambda: next(ticks), networks=8, epochs=3, rounds=3) == 8 * 3 / 1.0
