"""Many starts trained by arrays are what the Lab makes of each, whatever is set."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from game.sim.dataset import Dataset
from game.sim.datasets import datasets
from game.sim.engine.kernel import kernel_for
from game.sim.engine.training import Lesson
from game.sim.network import parameter_count
from game.sim.optimizers import fresh_state
from game.sim.population.population import Population, by_tape
from game.sim.population.starts import starts_from_seeds
from game.sim.settings import Settings

THREE = Dataset(
    name="three",
    label="Three",
    order=0,
    inputs=((0.0, 1.0), (1.0, 0.3), (-0.5, 0.2), (0.7, -1.0), (0.1, 0.1)),
    targets=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
)
USUAL = Settings(learning_rate=0.3, lock_threshold=0.2)
CASES: dict[str, tuple[Dataset, dict[str, Any]]] = {
    "momentum, shuffled by sample": (
        datasets()["xor"],
        {"optimizer": "momentum", "update": "sample", "order": "shuffled"},
    ),
    "adam, shuffled batches": (datasets()["xor"], {"optimizer": "adam", "update": "batch", "order": "shuffled"}),
    "nesterov, biases frozen": (datasets()["xor"], {"optimizer": "nesterov", "biases": "frozen", "bias_range": 0.5}),
    "rmsprop, no biases": (datasets()["or"], {"optimizer": "rmsprop", "biases": "none", "epsilon": 0.01, "init": "he"}),
    "decay, linear output": (datasets()["and"], {"weight_decay": 0.05, "output": "linear", "activation": "tanh"}),
    "softmax of three": (THREE, {"output": "softmax", "loss": "cross_entropy", "layers": (2, 4, 3)}),
    "three outputs by sample": (THREE, {"layers": (2, 3, 3), "update": "sample", "order": "shuffled"}),
    "leaky batches": (THREE, {"layers": (2, 3, 2, 3), "update": "batch", "activation": "leaky_relu", "leak": 0.2}),
    "two hundred points": (datasets()["moons"], {"layers": (2, 3, 1)}),
}


@pytest.mark.parametrize("name", CASES)
def test_float64_is_the_lab(name: str) -> None:
    dataset, changes = CASES[name]
    settings, first, n, epochs = msgspec.structs.replace(USUAL, **changes), 5, 7, 12
    assert not by_tape(settings, dataset)
    population = Population(
        settings, dataset, starts_from_seeds(settings, first, n), "float64", range(first, first + n)
    )
    population.advance(5)
    population.advance(epochs - 5)
    result = population.result()
    kernel = kernel_for(settings, dataset.inputs)
    for k in range(n):
        start = population.start(k).flat()
        state = fresh_state(settings.optimizer, settings.layers, start)
        lab = kernel.train(state, Lesson(settings, dataset.targets, first + k), 0, epochs, kernel.unlocked())
        expected = lab.params[: parameter_count(settings.layers)]
        np.testing.assert_allclose(population.params(k).flat(), expected, rtol=1e-8, atol=1e-10)
        assert result.losses[k] == pytest.approx(lab.losses[-1], rel=1e-8)
        assert result.locked[k] == sum(lab.locked[: sum(settings.layers[1:-1])])


def test_what_was_there_before_is_still_trained_by_tape() -> None:
    for update in ("epoch", "sample"):
        assert by_tape(Settings(update=update), datasets()["xor"])
    assert not by_tape(Settings(optimizer="adam"), datasets()["xor"])
