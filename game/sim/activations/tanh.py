"""Tanh: a = tanh z, slope 1 - a², largest 1 at z = 0."""

import math

import numpy as np

from game.sim.activations import Activation
from game.sim.network import Array


def _value(z: Array, _leak: float) -> Array:
    return np.tanh(z)


def _slope(_z: Array, a: Array, _leak: float) -> Array:
    return 1.0 - a * a


ACTIVATION = Activation(
    name="tanh",
    label="Tanh",
    symbol="tanh",
    order=2,
    value=_value,
    slope=_slope,
    value_source="tanh({z})",
    safe_source="tanh({z})",
    slope_source="1.0 - {a} * {a}",
    output=True,
    max_slope=1.0,
    undecided=math.atanh(0.5),
    formula="tanh z",
    slope_formula="1 − a²",
    numpy_value="np.tanh({z})",
    numpy_slope="1 - {a} * {a}",
    torch_value="torch.tanh({z})",
)
