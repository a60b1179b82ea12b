"""Plug-ins that are types: each module of a package registers a Struct, which a file names by its tag."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from types import ModuleType
from typing import Any, NamedTuple

from game.sim.registry import entries


class Entry(NamedTuple):
    """A type's place in its registry; `name` is its tag."""

    name: str
    order: int
    type: type[Any]


def types_of(package: ModuleType, attribute: str) -> dict[str, type[Any]]:
    """The types registered in `package` by name."""
    return {name: entry.type for name, entry in entries(package, attribute).items()}


def union(types: Iterable[type[Any]]) -> Any:
    """The union of `types`, for decoding."""
    return reduce(or_, types)
