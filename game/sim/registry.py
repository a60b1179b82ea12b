"""Finds the one-file plug-ins of a package: every module that defines the named attribute is an entry."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any


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
