"""Networks drawn at random from all that can be set: their gradients against an independent differentiator and against
finite differences, and the fast training against the plain passes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.sim.activations import activations, output_activations
from game.sim.backprop import Batch, run_batch
from game.sim.compatibility import misfit
from game.sim.engine.kernel import Kernel
from game.sim.engine.kernel_source import Plan
from game.sim.losses import losses
from game.sim.network import Params, params_from_flat
from game.sim.settings import Settings

H = 1e-6


@st.composite
def problems(draw: st.DrawFn) -> tuple[Settings, tuple[float, ...], np.ndarray, np.ndarray]:
    """Settings, parameters, inputs (n, k) and targets (n, m)."""
    layers = tuple(draw(st.lists(st.integers(1, 4), min_size=2, max_size=4)))
    settings = draw(
        st.builds(
            Settings,
            layers=st.just(layers),
            activation=st.sampled_from(list(activations())),
            output=st.sampled_from(list(output_activations())),
            loss=st.sampled_from(list(losses())),
            leak=st.just(0.1),
            learning_rate=st.just(0.3),
        ).filter(lambda settings: misfit(settings) is None)
    )
    dice = np.random.default_rng(draw(st.integers(0, 10_000)))
    samples = draw(st.integers(1, 5))
    count = sum(units * (sources + 1) for sources, units in pairwise(layers))
    targets = dice.uniform(0.0, 1.0, (samples, layers[-1]))
    if settings.output == "softmax" and draw(st.booleans()):
        targets /= targets.sum(axis=1, keepdims=True)
    return settings, tuple(dice.normal(0.0, 1.0, count)), dice.normal(0.0, 1.0, (samples, layers[0])), targets


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


@given(problems(), st.sampled_from(["epoch", "sample"]), st.sampled_from([0, 10_000]))
def test_training_does_what_the_passes_say(problem: Any, update: str, unroll_up_to: int) -> None:
    settings, params, inputs, targets = problem
    rows = tuple(map(tuple, inputs.tolist()))
    plan = Plan(
        settings.layers, settings.activation, 0.1, settings.loss, update, rows, unroll_up_to, output=settings.output
    )
    kernel, rate = Kernel(plan), settings.learning_rate
    stretch = kernel.train(params, tuple(targets.ravel().tolist()), rate, 0.1, 0, 1, kernel.unlocked())
    expected = np.array(params)
    for k in [slice(None)] if update == "epoch" else [slice(k, k + 1) for k in range(len(inputs))]:
        expected = expected - rate * gradient_of(passes(settings, expected, inputs[k], targets[k]))
    np.testing.assert_allclose(stretch.params, expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(stretch.losses, [passes(settings, expected, inputs, targets).loss], rtol=1e-9)
    if settings.output == "softmax":
        assert not any(change.neuron >= sum(settings.layers[1:-1]) for change in stretch.changes)
