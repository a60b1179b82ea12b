"""Sigmoid: a = 1 / (1 + e^-z), slope a (1 - a), largest 0.25 at z = 0."""

import numpy as np

from game.sim.activations import Activation
from game.sim.network import Array


def _value(z: Array, _leak: float) -> Array:
    with np.errstate(over="ignore"):
        return np.asarray(1.0 / (1.0 + np.exp(-z)))


def _slope(_z: Array, a: Array, _leak: float) -> Array:
    return a * (1.0 - a)


ACTIVATION = Activation(
    name="sigmoid",
    label="Sigmoid",
    symbol="σ",
    order=0,
    value=_value,
    slope=_slope,
    value_source="1.0 / (1.0 + exp(-{z}))",
    safe_source="(1.0 / (1.0 + exp(-{z})) if {z} >= -709.782712893384 else ({z} * 0.0 if {z} != {z} else 0.0))",
    slope_source="{a} * (1.0 - {a})",
    output=True,
    max_slope=0.25,
    formula="1 / (1 + e⁻ᶻ)",
    slope_formula="a(1−a)",
    numpy_value="1 / (1 + np.exp(-{z}))",
    numpy_slope="{a} * (1 - {a})",
    torch_value="torch.sigmoid({z})",
)
