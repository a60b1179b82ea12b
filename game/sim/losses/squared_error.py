"""Squared error without the half: L = (a − y)², delta 2 (a − y) f′."""

from game.sim.losses import Loss
from game.sim.network import Array


def _value(_z: Array, a: Array, y: Array) -> Array:
    return (a - y) * (a - y)


def _passed(a: Array, y: Array) -> Array:
    return 2.0 * (a - y)


LOSS = Loss(
    name="squared_error",
    label="Squared error",
    short_label="Sq. error",
    order=2,
    value=_value,
    passed=_passed,
    value_source="{error} * {error}",
    passed_source="2.0 * {error}",
    cancels_slope=False,
    formula="(a − y)²",
    numpy_value="(({a} - {y}) ** 2).sum()",
    numpy_passed="2 * ({a} - {y})",
    torch_value="(({a} - {y}) ** 2).sum()",
    passed_formula="2(a − y)",
    passed_numbers="2 × ({a} − {y})",
    passed_words="2 × error",
    passed_hint="{target} says {a}, but should say {y}: as the loss has no half, twice the raw error is passed back, "
    "{error}.",
)
