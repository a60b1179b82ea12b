"""Squared error: L = ½ (a − y)², delta (a − y) σ′."""

from game.sim.losses import Array, Loss


def _value(_z: Array, a: Array, y: Array) -> Array:
    return 0.5 * (a - y) * (a - y)


def _delta(a: Array, y: Array, slope: Array) -> Array:
    return (a - y) * slope


LOSS = Loss(
    name="mse",
    label="MSE",
    order=0,
    value=_value,
    delta=_delta,
    value_source="0.5 * {error} * {error}",
    delta_source="{error} * {slope}",
    cancels_slope=False,
    formula="½(a − y)²",
)
