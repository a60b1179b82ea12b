"""Squared error: L = ½ (a − y)², delta (a − y) f′."""

from game.sim.losses import Loss
from game.sim.network import Array


def _value(_z: Array, a: Array, y: Array) -> Array:
    return 0.5 * (a - y) * (a - y)


def _passed(a: Array, y: Array) -> Array:
    return a - y


LOSS = Loss(
    name="mse",
    label="MSE",
    order=0,
    value=_value,
    passed=_passed,
    value_source="0.5 * {error} * {error}",
    passed_source="{error}",
    cancels_slope=False,
    formula="½(a − y)²",
    numpy_value="0.5 * (({a} - {y}) ** 2).sum()",
    numpy_passed="{a} - {y}",
    torch_value="0.5 * (({a} - {y}) ** 2).sum()",
)
