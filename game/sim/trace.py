"""One sample laid open: every quantity of its forward and backward pass, for every layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.sim.network import Array, Edge, Params, frozen


@dataclass(frozen=True, eq=False)
class Trace:
    """The forward and backward pass of one sample.

    Lists over layers start at the first layer after the inputs, except `a`, which starts with the inputs, so that
    `a[l]` feeds `weights[l]` and `delta[l]` belongs to the unit `weights[l]` leads to.

    `backprop_terms[l][j, k]` is w·δ from unit k of the next layer to unit j of layer l + 1, and `backprop_sum[l]` their
    sum over k; for the output layer it is what the loss passes back to it, the one thing there: the raw error a − y, or
    twice that without the half, or 1 where there is no loss.

    `params` are the parameters before the update this sample leads to, `after` those after it (the whole epoch's update
    under the rule "epoch").
    """

    sample: int
    target: Array
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    slope: tuple[Array, ...]
    raw_error: Array
    backprop_terms: tuple[Array, ...]
    backprop_sum: tuple[Array, ...]
    delta: tuple[Array, ...]
    loss: float
    params: Params
    after: Params

    @property
    def output(self) -> Array:
        """The output units' activations."""
        return self.a[-1]

    @cached_property
    def weight_gradients(self) -> tuple[Array, ...]:
        """∂L/∂w = δ of the unit the edge leads to × a of the unit it comes from, shaped as `Params.weights`."""
        with np.errstate(all="ignore"):
            return tuple(frozen(np.outer(delta, a)) for delta, a in zip(self.delta, self.a, strict=False))

    @property
    def bias_gradients(self) -> tuple[Array, ...]:
        """∂L/∂b = δ, shaped as `Params.biases`."""
        return self.delta

    @cached_property
    def input_gradients(self) -> Array:
        """∂L/∂x: what the loss would gain from a change of each input, Σ w δ over the units it leads to."""
        with np.errstate(all="ignore"):
            return frozen(self.params.weights[0].T @ self.delta[0])

    def gradient(self, edge: Edge) -> float:
        """∂L/∂w of one edge, or ∂L/∂b."""
        source = 1.0 if edge.source is None else float(self.a[edge.layer][edge.source])
        return float(self.delta[edge.layer][edge.target]) * source
