"""Cross-entropy of a sigmoid output or of softmax outputs, delta a − y: the slope cancels.

With a = σ(z), −y ln a − (1 − y) ln(1 − a) = max(z, 0) − y z + ln(1 + e^−|z|), which is finite at any finite z
(the log-sum-exp form; Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2.2).

With softmax, −Σ y ln a = Σ y (ln Σ e^z − z). Its derivative by z is a Σ y − y: a − y where the targets add up to 1.
"""

import numpy as np

from game.sim.losses import Loss, SoftmaxForm
from game.sim.network import Array


def _value(z: Array, _a: Array, y: Array) -> Array:
    return np.maximum(z, 0.0) - y * z + np.log1p(np.exp(-np.abs(z)))


def _passed(a: Array, y: Array) -> Array:
    return a - y


def _softmax_value(z: Array, _a: Array, y: Array) -> Array:
    top = z.max(axis=-1, keepdims=True)
    return np.asarray(y * (top + np.log(np.exp(z - top).sum(axis=-1, keepdims=True)) - z))


def _softmax_passed(a: Array, y: Array) -> Array:
    return np.asarray(a * y.sum(axis=-1, keepdims=True) - y)


LOSS = Loss(
    name="cross_entropy",
    label="Cross-entropy",
    short_label="Cross-ent.",
    order=1,
    value=_value,
    passed=_passed,
    value_source="(({z} if {z} > 0.0 else 0.0) - {y} * {z} + log1p(exp(-{z} if {z} > 0.0 else {z})))",
    passed_source="{error}",
    cancels_slope=True,
    formula="−y ln a − (1−y) ln(1−a)",
    numpy_value="(np.maximum({z}, 0) - {y} * {z} + np.log1p(np.exp(-np.abs({z})))).sum()",
    numpy_passed="{a} - {y}",
    torch_value="F.binary_cross_entropy_with_logits({z}, {y}, reduction='sum')",
    outputs=("sigmoid", "softmax"),
    softmax=SoftmaxForm(
        _softmax_value,
        _softmax_passed,
        numpy_value="({y} * (np.log(np.exp({z} - {z}.max()).sum()) + {z}.max() - {z})).sum()",
        numpy_passed="{a} * {y}.sum() - {y}",
        torch_value="-({y} * torch.log_softmax({z}, 0)).sum()",
    ),
    targets_in_0_1=True,
)
