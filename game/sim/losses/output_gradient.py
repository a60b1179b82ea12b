"""No loss: the output itself is what is differentiated, so that 1 is passed back to it, whatever the target.

Examples that show the chain rule on an expression do so. Training goes downhill in the output then.
"""

import numpy as np

from game.sim.losses import Loss
from game.sim.network import Array


def _value(_z: Array, a: Array, _y: Array) -> Array:
    return a.copy()


def _passed(a: Array, _y: Array) -> Array:
    return np.ones_like(a)


LOSS = Loss(
    name="output_gradient",
    label="No loss",
    short_label="None",
    order=3,
    value=_value,
    passed=_passed,
    value_source="{a}",
    passed_source="1.0",
    cancels_slope=False,
    formula="a",
    numpy_value="{a}.sum()",
    numpy_passed="np.ones_like({a})",
    torch_value="{a}.sum()",
    passed_formula="∂a/∂a",
    passed_numbers="1",
    passed_words="1",
    passed_hint="There is no loss: {target} itself is differentiated, and by itself it changes as much as it does, "
    "so 1 is passed back whatever its target.",
    heeds_target=False,
)
