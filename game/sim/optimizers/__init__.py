"""Optimizers, one a file; each file's OPTIMIZER is found by the registry.

What an optimizer remembers belongs to the state of a network: a state is its parameters in the order of `Params.flat`,
then for each of the optimizer's slots one number for every parameter in the same order, then the number of updates done
if the optimizer counts them. So a keyframe, a branch or a seek keeps the memory without knowing of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from game.sim.network import Array, Flat, Layers, parameter_count
from game.sim.registry import entries


class Hyper(NamedTuple):
    """The numbers that optimizers reckon with, by the names of the settings."""

    learning_rate: float
    momentum: float
    rho: float
    beta1: float
    beta2: float
    epsilon: float


class Line(NamedTuple):
    """A line of an update with places for numbers: names of `Hyper`, {w}, {g} and {t}, the slots as they were before
    ({v}) and after ({v_after}), what the optimizer has `derived` from those, and {w_after}. `formula` is what is
    reckoned, and begins with a number; `result` is what comes out."""

    name: str
    formula: str
    result: str


LETTERS = {
    "w": "w",
    "g": "∂L/∂w",
    "learning_rate": "η",
    "momentum": "μ",
    "rho": "ρ",
    "epsilon": "ε",
    "m_corrected": "m̂",
    "v_corrected": "v̂",
}
"""How the numbers in the last line of an update are written, beside the slots."""


@dataclass(frozen=True)
class Optimizer:
    """How parameters w change by their gradients g.

    `slots` are the letters of what it remembers for every parameter; `counts` says that it counts its updates, from
    t = 1. `heeds` are the settings that make a difference to it, beside the learning rate.

    `step(w, g, slots, t, hyper)` changes `w` and the arrays in `slots`, all of one shape, in place.
    `source` are the same as statements for the generated kernel, over {w}, {g}, the slots and the names of `Hyper`;
    `source_before` stand before those of all parameters, `turn` being t there. They may call `sqrt`; a
    name that they set begins with own_, so that it is none of the kernel's.
    `lines` are the same for a reader; `derived` gives further numbers for them by name, from those of the others.
    `short_label` is for where there is little room, "" where the label is short enough.
    """

    name: str
    label: str
    order: int
    step: Callable[[Array, Array, Sequence[Array], float, Hyper], None]
    source: tuple[str, ...]
    lines: tuple[Line, ...]
    slots: tuple[str, ...] = ()
    counts: bool = False
    heeds: tuple[str, ...] = ()
    source_before: tuple[str, ...] = ()
    derived: Callable[[Mapping[str, float]], dict[str, float]] | None = None
    short_label: str = ""

    @property
    def formula(self) -> str:
        """What w becomes, in letters: "w − η · ∂L/∂w"."""
        remembered = {f"{letter}_after": letter for letter in self.slots}
        return self.lines[-1].formula.format(**LETTERS, **remembered).replace("×", "·")

    def memory_size(self, layers: Layers) -> int:
        """How many numbers it remembers of a network."""
        return len(self.slots) * parameter_count(layers) + self.counts


@cache
def optimizers() -> dict[str, Optimizer]:
    """Every optimizer by name."""
    return entries(sys.modules[__name__], "OPTIMIZER")


def state_size(optimizer: str, layers: Layers) -> int:
    """How many numbers a state has."""
    return parameter_count(layers) + optimizers()[optimizer].memory_size(layers)


def fresh_state(optimizer: str, layers: Layers, params: Sequence[float]) -> Flat:
    """The state of a network with `params`, which may be a state of another optimizer: nothing is remembered."""
    used = optimizers()[optimizer]
    return (*params[: parameter_count(layers)], *[0.0] * used.memory_size(layers))
