"""What is on the table in a visit: drawn from the visit's seed, one drawer a file; each file's DRAWER is found by the
registry. A level names its drawer: `deal = { by = "NAME" }`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec
import numpy as np

from game.sim.dataset import OWN, OwnData, numbered
from game.sim.level.actions import Action
from game.sim.level.filling import Fact
from game.sim.network import Params, frozen
from game.sim.registry import Entry, types_of, union
from game.sim.settings import Settings
from game.sim.start import Start

__all__ = ["Dealt", "Drawer", "Entry", "Fact", "any_drawer", "drawers", "drawn_start", "samples"]


@dataclass(frozen=True, kw_only=True)
class Dealt:
    """A deal: `nets` are the starts on the table by name (the level's own, unnamed, if there is one), `facts` the
    numbers and words that texts, measures, predictions and panels read, `epochs` a run's budget where the deal has one
    of its own. A drawer whose kind of play needs more returns a subclass with fields of its own."""

    nets: tuple[tuple[str, Start], ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    epochs: int | None = None

    def number(self, name: str) -> float:
        """The fact of that name, which is a number. Raises ValueError where it is none."""
        value = self.facts.get(name)
        if not isinstance(value, (int, float)):
            raise ValueError(f"the deal gives no number '{name}': it has {', '.join(self.facts) or 'none'}")
        return value


class Drawer(msgspec.Struct, frozen=True, kw_only=True, tag_field="by", forbid_unknown_fields=True):
    """Base of all drawers; the fields of each are its parameters. With `each_try` the next try has a deal of its own;
    otherwise a deal stays as long as there are tries."""

    each_try: bool = False

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        """The deal that `generator` draws, for a level whose file says `start`. Must take less than a tenth of a
        second: what is slow to find is stored, or drawn from a pool made ahead."""
        raise NotImplementedError

    def draw_next(self, start: Start, generator: np.random.Generator, before: Dealt) -> Dealt:
        """The deal of the next try in a visit, where every try has one; it may go on from the one `before`."""
        return self.draw(start, generator)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """What one who understands does before pressing the button, for three stars; shown when the tries are used
        up."""
        raise NotImplementedError


@cache
def drawers() -> dict[str, type[Drawer]]:
    """Every drawer by name."""
    return types_of(sys.modules[__name__], "DRAWER")


def any_drawer() -> Any:
    """The union of all drawers, for decoding."""
    return union(drawers().values())


# -- for drawers -----------------------------------------------------------------------------------------------------


def samples(rows: Any, targets: Any, name: str = "Samples") -> OwnData:
    """Data of a deal: `rows` of inputs, one for each of the `targets` (a number, or a row of them)."""
    asked = np.array(targets, dtype=float).reshape(len(targets), -1)
    inputs = np.array(rows, dtype=float).reshape(len(targets), -1)
    outputs = numbered("y", asked.shape[1]) if asked.shape[1] > 1 else ("y",)
    whole = np.hstack([inputs, asked])
    return OwnData(numbered("x", inputs.shape[1]), outputs, tuple(map(tuple, whole.tolist())), name)


def drawn_start(weights: Any, biases: Any, data: OwnData | None = None, /, *, base: Start, **settings: Any) -> Start:
    """A start with these parameters, shaped as in `Params.as_lists`; network and data follow from them, all else is as
    in `base`, with `settings` changed."""
    arrays = Params(tuple(frozen(each) for each in weights), tuple(frozen(each) for each in biases))
    layers = (arrays.weights[0].shape[1], *(len(bias) for bias in arrays.biases))
    changed: Settings = msgspec.structs.replace(base.settings, layers=layers, **settings)
    start = msgspec.structs.replace(base, settings=changed, params=arrays.flat())
    if data is None:
        return start
    return msgspec.structs.replace(start, scenario=OWN, data=data, targets=None)
