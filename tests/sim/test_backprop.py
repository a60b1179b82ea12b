"""The passes of backpropagation against finite differences, against an independent differentiator, and by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from game.sim.activations import activations
from game.sim.backprop import Batch, forward_loss, run_batch
from game.sim.datasets import find_dataset
from game.sim.losses import losses
from game.sim.network import (
    Edge,
    Layers,
    Params,
    bias_edges,
    edges,
    flat_index,
    frozen,
    initial_params,
    params_from_flat,
)
from game.sim.settings import Settings
from game.sim.trace import Trace

INPUTS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0), (0.3, -0.7))
TARGETS = (0.0, 1.0, 1.0, 0.0, 0.4)
SHAPES = ((2, 2, 1), (2, 3, 2, 1), (2, 8, 8, 1), (2, 1))

each_shape = pytest.mark.parametrize("layers", SHAPES, ids=lambda layers: "-".join(map(str, layers)))
each_activation = pytest.mark.parametrize("activation", activations())
each_loss = pytest.mark.parametrize("loss", losses())


def network(layers: Layers) -> Params:
    """Weights in ±1.5 and biases in ±0.8, drawn once and for all; no unit stands on a kink."""
    weights = initial_params(layers, 5, 1.5, 0.0).weights
    biases = tuple(frozen(others[:, 0]) for others in initial_params(layers, 6, 0.8, 0.0).weights)
    return Params(weights, biases)


def passes(layers: Layers, activation: str, loss: str) -> tuple[Batch, Params, Settings]:
    settings = Settings(layers=layers, activation=activation, loss=loss, leak=0.1)
    params = network(layers)
    return run_batch(params, INPUTS, TARGETS, settings), params, settings


def mean_gradient(batch: Batch, layers: Layers) -> np.ndarray:
    """The average gradient of every parameter, in the order of `Params.flat`."""
    gradient = np.full(len(batch.traces[0].params.flat()), np.nan)
    for edge in (*edges(layers), *bias_edges(layers)):
        gradient[flat_index(layers, edge)] = batch.mean_gradient(edge)
    return gradient


HIDDEN: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda z: 1.0 / (1.0 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.maximum(z, 0.0),
    "leaky_relu": lambda z: anp.where(z > 0.0, z, 0.1 * z),
    "linear": lambda z: 1.0 * z,
}
COST: dict[str, Callable[[Any, Any], Any]] = {
    "mse": lambda a, y: (a - y) ** 2 / 2.0,
    "squared_error": lambda a, y: (a - y) ** 2,
    "cross_entropy": lambda a, y: -(y * anp.log(a) + (1.0 - y) * anp.log(1.0 - a)),
    "output_gradient": lambda a, y: a,
}
"""The textbook's formulas, written a second time."""


def textbook_loss(flat: Any, layers: Layers, activation: str, loss: str) -> Any:
    a, at, last = anp.array(INPUTS), 0, len(layers) - 2
    for layer, (fan_in, units) in enumerate(pairwise(layers)):
        weight = anp.reshape(flat[at : at + fan_in * units], (units, fan_in))
        bias = flat[at + fan_in * units : at + (fan_in + 1) * units]
        z = anp.dot(a, weight.T) + bias
        a = (HIDDEN["sigmoid"] if layer == last else HIDDEN[activation])(z)
        at += (fan_in + 1) * units
    return anp.mean(COST[loss](a[:, 0], anp.array(TARGETS)))


@each_shape
@each_loss
@each_activation
def test_gradients_are_finite_differences_of_the_loss(layers: Layers, activation: str, loss: str) -> None:
    batch, params, settings = passes(layers, activation, loss)
    assert forward_loss(params, INPUTS, TARGETS, settings)[0] == batch.loss
    flat, h = np.array(params.flat()), 1e-5
    rise = np.empty_like(flat)
    for k in range(len(flat)):
        up, down = flat.copy(), flat.copy()
        up[k] += h
        down[k] -= h
        higher, lower = (
            forward_loss(params_from_flat(layers, values.tolist()), INPUTS, TARGETS, settings)[0]
            for values in (up, down)
        )
        rise[k] = (higher - lower) / (2 * h)
    np.testing.assert_allclose(mean_gradient(batch, layers), rise, rtol=1e-6, atol=2e-10)


@each_shape
@pytest.mark.parametrize("loss", COST)
@pytest.mark.parametrize("activation", HIDDEN)
def test_gradients_are_those_of_an_independent_differentiator(layers: Layers, activation: str, loss: str) -> None:
    batch, params, _ = passes(layers, activation, loss)
    flat = np.array(params.flat())
    assert batch.loss == pytest.approx(float(textbook_loss(flat, layers, activation, loss)), rel=1e-14)
    expected = autograd.grad(textbook_loss)(flat, layers, activation, loss)
    np.testing.assert_allclose(mean_gradient(batch, layers), expected, rtol=1e-12, atol=1e-15)
    ours = Params(batch.weight_gradients, batch.bias_gradients).flat()
    np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-15)


@each_shape
@each_loss
@each_activation
def test_a_trace_adds_up(layers: Layers, activation: str, loss: str) -> None:
    batch, params, settings = passes(layers, activation, loss)
    for k, trace in enumerate(batch.traces):
        assert trace.sample == k
        np.testing.assert_array_equal(trace.a[0], INPUTS[k])
        np.testing.assert_array_equal(trace.target, [TARGETS[k]])
        np.testing.assert_array_equal(trace.output - trace.target, trace.raw_error)
        np.testing.assert_array_equal(trace.backprop_sum[-1], losses()[loss].passed(trace.output, trace.target))
        gate = 1.0 if losses()[loss].cancels_slope else trace.slope[-1]
        np.testing.assert_array_equal(trace.delta[-1], trace.backprop_sum[-1] * gate)
        for layer in range(len(layers) - 1):
            assert_layer_adds_up(trace, layer, params, settings)
        for edge in (*edges(layers), *bias_edges(layers)):
            assert trace.gradient(edge) == gradient_in_place(trace, edge)
    assert batch.loss == pytest.approx(np.mean([trace.loss for trace in batch.traces]), rel=1e-15)
    for layer, mean in enumerate(batch.mean_slope):
        np.testing.assert_allclose(mean, np.mean([trace.slope[layer] for trace in batch.traces], axis=0), rtol=1e-15)


def assert_layer_adds_up(trace: Trace, layer: int, params: Params, settings: Settings) -> None:
    z = params.weights[layer] @ trace.a[layer] + params.biases[layer]
    np.testing.assert_allclose(trace.z[layer], z, rtol=1e-13, atol=1e-15)
    hidden = layer < len(params.weights) - 1
    activation = activations()[settings.activation if hidden else "sigmoid"]
    np.testing.assert_array_equal(trace.a[layer + 1], activation.value(trace.z[layer], settings.leak))
    np.testing.assert_array_equal(
        trace.slope[layer], activation.slope(trace.z[layer], trace.a[layer + 1], settings.leak)
    )
    np.testing.assert_array_equal(trace.backprop_terms[layer].sum(axis=-1), trace.backprop_sum[layer])
    if hidden:
        terms = params.weights[layer + 1].T * trace.delta[layer + 1]
        np.testing.assert_array_equal(trace.backprop_terms[layer], terms)
        np.testing.assert_array_equal(trace.delta[layer], trace.backprop_sum[layer] * trace.slope[layer])
    np.testing.assert_array_equal(trace.weight_gradients[layer], np.outer(trace.delta[layer], trace.a[layer]))
    np.testing.assert_array_equal(trace.bias_gradients[layer], trace.delta[layer])


def gradient_in_place(trace: Trace, edge: Edge) -> float:
    if edge.source is None:
        return float(trace.bias_gradients[edge.layer][edge.target])
    return float(trace.weight_gradients[edge.layer][edge.target, edge.source])


@each_shape
def test_cross_entropy_opens_the_outputs_gate_and_no_other(layers: Layers) -> None:
    batch, _, _ = passes(layers, "sigmoid", "cross_entropy")
    for trace in batch.traces:
        np.testing.assert_array_equal(trace.delta[-1], trace.output - trace.target)
        for layer in range(len(layers) - 2):
            np.testing.assert_array_equal(trace.delta[layer], trace.backprop_sum[layer] * trace.slope[layer])


def test_the_mean_gradient_is_what_the_samples_pulls_come_to() -> None:
    batch, _, _ = passes((2, 2, 1), "tanh", "mse")
    for edge in (*edges((2, 2, 1)), *bias_edges((2, 2, 1))):
        pulls = [trace.gradient(edge) / len(INPUTS) for trace in batch.traces]
        assert batch.mean_gradient(edge) == pytest.approx(sum(pulls), abs=1e-16)


WORKED = {
    # weights into h1 and h2, their biases, weights and bias of the output, x, y
    # -> a of h1 and h2, a of the output, its slope, its δ -> gradients of the output weights, δ of h1 and h2
    "A": (
        ([[1.0, -2.0], [2.0, 1.0]], [0.0, -1.0], [2.0, -1.0], 0.5, (1.0, 0.0), 1.0),
        ([0.7310585786300049, 0.7310585786300049], 0.7740037965825926, 0.17492191945832525, -0.03953168969206704),
        ([-0.028899980877124944, -0.028899980877124944], [-0.01554480386931932, 0.00777240193465966]),
    ),
    "B": (
        ([[1.5, -1.0], [-1.0, 2.0]], [0.5, 0.0], [1.5, -2.0], 0.0, (1.0, 1.0), 0.0),
        ([0.7310585786300049, 0.7310585786300049], 0.4096217429772847, 0.24183177065753603, 0.09905955140402288),
        ([0.07241833484915088, 0.07241833484915088], [0.02921443486136833, -0.038952579815157776]),
    ),
    "C": (
        ([[-1.0, 2.0], [2.0, 1.0]], [0.0, -0.5], [2.0, 1.0], -1.0, (0.0, 1.0), 0.0),
        ([0.8807970779778823, 0.6224593312018546], 0.7996412191213532, 0.1602151398034692, 0.12811462971414414),
        ([0.11284299149843653, 0.07974614672903942], [0.02690242863266124, 0.030107413570156574]),
    ),
}
"""The campaign's worked examples (L04, L05): numbers computed outside the game."""


def worked(name: str) -> tuple[Trace, tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    given, forward, backward = WORKED[name]
    w1, b1, w2, b2, x, y = given
    params = Params((frozen(w1), frozen([w2])), (frozen(b1), frozen([b2])))
    return run_batch(params, [x], [y], Settings()).traces[0], given, forward, backward


@pytest.mark.parametrize("name", WORKED)
def test_the_campaigns_worked_examples(name: str) -> None:
    trace, given, (hidden, output, slope, delta), (output_gradients, hidden_deltas) = worked(name)
    x, y = given[4], given[5]
    close: Any = {"rtol": 0.0, "atol": 1e-15}
    np.testing.assert_allclose(trace.a[1], hidden, **close)
    np.testing.assert_allclose(trace.output, [output], **close)
    np.testing.assert_allclose(trace.slope[1], [slope], **close)
    np.testing.assert_allclose(trace.delta[1], [delta], **close)
    np.testing.assert_allclose(trace.weight_gradients[1], [output_gradients], **close)
    np.testing.assert_allclose(trace.delta[0], hidden_deltas, **close)
    np.testing.assert_allclose(trace.weight_gradients[0], np.outer(hidden_deltas, x), **close)
    np.testing.assert_allclose(trace.bias_gradients[0], hidden_deltas, **close)
    np.testing.assert_allclose(trace.bias_gradients[1], [delta], **close)
    assert trace.loss == pytest.approx((output - y) ** 2 / 2, abs=1e-15)


def test_one_sample_worked_by_hand() -> None:
    """Example A with pencil and paper, ten digits kept: both hidden sums are 1, σ(1) = 0.7310585786."""
    trace, *_ = worked("A")
    by_hand = {
        "z of h1: 1·1 − 2·0 + 0": (trace.z[0][0], 1.0),
        "z of h2: 2·1 + 1·0 − 1": (trace.z[0][1], 1.0),
        "z of the output: 2·0.7310585786 − 0.7310585786 + 0.5": (trace.z[1][0], 1.2310585786),
        "a = 1 / (1 + e^−1.2310585786)": (trace.output[0], 0.7740037966),
        "a − y": (trace.raw_error[0], -0.2259962034),
        "slope 0.7740037966 · 0.2259962034": (trace.slope[1][0], 0.1749219195),
        "δ = −0.2259962034 · 0.1749219195": (trace.delta[1][0], -0.0395316897),
        "∂L/∂w5 = δ · 0.7310585786": (trace.weight_gradients[1][0, 0], -0.0288999809),
        "slope of h1: 0.7310585786 · 0.2689414214": (trace.slope[0][0], 0.1966119332),
        "w5 · δ": (trace.backprop_terms[0][0, 0], -0.0790633794),
        "w6 · δ": (trace.backprop_terms[0][1, 0], 0.0395316897),
        "δ of h1": (trace.delta[0][0], -0.0155448039),
        "δ of h2": (trace.delta[0][1], 0.0077724019),
        "∂L/∂w1 = δ of h1 · 1": (trace.weight_gradients[0][0, 0], -0.0155448039),
        "∂L/∂w3 = δ of h1 · 0": (trace.weight_gradients[0][0, 1], 0.0),
        "loss ½ · 0.2259962034²": (trace.loss, 0.0255371420),
    }
    for step, (found, expected) in by_hand.items():
        assert float(found) == pytest.approx(expected, abs=5.1e-11), step


def test_wild_parameters_give_inf_or_nan_and_never_an_error() -> None:
    for size in (1e3, 1e150, 1e308):
        for activation in activations():
            for loss in losses():
                settings = Settings(layers=(2, 3, 2, 1), activation=activation, loss=loss)
                count = len(initial_params(settings.layers, 0, 1.0, 0.0).flat())
                params = params_from_flat(settings.layers, [size * (-1) ** k for k in range(count)])
                batch = run_batch(params, INPUTS, TARGETS, settings)
                assert len(batch.weight_gradients) == 3
                assert size > 1e3 or np.isfinite(batch.loss)


def test_the_trace_of_a_sample_is_made_when_it_is_looked_at() -> None:
    dataset, settings = find_dataset("moons:points=1000"), Settings(layers=(2, 8, 8, 1))
    params = initial_params(settings.layers, 1, 1.0, 0.0)
    traces = run_batch(params, dataset.inputs, dataset.targets, settings).traces
    alone = run_batch(params, dataset.inputs[7:8], dataset.targets[7:8], settings).traces[0]
    assert len(traces) == 1000
    assert traces[7] is traces[7] is traces[-993]
    np.testing.assert_allclose(traces[7].delta[0], alone.delta[0], rtol=1e-12)
    assert [trace.sample for trace in traces[998:]] == [998, 999]
    with pytest.raises(IndexError):
        traces[1000]
