"""Softmax: a_k = e^z_k / Σ e^z over the output units, so that they are positive and add up to 1 (Bridle 1990).

The largest z is taken off all of them first: the values stay the same and no exp leaves the range of numbers."""

import numpy as np

from game.sim.activations import Activation
from game.sim.network import Array


def _value(z: Array, _leak: float) -> Array:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def _slope(_z: Array, a: Array, _leak: float) -> Array:
    return a * (1.0 - a)


ACTIVATION = Activation(
    name="softmax",
    label="Softmax",
    symbol="softmax",
    order=5,
    value=_value,
    slope=_slope,
    value_source="",
    safe_source="",
    slope_source="",
    max_slope=0.25,
    hidden=False,
    output=True,
    mixes=True,
    formula="eᶻ / Σ eᶻ",
    slope_formula="a(1−a)",
    numpy_value="np.exp({z} - {z}.max()) / np.exp({z} - {z}.max()).sum()",
    numpy_slope="{a} * (1 - {a})",
    torch_value="torch.softmax({z}, 0)",
)
