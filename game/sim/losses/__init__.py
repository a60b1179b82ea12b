"""Losses, one a file; each file's LOSS is found by the registry."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from game.sim.network import Array
from game.sim.registry import entries


@dataclass(frozen=True)
class SoftmaxForm:
    """A loss of softmax outputs, which depends on all of them at once: arrays have the outputs along their last axis.
    `value(z, a, y)` is each output's part of it, `passed(a, y)` its derivative by z."""

    value: Callable[[Array, Array, Array], Array]
    passed: Callable[[Array, Array], Array]
    numpy_value: str
    numpy_passed: str
    torch_value: str


@dataclass(frozen=True)
class Loss:
    """A loss L(a, y) of one output unit a = f(z) with target y; that of a sample is the sum over its outputs.

    `value(z, a, y)` and `passed(a, y)` take arrays of one shape. What is passed back to the output is ∂L/∂a; where the
    loss `cancels_slope`, f′ drops out of its delta, the slope gate stands open, and it is ∂L/∂z at once.
    `value_source` and `passed_source` are the same as Python expressions over `{z}`, `{a}`, `{y}` and `{error}`
    (a − y) for the generated kernel (with `exp` and `log1p` of `math`). `numpy_value`, `numpy_passed` and `torch_value`
    are for a reader of numpy (as `np`) and PyTorch (with `F` for `torch.nn.functional`): expressions over `{z}`, `{a}`
    and `{y}`, arrays of the outputs; the value is that of the whole sample.
    `outputs` are the output activations it goes with, among them softmax where there is a `softmax` form;
    `targets_in_0_1` says that it has no sense with other targets. `passed_formula` and `passed_words` say what is
    passed back to an output, `passed_numbers` with `{a}` and `{y}` in numbers; `passed_hint` is a sentence on it, with
    `{error}` for what is passed and `{target}` for the output's name, "" where it is the usual error. `heeds_target` is
    false where that is the same whatever is asked for. `short_label` is for where there is little room, "" where the
    label is short enough.
    """

    name: str
    label: str
    order: int
    value: Callable[[Array, Array, Array], Array]
    passed: Callable[[Array, Array], Array]
    value_source: str
    passed_source: str
    cancels_slope: bool
    formula: str
    numpy_value: str
    numpy_passed: str
    torch_value: str
    outputs: tuple[str, ...] = ("sigmoid", "linear", "tanh")
    softmax: SoftmaxForm | None = None
    targets_in_0_1: bool = False
    passed_formula: str = "a − y"
    passed_numbers: str = "{a} − {y}"
    passed_words: str = "error"
    passed_hint: str = ""
    heeds_target: bool = True
    short_label: str = ""

    @property
    def word(self) -> str:
        """The label as it stands inside a sentence."""
        return self.label if self.label.isupper() else self.label.lower()

    def delta(self, a: Array, y: Array, slope: Array) -> Array:
        """∂L/∂z of an output with this slope, in arrays of one shape."""
        return self.passed(a, y) if self.cancels_slope else self.passed(a, y) * slope

    @property
    def delta_source(self) -> str:
        """`delta` as source, over `{slope}` as well."""
        return self.passed_source if self.cancels_slope else f"{self.passed_source} * {{slope}}"


@cache
def losses() -> dict[str, Loss]:
    """Every loss by name."""
    return entries(sys.modules[__name__], "LOSS")
