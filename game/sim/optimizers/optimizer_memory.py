"""What an optimizer remembers, laid out for whoever looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.sim.network import Edge, Flat, Layers, Params, flat_index, parameter_count, params_from_flat
from game.sim.optimizers import optimizers


@dataclass(frozen=True, eq=False)
class Memory:
    """`slots` by their letters, each with one number for every weight and bias; `updates` done so far, None where the
    optimizer does not count them."""

    letters: tuple[str, ...] = ()
    slots: tuple[Params, ...] = ()
    updates: int | None = None

    def of(self, edge: Edge) -> dict[str, float]:
        """By letter, what is remembered of one weight or bias."""
        return {
            letter: slot.flat()[flat_index(slot.layers, edge)]
            for letter, slot in zip(self.letters, self.slots, strict=True)
        }

    def as_lists(self) -> dict[str, Any]:
        """Plain lists and numbers, for JSON."""
        told: dict[str, Any] = {letter: slot.as_lists() for letter, slot in zip(self.letters, self.slots, strict=True)}
        return told if self.updates is None else {**told, "t": self.updates}


def memory_in(optimizer: str, layers: Layers, state: Flat) -> Memory:
    """What `state` holds beside the parameters, see `game.sim.optimizers`."""
    used, count = optimizers()[optimizer], parameter_count(layers)
    slots = tuple(
        params_from_flat(layers, state[at * count : (at + 1) * count]) for at in range(1, len(used.slots) + 1)
    )
    return Memory(used.slots, slots, round(state[-1]) if used.counts else None)
