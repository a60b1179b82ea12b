"""Cross-entropy of a sigmoid output, delta a − y: the slope σ′ cancels.

With a = σ(z), −y ln a − (1 − y) ln(1 − a) = max(z, 0) − y z + ln(1 + e^−|z|), which is finite at any finite z
(the log-sum-exp form; Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2.2).
"""

import numpy as np

from game.sim.losses import Array, Loss


def _value(z: Array, _a: Array, y: Array) -> Array:
    return np.maximum(z, 0.0) - y * z + np.log1p(np.exp(-np.abs(z)))


def _delta(a: Array, y: Array, _slope: Array) -> Array:
    return a - y


LOSS = Loss(
    name="cross_entropy",
    label="Cross-entropy",
    order=1,
    value=_value,
    delta=_delta,
    value_source="(({z} if {z} > 0.0 else 0.0) - {y} * {z} + log1p(exp(-{z} if {z} > 0.0 else {z})))",
    delta_source="{error}",
    cancels_slope=True,
    formula="−y ln a − (1−y) ln(1−a)",
)
