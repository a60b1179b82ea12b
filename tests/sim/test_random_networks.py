"""Networks drawn at random from all that can be set: their gradients against an independent differentiator and against
finite differences, and the fast training against the plain passes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from itertools import pairwise, product
from typing import Any

import autograd
import autograd.numpy as anp
import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.sim.activations import activations, output_activations
from game.sim.backprop import Batch, run_batch
from game.sim.compatibility import misfit
from game.sim.engine.array_kernel import ArrayKernel
from game.sim.engine.kernel import Kernel, kernel_for
from game.sim.engine.kernel_plan import Plan
from game.sim.engine.training import Lesson, Training
from game.sim.losses import losses
from game.sim.network import Params, bias_places, initial_params, params_from_flat
from game.sim.optimizers import fresh_state, optimizers
from game.sim.sample_order import sample_order
from game.sim.settings import BIASES, ORDERS, UPDATES, Settings

H = 1e-6


@cache
def kinds_of_network(outputs: int) -> st.SearchStrategy[Settings]:
    """Activation, output and loss that fit each other and so many outputs."""
    chosen = product(activations(), output_activations(), losses())
    settings = [
        Settings(layers=(1, outputs), activation=activation, output=output, loss=loss, leak=0.1, learning_rate=0.3)
        for activation, output, loss in chosen
    ]
    return st.sampled_from([each for each in settings if misfit(each) is None])


LAYERS = st.lists(st.integers(1, 4), min_size=2, max_size=4)
DICE = st.integers(0, 10_000)
SAMPLES = st.integers(1, 5)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Settings, tuple[float, ...], np.ndarray, np.ndarray]:
    """Settings, parameters, inputs (n, k) and targets (n, m)."""
    layers = tuple(draw(LAYERS))
    settings = msgspec.structs.replace(draw(kinds_of_network(layers[-1])), layers=layers)
    dice = np.random.default_rng(draw(DICE))
    samples = draw(SAMPLES)
    count = sum(units * (sources + 1) for sources, units in pairwise(layers))
    targets = dice.uniform(0.0, 1.0, (samples, layers[-1]))
    if settings.output == "softmax" and draw(st.booleans()):
        targets /= targets.sum(axis=1, keepdims=True)
    return settings, tuple(dice.normal(0.0, 1.0, count).tolist()), dice.normal(0.0, 1.0, (samples, layers[0])), targets


def textbook(flat: Any, settings: Settings, inputs: Any, targets: Any) -> Any:
    """The average loss, written out a second time."""
    a, at, last = inputs, 0, len(settings.layers) - 2
    for layer, (sources, units) in enumerate(pairwise(settings.layers)):
        weight = anp.reshape(flat[at : at + sources * units], (units, sources))
        z = anp.dot(a, weight.T) + flat[at + sources * units : at + (sources + 1) * units]
        at += (sources + 1) * units
        a = value(settings.output if layer == last else settings.activation, z)
    return anp.mean(anp.sum(cost(settings, z, a, targets), axis=1))


def log_sum_exp(z: Any) -> Any:
    return anp.log(anp.sum(anp.exp(z), axis=1, keepdims=True))


def value(name: str, z: Any) -> Any:
    match name:
        case "sigmoid":
            return 1.0 / (1.0 + anp.exp(-z))
        case "tanh":
            return anp.tanh(z)
        case "relu":
            return anp.where(z > 0.0, z, 0.0)
        case "leaky_relu":
            return anp.where(z > 0.0, z, 0.1 * z)
        case "softmax":
            return anp.exp(z - log_sum_exp(z))
    return z


def cost(settings: Settings, z: Any, a: Any, y: Any) -> Any:
    match settings.loss:
        case "mse":
            return (a - y) ** 2 / 2.0
        case "squared_error":
            return (a - y) ** 2
        case "output_gradient":
            return a
    if settings.output == "softmax":
        return -y * (z - log_sum_exp(z))
    return -(y * anp.log(a) + (1.0 - y) * anp.log(1.0 - a))


def passes(settings: Settings, params: Any, inputs: np.ndarray, targets: np.ndarray) -> Batch:
    laid_out = params_from_flat(settings.layers, list(params))
    return run_batch(laid_out, inputs.tolist(), targets.ravel().tolist(), settings)


def gradient_of(batch: Batch) -> np.ndarray:
    return np.array(Params(batch.weight_gradients, batch.bias_gradients).flat())


@given(problems())
def test_gradients_are_those_of_an_independent_differentiator(problem: Any) -> None:
    settings, params, inputs, targets = problem
    batch = passes(settings, params, inputs, targets)
    np.testing.assert_allclose(batch.loss, textbook(np.array(params), settings, inputs, targets), rtol=1e-12)
    expected = autograd.grad(textbook)(np.array(params), settings, inputs, targets)
    np.testing.assert_allclose(gradient_of(batch), expected, rtol=1e-9, atol=1e-12)
    by_input = autograd.grad(textbook, 2)(np.array(params), settings, inputs, targets) * len(inputs)
    found = [trace.input_gradients for trace in batch.traces]
    np.testing.assert_allclose(found, by_input, rtol=1e-9, atol=1e-12)


@given(problems(), st.integers(0, 10_000))
def test_gradients_are_the_rise_of_the_loss(problem: Any, which: int) -> None:
    settings, params, inputs, targets = problem
    k = which % len(params)
    up, down = ([*params[:k], params[k] + step, *params[k + 1 :]] for step in (H, -H))
    rise = (passes(settings, up, inputs, targets).loss - passes(settings, down, inputs, targets).loss) / (2 * H)
    np.testing.assert_allclose(gradient_of(passes(settings, params, inputs, targets))[k], rise, rtol=1e-4, atol=1e-6)


def reference(settings: Settings, state: np.ndarray, inputs: np.ndarray, targets: np.ndarray, seed: int) -> np.ndarray:
    """One epoch from the passes, updates as the papers write them down. `state` is changed and returned."""
    count = len(initial_params(settings.layers, 0, 0.0, 0.0).flat())
    size = {"epoch": len(inputs), "sample": 1, "batch": settings.batch_size}[settings.update]
    order = sample_order(settings.order, seed, 0, len(inputs))
    biases = np.zeros(count, np.bool_)
    biases[list(bias_places(settings.layers))] = True
    for begin in range(0, len(inputs), size):
        chosen = order[begin : begin + size]
        g = gradient_of(passes(settings, state[:count], inputs[chosen], targets[chosen]))
        g = g + settings.weight_decay * np.where(biases, 0.0, state[:count])
        if settings.biases != "trained":
            g[biases] = 0.0
        PAPERS[settings.optimizer](settings, state[:count], g, state[count:])
    return state


def sgd(s: Settings, w: np.ndarray, g: np.ndarray, memory: np.ndarray) -> None:
    w -= s.learning_rate * g


def momentum(s: Settings, w: np.ndarray, g: np.ndarray, memory: np.ndarray) -> None:
    memory[:] = s.momentum * memory - s.learning_rate * g
    w += memory


def nesterov(s: Settings, w: np.ndarray, g: np.ndarray, memory: np.ndarray) -> None:
    """PyTorch's form: its velocity is ours without −η."""
    velocity = s.momentum * memory / -s.learning_rate + g
    memory[:] = -s.learning_rate * velocity
    w -= s.learning_rate * (g + s.momentum * velocity)


def rmsprop(s: Settings, w: np.ndarray, g: np.ndarray, memory: np.ndarray) -> None:
    memory[:] = s.rho * memory + (1 - s.rho) * g**2
    w -= s.learning_rate / (np.sqrt(memory) + s.epsilon) * g


def adam(s: Settings, w: np.ndarray, g: np.ndarray, memory: np.ndarray) -> None:
    m, v, t = memory[: len(w)], memory[len(w) : -1], memory[-1:]
    t += 1
    m[:] = s.beta1 * m + (1 - s.beta1) * g
    v[:] = s.beta2 * v + (1 - s.beta2) * g**2
    w -= s.learning_rate * (m / (1 - s.beta1**t)) / (np.sqrt(v / (1 - s.beta2**t)) + s.epsilon)


PAPERS = {"sgd": sgd, "momentum": momentum, "nesterov": nesterov, "rmsprop": rmsprop, "adam": adam}


PROBLEMS = problems()
RULES = st.fixed_dictionaries(
    {
        "update": st.sampled_from(UPDATES),
        "batch_size": st.integers(1, 3),
        "order": st.sampled_from(ORDERS),
        "biases": st.sampled_from(BIASES),
        "optimizer": st.sampled_from(list(optimizers())),
        "weight_decay": st.sampled_from([0.0, 0.1]),
    }
)


@st.composite
def trainings(draw: st.DrawFn) -> Any:
    settings, params, inputs, targets = draw(PROBLEMS)
    settings = msgspec.structs.replace(settings, **draw(RULES), epsilon=1e-3, lock_threshold=0.1)
    if settings.biases == "none":
        flat = np.array(params)
        flat[list(bias_places(settings.layers))] = 0.0
        params = tuple(flat.tolist())
    return settings, params, inputs, targets


WAYS: dict[str, Callable[[Plan], Training]] = {
    "unrolled": lambda plan: Kernel(dataclasses.replace(plan, unroll_up_to=10_000)),
    "looped": lambda plan: Kernel(dataclasses.replace(plan, unroll_up_to=0)),
    "arrays": ArrayKernel,
}


@given(trainings())
def test_training_does_what_the_passes_and_the_papers_say(problem: Any) -> None:
    settings, params, inputs, targets = problem
    plan = kernel_for(settings, tuple(map(tuple, inputs.tolist()))).plan
    lesson, state = (
        Lesson(settings, tuple(targets.ravel().tolist()), 7),
        fresh_state(settings.optimizer, settings.layers, params),
    )
    expected = reference(settings, np.array(state), inputs, targets, 7)
    after = passes(settings, expected[: len(params)], inputs, targets)
    for way, kernel in ((way, made(plan)) for way, made in WAYS.items()):
        stretch = kernel.train(state, lesson, 0, 1, kernel.unlocked())
        np.testing.assert_allclose(stretch.params, expected, rtol=1e-7, atol=1e-10, err_msg=way)
        np.testing.assert_allclose(stretch.losses, [after.loss], rtol=1e-7, atol=1e-10, err_msg=way)
        if settings.output == "softmax":
            assert not any(change.neuron >= sum(settings.layers[1:-1]) for change in stretch.changes), way
        if settings.update != "epoch":
            stepped = state
            for begin in range(0, len(inputs), plan.group):
                stepped = kernel.steps(stepped, lesson, 0, begin, min(begin + plan.group, len(inputs)))
            assert stepped == stretch.params, way


@given(trainings(), st.lists(st.integers(0, 6), min_size=1, max_size=4))
def test_cutting_training_up_does_not_matter_to_the_bit(problem: Any, cuts: list[int]) -> None:
    settings, params, inputs, targets = problem
    plan = kernel_for(settings, tuple(map(tuple, inputs.tolist()))).plan
    lesson, start = (
        Lesson(settings, tuple(targets.ravel().tolist()), 7),
        fresh_state(settings.optimizer, settings.layers, params),
    )
    for way, kernel in ((way, made(plan)) for way, made in WAYS.items()):
        whole, state, epoch, losses_ = kernel.train(start, lesson, 0, sum(cuts), kernel.unlocked()), start, 0, []
        for count in cuts:
            part = kernel.train(state, lesson, epoch, count, kernel.unlocked())
            state, epoch = part.params, epoch + len(part.losses)
            losses_ += part.losses
            if part.diverged:
                break
        assert (state, losses_) == (whole.params, whole.losses), way


@given(trainings())
def test_locks_are_the_same_by_arrays_and_by_code(problem: Any) -> None:
    settings, params, inputs, targets = problem
    plan = kernel_for(settings, tuple(map(tuple, inputs.tolist()))).plan
    lesson = Lesson(settings, tuple(targets.ravel().tolist()), 7)
    state = fresh_state(settings.optimizer, settings.layers, params)
    by_code, by_arrays = (
        WAYS[way](plan).train(state, lesson, 0, 8, (False,) * plan.neurons) for way in ("looped", "arrays")
    )
    if not by_code.diverged and max(map(abs, by_code.params)) < 1e3:
        assert [change[:3] for change in by_code.changes] == [change[:3] for change in by_arrays.changes]
        np.testing.assert_allclose(by_code.losses, by_arrays.losses, rtol=1e-6, atol=1e-9)


@given(problems())
def test_input_gradients_are_those_of_the_differentiator(problem: Any) -> None:
    settings, params, inputs, targets = problem
    batch = passes(settings, params, inputs, targets)
    expected = autograd.grad(lambda x: textbook(np.array(params), settings, x, targets))(inputs) * len(inputs)
    found = [trace.input_gradients for trace in batch.traces]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
