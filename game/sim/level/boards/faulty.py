"""Machines that backpropagate wrongly, each in one way: what tables of gradients they come to.

A table has a row for each parameter, layer by layer and unit by unit, the weights into the unit first and then its
bias, and a column for each sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from game.sim.backprop import run_batch
from game.sim.network import Array, Edge, Layers, params_from_flat
from game.sim.start import Start, params_of
from game.sim.trace import Trace

RATE = 4.0
"""With which a machine that updates too early has updated."""


def table_edges(layers: Layers) -> tuple[Edge, ...]:
    """The parameter of each row."""
    return tuple(
        Edge(layer, target, source)
        for layer in range(len(layers) - 1)
        for target in range(layers[layer + 1])
        for source in (*range(layers[layer]), None)
    )


class Machine:
    """One that is right. Subclasses write over the one step that they get wrong; `says` tells what that is. Layers are
    counted from 0, the first after the inputs."""

    says = "makes no mistake"

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.last = len(trace.z) - 1

    def column(self) -> Array:
        """The gradients of one sample."""
        delta = [self.output_delta()]
        for layer in range(self.last - 1, -1, -1):
            delta.insert(0, self.passed_back(layer, delta[0]) * self.slope(layer))
        parts = []
        for layer in range(self.last + 1):
            weights = self.weights(layer, delta[layer])
            parts.append(np.column_stack([weights, self.bias(layer, delta[layer])]).ravel())
        return np.concatenate(parts)

    def output_delta(self) -> Array:
        """Of the last layer, by its units."""
        return self.trace.raw_error * self.trace.slope[-1]

    def passed_back(self, layer: int, delta: Array) -> Array:
        """What reaches `layer` of the `delta` of the one after it."""
        return np.asarray(delta @ self.trace.params.weights[layer + 1])

    def slope(self, layer: int) -> Array:
        """Of the units of `layer`."""
        return self.trace.slope[layer]

    def source(self, layer: int) -> Array:
        """What the weights into `layer` carried."""
        return self.trace.a[layer]

    def weights(self, layer: int, delta: Array) -> Array:
        """The gradients of the weights into `layer`, whose deltas are `delta`."""
        return np.outer(delta, self.source(layer))

    def bias(self, layer: int, delta: Array) -> Array:
        """The gradients of the biases of `layer`, whose deltas are `delta`."""
        return delta


# -- at one neuron ---------------------------------------------------------------------------------------------------


class NoOutputSlope(Machine):
    says = "leaves out the slope of the output"

    def output_delta(self) -> Array:
        return self.trace.raw_error.copy()


class ErrorSign(Machine):
    says = "takes target − output for the error"

    def output_delta(self) -> Array:
        return -super().output_delta()


class NoSource(Machine):
    says = "forgets what came in: δ alone"

    def source(self, layer: int) -> Array:
        return np.ones_like(self.trace.a[layer])


class NoBias(Machine):
    says = "gives the bias nothing"

    def bias(self, layer: int, delta: Array) -> Array:
        return np.zeros_like(delta) if self.last == 0 or layer < self.last else delta


class SlopeOfZ(Machine):
    says = "takes z(1 − z) for the slope"

    def output_delta(self) -> Array:
        z = self.trace.z[-1]
        return np.asarray(self.trace.raw_error * z * (1.0 - z))


class SquaredError(Machine):
    says = "squares the error"

    def output_delta(self) -> Array:
        return np.asarray(self.trace.raw_error * super().output_delta())


# -- in a chain ------------------------------------------------------------------------------------------------------


class TooEarly(Machine):
    says = "updates w₃, then goes back over the new w₃"

    def passed_back(self, layer: int, delta: Array) -> Array:
        if layer < self.last - 1:
            return super().passed_back(layer, delta)
        updated = self.trace.params.weights[-1] - RATE * np.outer(delta, self.trace.a[-2])
        return np.asarray(delta @ updated)


class NoSlopeAt(Machine):
    """Leaves out the slope of `layer`."""

    layer: int

    def slope(self, layer: int) -> Array:
        return np.ones_like(self.trace.slope[layer]) if layer == self.layer else self.trace.slope[layer]


class NoSecondSlope(NoSlopeAt):
    says, layer = "leaves out the slope of the second neuron", 1


class NoFirstSlope(NoSlopeAt):
    says, layer = "leaves out the slope of the first neuron", 0


class WrongWeight(Machine):
    says = "goes back over w₂ where it should take w₃"

    def passed_back(self, layer: int, delta: Array) -> Array:
        if layer < self.last - 1:
            return super().passed_back(layer, delta)
        return np.asarray(delta @ self.trace.params.weights[layer])


class SumAsSource(Machine):
    says = "multiplies δ by z in place of a"

    def source(self, layer: int) -> Array:
        return self.trace.z[layer - 1] if layer else self.trace.a[0]


class OwnOutput(Machine):
    says = "takes the second neuron's own a for w₂"

    def source(self, layer: int) -> Array:
        return self.trace.a[2] if layer == 1 else self.trace.a[layer]


# -- in a small network ----------------------------------------------------------------------------------------------


class CrossedWeights(Machine):
    says = "swaps the two outgoing weights on the way back"

    def passed_back(self, layer: int, delta: Array) -> Array:
        return np.asarray(super().passed_back(layer, delta)[::-1])


class Transposed(Machine):
    says = "swaps x₂ → h₁ and x₁ → h₂"

    def weights(self, layer: int, delta: Array) -> Array:
        right = super().weights(layer, delta)
        return right.T if layer == 0 else right


class NoHiddenBias(NoBias):
    says = "gives the hidden biases nothing"


class NoSlopeOfH2(Machine):
    says = "leaves out the slope of h₂"

    def slope(self, layer: int) -> Array:
        right = self.trace.slope[layer].copy()
        if layer == 0:
            right[1] = 1.0
        return right


class HiddenSign(Machine):
    says = "turns the sign on the way to h₁ and h₂"

    def passed_back(self, layer: int, delta: Array) -> Array:
        return -super().passed_back(layer, delta)


class CrossedSlopes(Machine):
    says = "swaps the slopes of h₁ and h₂"

    def slope(self, layer: int) -> Array:
        return np.asarray(self.trace.slope[layer][::-1])


MACHINES: Mapping[str, type[Machine]] = MappingProxyType(
    {
        "none": Machine,
        "missing output slope": NoOutputSlope,
        "sign of the error": ErrorSign,
        "source forgotten": NoSource,
        "bias forgotten": NoBias,
        "slope of z": SlopeOfZ,
        "squared error": SquaredError,
        "updated weight too early": TooEarly,
        "missing slope h2": NoSecondSlope,
        "missing slope h1": NoFirstSlope,
        "wrong weight": WrongWeight,
        "z as source": SumAsSource,
        "own output as source": OwnOutput,
        "crossed weights": CrossedWeights,
        "transposed": Transposed,
        "hidden bias forgotten": NoHiddenBias,
        "missing slope of one": NoSlopeOfH2,
        "hidden sign": HiddenSign,
        "crossed slopes": CrossedSlopes,
    }
)
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "neuron": tuple(MACHINES)[1:7],
        "chain": tuple(MACHINES)[7:13],
        "network": tuple(MACHINES)[13:],
    }
)
"""The mistakes that each kind of network is hunted for."""


def gradient_table(start: Start, machine: str = "none") -> Array:
    """The gradients (parameters, samples) that `machine` comes to for the network that starts so, with one output and
    the mean squared error."""
    params, dataset = params_from_flat(start.settings.layers, params_of(start)), start.dataset
    traces = run_batch(params, dataset.inputs, dataset.targets, start.settings).traces
    return np.column_stack([MACHINES[machine](trace).column() for trace in traces])
