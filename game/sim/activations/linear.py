"""Linear: a = z, slope 1 everywhere, so that such a neuron never locks."""

import numpy as np

from game.sim.activations import Activation
from game.sim.network import Array


def _value(z: Array, _leak: float) -> Array:
    return z.copy()


def _slope(z: Array, _a: Array, _leak: float) -> Array:
    return np.ones_like(z)


ACTIVATION = Activation(
    name="linear",
    label="Linear",
    symbol="z",
    order=4,
    value=_value,
    slope=_slope,
    value_source="{z}",
    safe_source="{z}",
    slope_source="1.0",
    output=True,
    max_slope=1.0,
    undecided=0.5,
    formula="z",
    slope_formula="1",
    numpy_value="{z}",
    numpy_slope="np.ones_like({z})",
    torch_value="{z}",
)
