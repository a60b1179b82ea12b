"""The fast training step is the plain formula: traces, mean gradients and updates, epoch by epoch, and the same to the
bit however it is cut up."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.activations import activations
from game.sim.backprop import Batch, run_batch
from game.sim.datasets import datasets
from game.sim.engine.array_kernel import ArrayKernel
from game.sim.engine.kernel import Kernel, kernel_for, looks_by_arrays
from game.sim.engine.kernel_plan import Plan
from game.sim.engine.training import Lesson, LockChange, Stretch
from game.sim.losses import losses
from game.sim.network import Edge, Flat, Layers, bias_edges, edges, flat_index, initial_params, params_from_flat
from game.sim.optimizers import fresh_state
from game.sim.settings import Settings

XOR = datasets()["xor"]
SOFT_INPUTS = ((0.0, 0.3), (1.0, -0.7), (0.5, 0.0), (-1.2, 1.0), (2.0, 0.1))
SOFT_TARGETS = (0.1, 0.9, 1.0, 0.4, 0.0)
SHAPES = ((2, 2, 1), (2, 3, 2, 1), (2, 1), (2, 8, 8, 8, 1))
NO_UNROLLING = 0

each_shape = pytest.mark.parametrize("layers", SHAPES, ids=lambda layers: "-".join(map(str, layers)))
each_activation = pytest.mark.parametrize("activation", activations())
each_loss = pytest.mark.parametrize("loss", losses())
each_update = pytest.mark.parametrize("update", ["epoch", "sample"])


def settings_of(layers: Layers, activation: str, loss: str, update: str, **others: Any) -> Settings:
    return Settings(layers=layers, activation=activation, loss=loss, update=update, leak=0.1, **others)


def start(layers: Layers, seed: int = 4) -> Flat:
    return initial_params(layers, seed, 1.2, 0.3).flat()


def look(params: Flat, settings: Settings) -> Batch:
    return run_batch(params_from_flat(settings.layers, params), XOR.inputs, XOR.targets, settings)


def train(settings: Settings, params: Flat, epochs: int, epoch: int = 0, locked: tuple[bool, ...] = ()) -> Stretch:
    kernel = kernel_for(settings, XOR.inputs)
    return kernel.train(params, Lesson(settings, XOR.targets), epoch, epochs, locked or kernel.unlocked())


def plain_epoch(params: Flat, settings: Settings) -> Flat:
    """One epoch from traces: params − rate × mean gradient, or one sample after the other."""
    places: list[Edge] = [*edges(settings.layers), *bias_edges(settings.layers)]
    values = list(params)
    for samples in [None] if settings.update == "epoch" else range(len(XOR.inputs)):
        batch = look(tuple(values), settings)
        for edge in places:
            gradient = batch.mean_gradient(edge) if samples is None else batch.traces[samples].gradient(edge)
            values[flat_index(settings.layers, edge)] -= settings.learning_rate * gradient
    return tuple(values)


@each_shape
@each_update
@each_loss
@each_activation
def test_an_epoch_is_what_traces_say(layers: Layers, update: str, loss: str, activation: str) -> None:
    settings = settings_of(layers, activation, loss, update, learning_rate=0.05 if activation == "linear" else 0.7)
    params, expected = start(layers), start(layers)
    for epoch in range(3):
        stretch = train(settings, params, 1, epoch)
        expected = plain_epoch(params, settings)
        np.testing.assert_allclose(stretch.params, expected, rtol=1e-12, atol=1e-12)
        assert stretch.losses == [pytest.approx(look(stretch.params, settings).loss, rel=1e-12, abs=1e-12)]
        params = stretch.params


@each_update
@each_loss
def test_any_number_of_samples_is_averaged(update: str, loss: str) -> None:
    """Five samples with values other than 0 and 1."""
    settings = settings_of((2, 2, 1), "tanh", loss, update, learning_rate=0.7)
    kernel, params = kernel_for(settings, SOFT_INPUTS), start((2, 2, 1))
    stretch = kernel.train(params, Lesson(settings, SOFT_TARGETS), 0, 1, kernel.unlocked())
    values = np.array(params)
    for sample in [None] if update == "epoch" else range(5):
        batch = run_batch(params_from_flat((2, 2, 1), values.tolist()), SOFT_INPUTS, SOFT_TARGETS, settings)
        for edge in (*edges((2, 2, 1)), *bias_edges((2, 2, 1))):
            gradient = batch.mean_gradient(edge) if sample is None else batch.traces[sample].gradient(edge)
            values[flat_index((2, 2, 1), edge)] -= 0.7 * gradient
    np.testing.assert_allclose(stretch.params, values, rtol=1e-12, atol=1e-12)
    final = run_batch(params_from_flat((2, 2, 1), values.tolist()), SOFT_INPUTS, SOFT_TARGETS, settings)
    assert stretch.losses == [pytest.approx(final.loss, abs=1e-12)]


@each_shape
def test_the_shapes_put_both_forms_to_the_test(layers: Layers) -> None:
    plan = Plan(layers, "tanh", "mse", "epoch", XOR.inputs)
    assert plan.unrolled is (layers != (2, 8, 8, 8, 1))


@each_update
@each_loss
@each_activation
@pytest.mark.parametrize(
    ("inputs", "targets"), [(XOR.inputs, XOR.targets), (SOFT_INPUTS, SOFT_TARGETS)], ids=["xor", "soft"]
)
def test_looped_and_unrolled_forms_give_the_same_bits(
    update: str, loss: str, activation: str, inputs: tuple[tuple[float, ...], ...], targets: tuple[float, ...]
) -> None:
    unrolled, looped = (
        Kernel(Plan((2, 3, 2, 1), activation, loss, update, inputs, most)) for most in (10_000, NO_UNROLLING)
    )
    assert unrolled.plan.unrolled
    assert not looped.plan.unrolled
    params = start((2, 3, 2, 1))
    lesson = Lesson(settings_of((2, 3, 2, 1), activation, loss, update, learning_rate=0.9, lock_threshold=0.1), targets)
    straight, rounded = (kernel.train(params, lesson, 0, 40, kernel.unlocked()) for kernel in (unrolled, looped))
    assert straight == rounded
    for sample in range(len(inputs)):
        steps = [kernel.steps(params, lesson, 0, sample, sample + 1) for kernel in (unrolled, looped)]
        assert steps[0] == steps[1] != params


@each_update
@given(
    cuts=st.lists(st.integers(0, 60), min_size=1, max_size=6), seed=st.integers(0, 5), rate=st.sampled_from([0.5, 30])
)
def test_cutting_training_up_does_not_matter_to_the_bit(update: str, cuts: list[int], seed: int, rate: float) -> None:
    settings = settings_of((2, 2, 1), "relu", "cross_entropy", update, learning_rate=rate, lock_threshold=0.2)
    whole = train(settings, start((2, 2, 1), seed), sum(cuts))
    params, epoch = start((2, 2, 1), seed), 0
    locked: tuple[bool, ...] = (False,) * 3
    gathered: list[float] = []
    changes = []
    for count in cuts:
        part = train(settings, params, count, epoch, locked)
        params, locked, epoch = part.params, part.locked, epoch + len(part.losses)
        gathered += part.losses
        changes += [change for change in part.changes if change.epoch > epoch - len(part.losses) or not epoch]
        if part.diverged:
            break
    assert (params, locked, gathered) == (whole.params, whole.locked, whole.losses)
    assert [c for c in changes if c.epoch] == [c for c in whole.changes if c.epoch]


@each_loss
@each_activation
def test_four_samples_make_an_epoch(activation: str, loss: str) -> None:
    settings = settings_of((2, 2, 1), activation, loss, "sample", learning_rate=2.0)
    kernel, params = kernel_for(settings, XOR.inputs), start((2, 2, 1))
    for epoch in range(20):
        stepped = params
        for sample in range(4):
            stepped = kernel.steps(stepped, Lesson(settings, XOR.targets), epoch, sample, sample + 1)
        params = train(settings, params, 1, epoch).params
        assert stepped == params


@each_shape
@each_update
def test_losses_and_locks_are_those_of_every_epochs_parameters(layers: Layers, update: str) -> None:
    settings = settings_of(layers, "sigmoid", "mse", update, learning_rate=20.0, lock_threshold=0.24)
    whole = train(settings, start(layers), 60)
    params, changes = start(layers), {(change.epoch, change.neuron): change for change in whole.changes}
    locked = [False] * sum(layers[1:])
    for epoch in range(61):
        batch = look(params, settings)
        if epoch:
            assert whole.losses[epoch - 1] == pytest.approx(batch.loss, abs=1e-12)
        for neuron, slope in enumerate(np.concatenate(batch.mean_slope)):
            change = changes.pop((epoch, neuron), None)
            if change:
                locked[neuron] = not locked[neuron]
                assert change.locked is locked[neuron]
                assert change.slope == pytest.approx(slope, abs=1e-12)
            assert locked[neuron] is bool(slope < settings.lock_threshold)
        params = train(settings, params, 1, epoch).params
    assert not changes
    assert tuple(locked) == whole.locked
    assert whole.changes


@each_shape
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize(
    ("update", "order"), [("epoch", "given"), ("sample", "given"), ("sample", "shuffled"), ("batch", "given")]
)
def test_a_walk_goes_where_training_goes(layers: Layers, optimizer: str, update: str, order: str) -> None:
    settings = settings_of(layers, "sigmoid", "mse", update, optimizer=optimizer, order=order, batch_size=3)
    state, lesson = fresh_state(optimizer, layers, start(layers)), Lesson(settings, XOR.targets, 7)
    kernel = kernel_for(settings, XOR.inputs)
    looped = Kernel(replace(kernel.plan, unroll_up_to=NO_UNROLLING))
    assert kernel.walk(state, lesson, 5, 0) == []
    walked = kernel.walk(state, lesson, 5, 9)
    assert walked == [kernel.train(state, lesson, 5, n, kernel.unlocked()).params for n in range(1, 10)]
    if isinstance(kernel, Kernel):
        assert looped.walk(state, lesson, 5, 9) == walked


def test_a_walk_comes_through_where_an_exp_overflows() -> None:
    settings = settings_of((2, 2, 1), "sigmoid", "mse", "epoch")
    kernel, lesson = kernel_for(settings, XOR.inputs), Lesson(settings, XOR.targets)
    wild = tuple(-900.0 for _ in start((2, 2, 1)))
    (after,) = kernel.walk(wild, lesson, 0, 1)
    assert after == kernel.train(wild, lesson, 0, 1, kernel.unlocked()).params


@each_update
def test_a_look_sees_what_training_recorded(update: str) -> None:
    settings = settings_of((2, 2, 1), "leaky_relu", "cross_entropy", update, learning_rate=20.0, lock_threshold=0.2)
    kernel, lesson = kernel_for(settings, XOR.inputs), Lesson(settings, XOR.targets)
    params, locked = start((2, 2, 1)), kernel.unlocked()
    whole = train(settings, params, 80)
    assert len(whole.changes) > 10
    for epoch in range(80):
        step = train(settings, params, 1, epoch, locked)
        seen = kernel.look(step.params, lesson, epoch + 1, kernel.unlocked())
        assert seen.losses == [whole.losses[epoch]] == step.losses
        assert seen.locked == step.locked
        again = kernel.look(step.params, lesson, epoch + 1, locked)
        assert again.changes == [change for change in step.changes if change.epoch == epoch + 1]
        assert again.params == step.params
        params, locked = step.params, step.locked


DIVERGING = [
    ("leaky_relu", "cross_entropy", 20.0, (2, 2, 1)),
    ("leaky_relu", "cross_entropy", 100.0, (2, 2, 1)),
    ("leaky_relu", "mse", 100.0, (2, 8, 8, 1)),
    ("relu", "cross_entropy", 100.0, (2, 8, 8, 1)),
    ("leaky_relu", "cross_entropy", 100.0, (2, 8, 8, 8, 1)),
]


def first_not_finite(params: Flat, settings: Settings, most: int) -> int:
    """The first epoch whose parameters or loss numpy's plain formula finds not finite; -1 if none."""
    with np.errstate(all="ignore"):
        for epoch in range(1, most):
            params = plain_epoch(params, settings)
            if not (np.isfinite(params).all() and math.isfinite(look(params, settings).loss)):
                return epoch
    return -1


@each_update
def test_divergence_is_noticed_at_its_epoch_with_the_last_finite_state(update: str) -> None:
    """A wild learning rate ends in nan or infinity; training stops just before."""
    stopped = 0
    for activation, loss, rate, layers in DIVERGING:
        settings = settings_of(layers, activation, loss, update, learning_rate=rate)
        for seed in range(4):
            stretch = train(settings, start(layers, seed), 300)
            assert np.isfinite(stretch.params).all()
            assert np.isfinite(stretch.losses).all()
            if not stretch.diverged:
                assert len(stretch.losses) == 300
                continue
            stopped += 1
            done = len(stretch.losses)
            assert stretch == cut_up(settings, start(layers, seed), 300, 7)
            again = train(settings, stretch.params, 1, done, stretch.locked)
            assert (again.params, again.losses, again.diverged) == (stretch.params, [], True)
            if layers == (2, 2, 1):
                assert first_not_finite(start(layers, seed), settings, 300) == done + 1
    assert stopped >= 4


def cut_up(settings: Settings, params: Flat, epochs: int, by: int) -> Stretch:
    """`epochs` epochs from epoch 0, `by` at a time, as one stretch."""
    losses_: list[float] = []
    changes: list[LockChange] = []
    locked, diverged = (False,) * sum(settings.layers[1:]), False
    while len(losses_) < epochs and not diverged:
        part = train(settings, params, min(by, epochs - len(losses_)), len(losses_), locked)
        changes += part.changes if not losses_ else [c for c in part.changes if c.epoch > len(losses_)]
        params, locked, diverged = part.params, part.locked, part.diverged
        losses_ += part.losses
    return Stretch(params, losses_, changes, locked, diverged)


@each_update
@each_loss
@each_activation
def test_saturated_networks_do_not_raise(update: str, loss: str, activation: str) -> None:
    """|z| beyond 709, where e^−z leaves the range of numbers, is a saturated neuron and nothing worse."""
    settings = settings_of((2, 2, 1), activation, loss, update, learning_rate=1.0)
    for signs in itertools.product((-1.0, 1.0), repeat=3):
        params = tuple(1000.0 * signs[k % 3] for k in range(9))
        stretch = train(settings, params, 5)
        assert len(stretch.losses) == 5
        assert np.isfinite(stretch.losses).all()
        assert stretch.losses[0] == pytest.approx(look(train(settings, params, 1).params, settings).loss, rel=1e-12)
        stepped = kernel_for(settings, XOR.inputs).steps(params, Lesson(settings, XOR.targets), 0, 3, 4)
        assert np.isfinite(stepped).all()


def test_a_network_out_of_range_never_looks_healthy() -> None:
    """Two infinite activations that cancel make nan; ReLU must not turn it into a quiet 0."""
    settings = settings_of((2, 2, 2, 2, 1), "relu", "mse", "epoch", learning_rate=1.0)
    params = [0.0] * len(start(settings.layers))
    for edge, value in (
        (Edge(0, 0, None), 1e200),
        (Edge(0, 1, None), 1e200),
        (Edge(1, 0, 0), 1e200),
        (Edge(1, 1, 1), 1e200),
        (Edge(2, 0, 0), 1.0),
        (Edge(2, 0, 1), -1.0),
        (Edge(3, 0, 0), 1.0),
    ):
        params[flat_index(settings.layers, edge)] = value
    assert math.isnan(look(tuple(params), settings).loss)
    assert train(settings, tuple(params), 1).diverged


def test_every_leak_runs_the_same_code() -> None:
    """Dragging a number must not compile anything anew."""
    usual = settings_of((2, 2, 1), "leaky_relu", "mse", "epoch")
    dragged = [msgspec.structs.replace(usual, leak=leak, momentum=leak / 2) for leak in (0.0, 0.1, 0.25, 1.0)]
    kernels = {id(kernel_for(each, XOR.inputs)) for each in dragged}
    assert len(kernels) == 1
    assert len({train(each, start((2, 2, 1)), 20).params for each in dragged}) == 4


ADAM, TWO, FOUR = {"optimizer": "adam"}, {"update": "batch"}, {"update": "batch", "batch_size": 4}
DEEPEST = (2, 8, 8, 8, 8, 8, 8, 8, 8, 1)


@pytest.mark.parametrize(
    ("layers", "samples", "given", "arrays"),
    [
        ((2, 2, 1), 4, {}, False),
        ((2, 2, 1), 47, {}, False),
        ((2, 2, 1), 48, {}, True),
        ((2, 2, 1), 55, ADAM, True),
        ((2, 8, 1), 12, {}, False),
        ((2, 8, 1), 20, {}, True),
        ((2, 8, 8, 1), 5, {}, False),
        ((2, 8, 8, 1), 10, {}, True),
        ((2, 8, 8, 1), 200, TWO, False),
        ((2, 8, 8, 1), 200, FOUR, True),
        ((2, 8, 8, 1), 200, {"update": "sample"}, False),
        (DEEPEST, 200, {"update": "sample"}, False),
        (DEEPEST, 200, {"update": "sample", **ADAM}, True),
        ((2, 8, 8, 1), 4, {}, False),
        ((2, 8, 8, 8, 1), 4, {}, True),
        (DEEPEST, 2, {}, False),
        (DEEPEST, 4, {}, True),
    ],
)
def test_what_trains_is_chosen_by_a_table_of_sizes(
    layers: Layers, samples: int, given: dict[str, Any], arrays: bool
) -> None:
    kernel = kernel_for(Settings(layers=layers, **given), ((0.5, -0.25),) * samples)
    assert isinstance(kernel, ArrayKernel if arrays else Kernel)


@pytest.mark.parametrize("update", ["sample", "batch"])
def test_of_many_samples_numpy_looks_at_what_generated_code_has_trained(update: str) -> None:
    dice = np.random.default_rng(2)
    inputs = tuple(map(tuple, dice.normal(0.0, 1.0, (90, 2)).tolist()))
    targets = tuple(dice.integers(0, 2, 90).astype(float).tolist())
    settings = Settings(layers=(2, 4, 4, 1), update=update, learning_rate=0.3, lock_threshold=0.2)
    kernel, lesson = kernel_for(settings, inputs), Lesson(settings, targets, 3)
    assert isinstance(kernel, Kernel)
    assert looks_by_arrays(kernel.plan)
    begun = start((2, 4, 4, 1))
    whole = kernel.train(begun, lesson, 0, 12, kernel.unlocked(), watch=True)
    state, losses_, changes, locked = begun, [], [], kernel.unlocked()
    for epoch, count in ((0, 5), (5, 1), (6, 6)):
        part = kernel.train(state, lesson, epoch, count, locked, watch=True)
        state, locked = part.params, part.locked
        losses_ += part.losses
        changes += part.changes
    assert (state, losses_, locked) == (whole.params, whole.losses, whole.locked)
    assert [change for change in changes if change.epoch] == [change for change in whole.changes if change.epoch]
    for epoch in range(12):
        begun = kernel.steps(begun, lesson, epoch, 0, 90)
        seen = run_batch(params_from_flat(settings.layers, begun), inputs, targets, settings)
        assert whole.losses[epoch] == pytest.approx(seen.loss, rel=1e-12)
        assert kernel.look(begun, lesson, epoch + 1, locked).losses == [whole.losses[epoch]]
    assert begun == whole.params
