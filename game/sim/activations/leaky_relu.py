"""Leaky ReLU: a = z for z > 0, else leak · z; the slope is 1 or leak."""

import numpy as np

from game.sim.activations import Activation
from game.sim.network import Array


def _value(z: Array, leak: float) -> Array:
    return np.where(z > 0.0, z, leak * z)


def _slope(z: Array, _a: Array, leak: float) -> Array:
    return np.where(z > 0.0, 1.0, leak)


ACTIVATION = Activation(
    name="leaky_relu",
    label="Leaky",
    symbol="lrelu",
    order=3,
    value=_value,
    slope=_slope,
    value_source="({z} if {z} > 0.0 else {leak} * {z})",
    safe_source="({z} if {z} > 0.0 else {leak} * {z})",
    slope_source="(1.0 if {z} > 0.0 else {leak})",
    max_slope=1.0,
    corner=0.0,
    leaky=True,
    formula="z if z > 0 else leak·z",
    slope_formula="1 or leak",
    numpy_value="np.where({z} > 0, {z}, {leak} * {z})",
    numpy_slope="np.where({z} > 0, 1.0, {leak})",
    torch_value="torch.where({z} > 0, {z}, {leak} * {z})",
)
