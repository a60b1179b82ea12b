"""How an activation, its slope and the output's delta are computed in place, as a few numpy calls on whole rows.

An activation or a loss without a recipe of its own works too, by its plain array functions, only slower. In float64 the
recipes give the Lab's own bits wherever numpy's exp and expm1 are the C library's, as `math`'s are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.activations import Activation
from game.sim.losses import Loss

NetworkRow = NDArray[Any]
Call = Callable[[], object]
Writer = Callable[[NetworkRow, NetworkRow], list[Call]]

NAMED_OUT = (np.maximum, np.minimum)
"""They no longer take `out` by position, which with short rows is half the cost of a call."""


def bound(ufunc: np.ufunc, *operands: NetworkRow | float, out: NetworkRow) -> Call:
    """The call `ufunc(*operands, out=out)`, bound to its arrays. Numbers become arrays of their dtype once, here."""
    dtype = next(operand.dtype for operand in operands if isinstance(operand, np.ndarray))
    arrays = [operand if isinstance(operand, np.ndarray) else np.array(operand, dtype) for operand in operands]
    return partial(ufunc, *arrays, out=out) if ufunc in NAMED_OUT else partial(ufunc, *arrays, out)


@dataclass(frozen=True)
class Recipe:
    """`value(a, s)` writes calls that turn the z in `a` into the activation, `slope(a, s)` calls that leave the slope
    in `s` afterwards; `s` is free in between, so the first may prepare what the second needs. With `negated`, what
    `value` finds in `a` is −z."""

    value: Writer
    slope: Writer
    negated: bool = False


def _sigmoid() -> Recipe:
    """1 / (1 + e^−z) and a (1 − a)."""
    return Recipe(
        lambda a, _s: [bound(np.exp, a, out=a), bound(np.add, a, 1.0, out=a), bound(np.divide, 1.0, a, out=a)],
        lambda a, s: [bound(np.subtract, 1.0, a, out=s), bound(np.multiply, s, a, out=s)],
        negated=True,
    )


def _tanh() -> Recipe:
    """tanh z and 1 − a²."""
    return Recipe(
        lambda a, _s: [bound(np.tanh, a, out=a) if a.dtype == np.float32 else partial(_exact_tanh, a)],
        lambda a, s: [bound(np.multiply, a, a, out=s), bound(np.subtract, 1.0, s, out=s)],
    )


def _exact_tanh(a: NetworkRow) -> None:
    """tanh as the C library takes it from expm1 (fdlibm, s_tanh.c), so that the Lab's `math.tanh` gives the same bits;
    numpy's own often differs in the last one, which is enough to send a chaotic run elsewhere."""
    size = np.abs(a)
    large = size >= 1.0
    size *= np.where(large, 2.0, -2.0)
    t = np.expm1(size, out=size)
    np.copysign(np.where(large, 1.0 - 2.0 / (t + 2.0), -t / (t + 2.0)), a, out=a)


def _relu() -> Recipe:
    """max(z, 0) and its sign, 0 or 1."""
    return Recipe(
        lambda a, _s: [bound(np.maximum, a, 0.0, out=a)],
        lambda a, s: [bound(np.sign, a, out=s)],
    )


def _leaky_relu(leak: float) -> Recipe:
    """max(sign z, leak) is the slope, 1 or leak, and z times it the value."""
    return Recipe(
        lambda a, s: [bound(np.sign, a, out=s), bound(np.maximum, s, leak, out=s), bound(np.multiply, a, s, out=a)],
        lambda _a, _s: [],
    )


def allocating_recipe(activation: Activation, leak: float) -> Recipe:
    """By the array functions of `activation`, which allocate."""

    def both(a: NetworkRow, s: NetworkRow) -> None:
        z = a.copy()
        a[...] = activation.value(z, leak)
        s[...] = activation.slope(z, a, leak)

    return Recipe(lambda a, s: [partial(both, a, s)], lambda _a, _s: [])


def recipe(activation: Activation, leak: float) -> Recipe:
    """The recipe for `activation`."""
    recipes: dict[str, Callable[[], Recipe]] = {
        "sigmoid": _sigmoid,
        "tanh": _tanh,
        "relu": _relu,
        "leaky_relu": partial(_leaky_relu, leak),
    }
    return recipes.get(activation.name, partial(allocating_recipe, activation, leak))()


def output_delta(loss: Loss, a: NetworkRow, target: NetworkRow, slope: NetworkRow, out: NetworkRow) -> list[Call]:
    """The calls that leave the output's delta in `out`."""
    error = bound(np.subtract, a, target, out=out)
    recipes = {"mse": [error, bound(np.multiply, out, slope, out=out)], "cross_entropy": [error]}
    return recipes.get(loss.name, [lambda: np.copyto(out, loss.delta(a, target, slope))])
