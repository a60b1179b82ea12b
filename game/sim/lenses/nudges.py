"""Why backpropagation exists, counted: the gradient by nudging every parameter, beside one backward pass."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from game.sim.backprop import forward_loss
from game.sim.network import Layers, Params, params_from_flat
from game.sim.settings import Settings

EPSILON = 1e-4
"""How far a parameter is nudged, up and down."""


def parameters_in(layers: Layers) -> int:
    """Weights and biases of a network of `layers`."""
    return sum(units * (sources + 1) for sources, units in pairwise(layers))


def forward_multiplications(layers: Layers) -> int:
    """Multiplications of one sample's forward pass: one for each weight. What an activation takes is not counted."""
    return sum(units * sources for sources, units in pairwise(layers))


def backward_multiplications(layers: Layers) -> int:
    """Multiplications of one sample's backward pass: δ × a for each weight, w × δ for each weight but those of the
    first layer, whose inputs need no delta, and two for each unit after the inputs: a slope a(1 − a), and × slope."""
    weights = forward_multiplications(layers)
    return weights + (weights - layers[0] * layers[1]) + 2 * sum(layers[1:])


def nudging_multiplications(layers: Layers) -> int:
    """Multiplications of the whole gradient by nudges: two forward passes for each parameter."""
    return 2 * parameters_in(layers) * forward_multiplications(layers)


def nudged_gradient(
    params: Params, settings: Settings, inputs: Sequence[float], targets: Sequence[float], index: int
) -> float:
    """(L(p + ε) − L(p − ε)) / 2ε for the parameter at `index` of `Params.flat`, L being the loss of one sample
    with `inputs` and `targets`. May be inf or nan where the loss is."""
    losses = []
    for step in (EPSILON, -EPSILON):
        values = list(params.flat())
        values[index] += step
        moved = params_from_flat(params.layers, values)
        losses.append(forward_loss(moved, [inputs], targets, settings)[0])
    return (losses[0] - losses[1]) / (2.0 * EPSILON)
