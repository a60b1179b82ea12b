"""Thousands of starts at once do what the Lab does with each one alone, and what the campaign says of them together."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.sim.activations import activations
from game.sim.dataset import Dataset
from game.sim.datasets import datasets
from game.sim.engine.kernel import kernel_for
from game.sim.engine.training import Lesson
from game.sim.level.measured_run import outputs
from game.sim.losses import losses
from game.sim.network import Array, Params, initial_params, params_from_flat
from game.sim.population.population import Population, Precision
from game.sim.population.population_result import PopulationResult, answered_right
from game.sim.population.recipes import recipe
from game.sim.population.starts import starts_from_seeds, starts_from_stream
from game.sim.population.stats import NEVER
from game.sim.settings import Settings

XOR = datasets()["xor"]
SOFT = Dataset(
    "soft", "Soft", 99, ((0.0, 0.3), (1.0, -0.7), (0.5, 0.0), (-1.2, 1.0), (2.0, 0.1)), (0.1, 0.9, 1.0, 0.4, 0.0)
)


def column(params: Params) -> Array:
    """These parameters as the one start of a population."""
    return np.array([params.flat()]).T


def assert_agrees_with_the_lab(settings: Settings, dataset: Dataset, *, seeds: int, epochs: int) -> None:
    population = Population(settings, dataset, starts_from_seeds(settings, 0, seeds), "float64")
    population.advance(epochs)
    result = population.result()
    kernel, lost = kernel_for(settings, dataset.inputs), []
    for seed in range(seeds):
        start = initial_params(settings.layers, seed, settings.weight_init, settings.bias_init).flat()
        lab = kernel.train(start, Lesson(settings, dataset.targets), 0, epochs, kernel.unlocked())
        if lab.diverged:  # the Lab stops before what is not finite, thousands of starts go on together
            lost.append(seed)
            continue
        np.testing.assert_allclose(population.params(seed).flat(), lab.params, rtol=1e-12, atol=1e-12)
        assert result.losses[seed] == pytest.approx(lab.losses[-1], abs=1e-12)
        assert result.locked[seed] == sum(lab.locked[: sum(settings.layers[1:-1])])
    if lost:
        population.advance(1000)
    assert not any(np.isfinite(population.params(seed).flat()).all() for seed in lost)


def same_bits() -> bool:
    """Whether the rows' exp and tanh are those of `math`, to the last bit; on some processors numpy has its own."""
    z = np.random.default_rng(0).uniform(-20.0, 20.0, 5000)
    a = z.copy()
    for call in recipe(activations()["tanh"], 0.0).value(a, a):
        call()
    return bool(np.exp(z).tolist() == [math.exp(x) for x in z]) and a.tolist() == [math.tanh(x) for x in z]


@pytest.mark.parametrize("activation", activations())
@pytest.mark.parametrize("loss", losses())
@pytest.mark.parametrize("update", ["epoch", "sample"])
def test_float64_agrees_with_the_lab(activation: str, loss: str, update: str) -> None:
    settings = Settings(activation=activation, loss=loss, update=update, learning_rate=0.7, bias_init=0.1)
    assert_agrees_with_the_lab(settings, XOR, seeds=8, epochs=400)


@pytest.mark.parametrize("activation", activations())
@pytest.mark.parametrize("loss", losses())
@pytest.mark.parametrize("update", ["epoch", "sample"])
@pytest.mark.parametrize("rate", [2.0, 5.0])
@pytest.mark.skipif(not same_bits(), reason="numpy computes exp or tanh otherwise than this machine's C library")
def test_float64_agrees_with_the_lab_even_where_a_run_is_chaotic(
    activation: str, loss: str, update: str, rate: float
) -> None:
    settings = Settings(activation=activation, loss=loss, update=update, learning_rate=rate)
    # two runs that begin one last bit apart have parted by then, as often as they do at all
    assert_agrees_with_the_lab(settings, XOR, seeds=12, epochs=500)


@pytest.mark.parametrize("layers", [(2, 1), (2, 3, 1), (2, 1, 4, 1), (2, 3, 2, 3, 1)])
@pytest.mark.parametrize("update", ["epoch", "sample"])
def test_any_layers_and_any_inputs_agree_with_the_lab(layers: tuple[int, ...], update: str) -> None:
    for activation in activations():
        settings = Settings(layers=layers, activation=activation, update=update, learning_rate=0.3, leak=0.2)
        assert_agrees_with_the_lab(settings, SOFT, seeds=3, epochs=150)


@pytest.mark.parametrize("update", ["epoch", "sample"])
def test_first_solved_is_the_first_epoch_with_every_output_on_its_side(update: str) -> None:
    settings = Settings(learning_rate=5.0, update=update)
    population = Population(settings, XOR, starts_from_seeds(settings, 0, 12), "float64")
    population.advance(600)
    kernel = kernel_for(settings, XOR.inputs)
    firsts = []
    for seed in range(12):
        start = initial_params(settings.layers, seed, 1.0, 0.0).flat()
        states = [start, *kernel.walk(start, Lesson(settings, XOR.targets), 0, 600)]
        right = (outputs(np.array(states), settings, np.array(XOR.inputs)) > 0.5) == (np.array(XOR.targets) > 0.5)
        firsts.append(int(right.all(axis=1).argmax()) if right.all(axis=1).any() else NEVER)
    assert population.result().first_solved.tolist() == firsts
    assert len(set(firsts)) > 6


def test_a_start_that_is_right_was_solved_at_epoch_0() -> None:
    right = params_from_flat((2, 2, 1), (20.0, 20.0, 20.0, 20.0, -10.0, -30.0, 20.0, -20.0, -10.0))
    population = Population(Settings(), XOR, column(right))
    for epochs in (0, 300):
        population.advance(epochs)
        assert population.result().first_solved.tolist() == [0]


def test_the_last_state_counts_too() -> None:
    settings = Settings(learning_rate=5.0)
    starts = starts_from_seeds(settings, 0, 40)
    long = Population(settings, XOR, starts)
    long.advance(500)
    first = long.result().first_solved
    network = int(np.flatnonzero(first > 300)[0])
    for epochs, expected in ((first[network] - 1, NEVER), (first[network], first[network])):
        short = Population(settings, XOR, starts)
        short.advance(int(epochs))
        assert short.result().first_solved[network] == expected


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("activation", activations())
def test_a_start_gives_the_same_bits_in_any_company_and_any_pieces(activation: str, precision: Precision) -> None:
    settings = Settings(activation=activation, learning_rate=2.0)
    starts = starts_from_stream(settings, 3, 2100)  # more than fit into one block
    whole = Population(settings, XOR, starts, precision)
    whole.advance(300)
    few = Population(settings, XOR, starts[:, 2090:2097], precision)
    for epochs in (1, 0, 254, 45):
        few.advance(epochs)
    assert [few.params(i).flat() for i in range(7)] == [whole.params(2090 + i).flat() for i in range(7)]
    assert few.result().first_solved.tolist() == whole.result().first_solved[2090:2097].tolist()


def test_starts_are_the_labs_own() -> None:
    settings = Settings(layers=(2, 3, 2, 1), weight_init=1.7, bias_init=-0.3)
    population = Population(settings, XOR, starts_from_seeds(settings, 41, 5))
    for i in range(5):
        expected = initial_params(settings.layers, 41 + i, 1.7, -0.3)
        assert population.start(i).flat() == expected.flat()
        np.testing.assert_allclose(population.params(i).flat(), expected.flat(), rtol=1e-7)


def measured(epochs: int, **settings: object) -> PopulationResult:
    chosen = Settings(**settings)  # type: ignore[arg-type]
    population = Population(chosen, XOR, starts_from_stream(chosen, 2024, 1000), "float64")
    population.advance(epochs)
    return population.result()


@pytest.mark.parametrize(
    ("rate", "init", "share"),
    [(2.0, 1.0, 0.741), (5.0, 0.5, 0.808), (5.0, 0.75, 0.862), (5.0, 1.0, 0.822), (5.0, 4.0, 0.478)],
)
def test_lucky_starts(rate: float, init: float, share: float) -> None:
    assert measured(2000, learning_rate=rate, weight_init=init).share == share


@pytest.mark.parametrize(
    ("rate", "init", "bias", "share"), [(2.0, 1.0, 0.0, 0.714), (5.0, 1.0, 0.0, 0.846), (5.0, 0.1, -1.0, 0.992)]
)
def test_trainers_licence(rate: float, init: float, bias: float, share: float) -> None:
    result = measured(500, loss="cross_entropy", learning_rate=rate, weight_init=init, bias_init=bias)
    assert result.share == share


def test_factory_settings_solve_nothing_in_500_epochs() -> None:
    assert measured(500, learning_rate=0.1).share == 0.0


def test_float32_measures_the_same_share_as_float64() -> None:
    settings = Settings(learning_rate=5.0)
    shares = []
    for precision in ("float32", "float64"):
        population = Population(settings, XOR, starts_from_seeds(settings, 0, 1000), precision)
        population.advance(1000)
        shares.append(population.result().share)
    assert shares[0] == pytest.approx(shares[1], abs=0.01)


def test_dead_relu_neurons_are_counted_and_never_move() -> None:
    alive_and_dead = params_from_flat((2, 2, 1), (1.0, 1.0, -1.0, -1.0, 0.5, -0.5, 1.0, 1.0, 0.0))
    population = Population(Settings(activation="relu"), XOR, column(alive_and_dead))
    population.advance(200)
    assert population.result().dead.tolist() == population.result().locked.tolist() == [1]
    assert population.params(0).weights[0][1].tolist() == [-1.0, -1.0]
    saturated = params_from_flat((2, 2, 1), (0.0, 0.0, 0.0, 0.0, 40.0, 40.0, 1.0, 1.0, 0.0))
    sigmoid = Population(Settings(), XOR, column(saturated), "float64").result()
    assert (sigmoid.locked.tolist(), sigmoid.dead.tolist()) == ([2], [0])


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_divergence_is_counted_not_raised(precision: Precision) -> None:
    settings = Settings(activation="leaky_relu", leak=0.1, loss="cross_entropy", learning_rate=50.0)
    starts = starts_from_seeds(settings, 0, 50)
    starts[:, 0] = 0.0
    population = Population(settings, XOR, starts, precision)
    population.advance(2000)
    result = population.result()
    assert result.diverged[1:].all()
    assert not result.diverged[0]
    assert not result.solved.any()
    assert not result.locked[1:].any()


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_losses_are_finite_at_any_z(precision: Precision) -> None:
    settings = Settings(loss="cross_entropy", learning_rate=0.001)
    far = params_from_flat((2, 2, 1), (900.0, -900.0, 900.0, -900.0, 9.0, -9.0, 9000.0, -9000.0, 5000.0))
    population = Population(settings, XOR, column(far), precision)
    population.advance(10)
    result = population.result()
    assert np.isfinite(result.losses).all()
    assert not result.diverged.any()


def test_targets_on_one_side_only_are_judged() -> None:
    constant = Dataset("ones", "Ones", 99, XOR.inputs, (1.0, 1.0, 1.0, 1.0))
    population = Population(Settings(learning_rate=5.0), constant, starts_from_seeds(Settings(), 0, 20))
    population.advance(100)
    assert population.result().share == 1.0


def test_layers_and_starts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"layers are \(3, 2, 1\), but must run from 2 units to 1$"):
        Population(Settings(layers=(3, 2, 1)), XOR, np.zeros((11, 1)))
    with pytest.raises(ValueError, match="starts have the shape"):
        Population(Settings(), XOR, np.zeros((8, 4)))
    with pytest.raises(ValueError, match="starts have the shape"):
        Population(Settings(), XOR, np.zeros((9, 0)))


def test_run_reports_progress_and_stops_when_told() -> None:
    settings = Settings()
    steps: list[float] = []
    population = Population(settings, XOR, starts_from_seeds(settings, 0, 100))
    assert population.run(2500, steps.append, lambda: False)
    assert population.epochs == 2500
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    assert not population.run(2500, steps.append, lambda: population.epochs > 2500)
    assert 2500 < population.epochs < 5000


def test_of_softmax_outputs_the_largest_is_the_answer() -> None:
    outputs = np.array([[0.2, 0.5, 0.3], [0.4, 0.35, 0.25], [0.1, 0.2, 0.7], [math.nan, 0.0, 1.0]])
    targets = np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    assert answered_right(outputs, targets, "softmax", axis=1).tolist() == [True, False, True, False]
