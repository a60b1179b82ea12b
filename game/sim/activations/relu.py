"""ReLU: a = max(0, z); the slope is 1 for z > 0 and 0 elsewhere, relu'(0) = 0 included."""

import numpy as np

from game.sim.activations import Activation
from game.sim.network import Array


def _value(z: Array, _leak: float) -> Array:
    return np.where(z <= 0.0, 0.0, z)


def _slope(z: Array, _a: Array, _leak: float) -> Array:
    return np.where(z > 0.0, 1.0, 0.0)


ACTIVATION = Activation(
    name="relu",
    label="ReLU",
    symbol="relu",
    order=1,
    value=_value,
    slope=_slope,
    value_source="(0.0 if {z} <= 0.0 else {z})",
    safe_source="(0.0 if {z} <= 0.0 else {z})",
    slope_source="(1.0 if {z} > 0.0 else 0.0)",
    max_slope=1.0,
    corner=0.0,
    formula="max(0, z)",
    slope_formula="1 if z > 0",
    numpy_value="np.maximum({z}, 0)",
    numpy_slope="np.where({z} > 0, 1.0, 0.0)",
    torch_value="torch.relu({z})",
)
