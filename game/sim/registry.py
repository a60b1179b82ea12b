"""Finds the one-file plug-ins of a package: every module that defines the named attribute is an entry. Plug-ins may be
types: Structs that a file names by their tag."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import reduce
from operator import or_
from types import ModuleType
from typing import Any, NamedTuple


def entries(package: ModuleType, attribute: str) -> dict[str, Any]:
    """Entries of `package` by their `.name`, in the order of their `.order`.

    Raises ImportError when the package turns up empty, as happens in a frozen build whose spec forgot it.
    """
    found = []
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        if hasattr(module, attribute):
            found.append(getattr(module, attribute))
    if not found:
        raise ImportError(f"no {attribute} found in {package.__name__}")
    return {entry.name: entry for entry in sorted(found, key=lambda entry: (entry.order, entry.name))}


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
