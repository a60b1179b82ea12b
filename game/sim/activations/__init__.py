"""Activation functions, one a file; each file's ACTIVATION is found by the registry."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from game.sim.network import Array
from game.sim.registry import entries


@dataclass(frozen=True)
class Activation:
    """An activation a = f(z) and its slope f'(z), as array functions and as source for the generated kernel.

    `value(z, leak)` and `slope(z, a, leak)` take arrays of any shape and return arrays of the same shape.
    `hidden` and `output` say which layers may use it. One that `mixes` makes every unit's value of all z of its layer,
    which are the last axis then; its slope is that of a unit by its own z, and there is no source for it.
    `value_source` and `slope_source` are Python expressions over `{z}`, `{a}` and `{leak}`; they may call `exp` and
    `tanh` of the standard `math`. `value_source` may raise OverflowError at extreme z; `safe_source` may not, and must
    give the same bits wherever both are defined. `corner` is the z at which the slope jumps, None where it never does.
    `undecided` is the z at which an output that does not mix is 0.5.
    `numpy_value`, `numpy_slope` and `torch_value` are the same for a reader of numpy (as `np`) and PyTorch: expressions
    over `{z}`, `{a}` and `{leak}`, `z` and `a` being the arrays of a layer.
    """

    name: str
    label: str
    symbol: str
    order: int
    value: Callable[[Array, float], Array]
    slope: Callable[[Array, Array, float], Array]
    value_source: str
    safe_source: str
    slope_source: str
    max_slope: float
    leaky: bool = False
    corner: float | None = None
    undecided: float = 0.0
    hidden: bool = True
    output: bool = False
    mixes: bool = False
    formula: str = ""
    slope_formula: str = ""
    numpy_value: str = ""
    numpy_slope: str = ""
    torch_value: str = ""


@cache
def _all() -> dict[str, Activation]:
    return entries(sys.modules[__name__], "ACTIVATION")


@cache
def activations() -> dict[str, Activation]:
    """Every activation of hidden neurons by name."""
    return {name: activation for name, activation in _all().items() if activation.hidden}


@cache
def output_activations() -> dict[str, Activation]:
    """Every activation of output neurons by name."""
    return {name: activation for name, activation in _all().items() if activation.output}
