"""Networks trained by numpy, one alone or many at once: what generated code does sample by sample, for whole layers.

Arrays end in (units, samples); axes before these, if any, count networks. A layer's weights carry its biases as one
more column, and its inputs one more row of ones, so that z = weights · inputs and the gradients of both are one product
each. All parameters stand in one array, in the order of these layers, so that an optimizer moves them in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.activations import Activation, activations, output_activations
from game.sim.losses import losses
from game.sim.network import Edge, Layers, flat_index
from game.sim.optimizers import optimizers
from game.sim.settings import Settings

ParamColumns = NDArray[Any]


@cache
def flat_places(layers: Layers) -> NDArray[np.intp]:
    """Where each parameter, in the order of these arrays, stands in `Params.flat`."""
    return np.array([flat_index(layers, edge) for edge in _edges(layers)], np.intp)


@cache
def _biases(layers: Layers) -> NDArray[np.bool_]:
    """Which parameters, in the order of these arrays, are biases."""
    return np.array([edge.is_bias for edge in _edges(layers)])


def _edges(layers: Layers) -> Iterator[Edge]:
    for layer, (sources, targets) in enumerate(pairwise(layers)):
        for target in range(targets):
            yield from (Edge(layer, target, source) for source in (*range(sources), None))


def with_ones(inputs: ParamColumns) -> ParamColumns:
    """`inputs`, (..., units, samples), with a row of ones below."""
    ones = np.ones_like(inputs[..., :1, :])
    return np.concatenate([inputs, ones], axis=-2)


class ArrayNets:
    """`params` (..., parameters) and what the optimizer remembers of them, `slots`, are changed in place by `learn`;
    `turn` counts updates."""

    def __init__(self, settings: Settings, params: ParamColumns, slots: Sequence[ParamColumns], turn: float) -> None:
        self.settings, self.params, self.slots, self.turn = settings, params, list(slots), turn
        self.layers = settings.layers
        self.loss = losses()[settings.loss]
        self.gradient = np.zeros_like(params)
        self.weights = self._by_layer(params)
        self._gradients = self._by_layer(self.gradient)
        self._optimizer = optimizers()[settings.optimizer]
        self._used = [activations()[settings.activation]] * (len(self.layers) - 2)
        self._used.append(output_activations()[settings.output])
        self._activate = [_VALUES.get(used.name) for used in self._used]
        self._slope = [_SLOPES.get(used.name) for used in self._used]
        is_bias = _biases(self.layers)
        self._held = is_bias if settings.biases != "trained" else None
        self._decay = (settings.weight_decay * ~is_bias).astype(params.dtype) if settings.weight_decay else None
        self.z: list[ParamColumns] = []
        self.a: list[ParamColumns] = []
        self.slopes: list[ParamColumns | None] = []

    def _by_layer(self, flat: ParamColumns) -> list[ParamColumns]:
        """Views of (..., targets, sources + 1) for each layer."""
        found, at = [], 0
        for sources, targets in pairwise(self.layers):
            end = at + targets * (sources + 1)
            found.append(flat[..., at:end].reshape(*flat.shape[:-1], targets, sources + 1))
            at = end
        return found

    def forward(self, inputs: ParamColumns) -> ParamColumns:
        """The outputs for `inputs`, which have their row of ones; z, a and slopes of every layer are kept."""
        self.z.clear()
        self.a = [inputs]
        self.slopes.clear()
        last = len(self._used) - 1
        for layer, (used, activate) in enumerate(zip(self._used, self._activate, strict=True)):
            z = np.matmul(self.weights[layer], self.a[-1])
            kept = z
            if layer < last:
                below = np.empty((*z.shape[:-2], z.shape[-2] + 1, z.shape[-1]), z.dtype)
                below[..., -1, :] = 1.0
                a = below[..., :-1, :]
            else:
                a = below = np.empty_like(z)
            if activate:
                activate(z, a)
            else:
                a[...] = _by_last_axis(used, z, self.settings.leak)
            self.z.append(kept)
            self.a.append(below)
            slope = self._slope[layer]
            self.slopes.append(slope(a) if slope else self._plain_slope(used, z, a))
        return self.a[-1]

    def _plain_slope(self, used: Activation, z: ParamColumns, a: ParamColumns) -> ParamColumns | None:
        if used.mixes or used.name == "linear":
            return None
        return used.slope(z, a, self.settings.leak).astype(z.dtype, copy=False)

    def learn(self, targets: ParamColumns) -> None:
        """Backward from the last forward pass, and an update by the mean gradient of its samples."""
        count = targets.shape[-1]
        delta = self._passed(targets)
        if not self.loss.cancels_slope and self.slopes[-1] is not None:
            delta = delta * self.slopes[-1]
        for layer in range(len(self.weights) - 1, -1, -1):
            np.matmul(delta, self.a[layer].swapaxes(-1, -2), out=self._gradients[layer])
            if layer:
                delta = np.matmul(self.weights[layer][..., :-1].swapaxes(-1, -2), delta)
                slope = self.slopes[layer - 1]
                if slope is not None:
                    delta *= slope
        self.gradient *= 1.0 / count
        if self._decay is not None:
            self.gradient += self._decay * self.params
        if self._held is not None:
            self.gradient[..., self._held] = 0.0
        self.turn += 1.0
        self._optimizer.step(self.params, self.gradient, self.slots, self.turn, self.settings.hyper)

    def _passed(self, targets: ParamColumns) -> ParamColumns:
        if self.loss.softmax and self.settings.output == "softmax":
            back = self.loss.softmax.passed(self.a[-1].swapaxes(-1, -2), targets.swapaxes(-1, -2))
            return back.swapaxes(-1, -2)
        return self.loss.passed(self.a[-1], targets)

    def mean_loss(self, targets: ParamColumns) -> float:
        """The average loss of the last forward pass, of one network alone."""
        if self.loss.name == "mse":
            error = (self.a[-1] - targets).ravel()
            return 0.5 * float(error @ error) / len(targets.T)
        form = self.loss.softmax if self.loss.softmax and self.settings.output == "softmax" else self.loss
        values = form.value(self.z[-1].T, self.a[-1].T, targets.T)
        return float(values.sum()) / len(targets.T)


def _by_last_axis(used: Activation, z: ParamColumns, leak: float) -> ParamColumns:
    if used.mixes:
        return used.value(z.swapaxes(-1, -2), leak).swapaxes(-1, -2)
    return used.value(z, leak)


def _sigmoid(z: ParamColumns, a: ParamColumns) -> None:
    np.negative(z, out=a)
    np.exp(a, out=a)
    np.add(a, 1.0, out=a)
    np.divide(1.0, a, out=a)


def _tanh(z: ParamColumns, a: ParamColumns) -> None:
    np.tanh(z, out=a)


def _relu(z: ParamColumns, a: ParamColumns) -> None:
    np.maximum(z, 0.0, out=a)


def _linear(z: ParamColumns, a: ParamColumns) -> None:
    a[...] = z


def _sigmoid_slope(a: ParamColumns) -> ParamColumns:
    slope = 1.0 - a
    slope *= a
    return slope


def _tanh_slope(a: ParamColumns) -> ParamColumns:
    slope = a * a
    np.subtract(1.0, slope, out=slope)
    return slope


def _relu_slope(a: ParamColumns) -> ParamColumns:
    return np.sign(a)


_VALUES: dict[str, Callable[[ParamColumns, ParamColumns], None]] = {
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "relu": _relu,
    "linear": _linear,
}
"""In place; an activation that has none here is computed by its plain array function."""

_SLOPES: dict[str, Callable[[ParamColumns], ParamColumns]] = {
    "sigmoid": _sigmoid_slope,
    "tanh": _tanh_slope,
    "relu": _relu_slope,
}
