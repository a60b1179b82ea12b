"""Every module of every dependency is there, whether the game names it or not: numpy, for one, imports parts of itself
in the middle of a game."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from game.selfcheck import Facts, Problem

DEPENDENCIES = ("numpy", "pygame", "pygame_gui", "i18n", "msgspec", "platformdirs", "PIL")
"""Packages that the game imports; the app holds all of their modules."""

NOT_FOR_PLAYERS = (
    *("tests", "test", "examples", "docs", "conftest", "distutils"),
    *("__pyinstaller", "_pyinstaller", "__main__", "_avif"),
)
"""Names of modules within the dependencies that are for those who work on them: `numpy.distutils` compiles packages.
The last one is what the app is built without, see `game/bundle/trim.py`."""


def is_for_players(module: str) -> bool:
    """Whether the dependencies' `module`, by its dotted name, may be imported while the game runs."""
    return not set(module.split(".")) & set(NOT_FOR_PLAYERS)


def check(problem: Problem) -> Facts:
    """The names of their modules by package."""
    return {package: sorted(_modules(package, problem)) for package in DEPENDENCIES}


def _modules(package: str, problem: Problem) -> Iterator[str]:
    """The dotted names within `package`. Packages are imported to look into them, modules are not."""
    try:
        places = importlib.import_module(package).__path__
    except ImportError as missing:
        problem(f"{package} cannot be imported ({missing})")
        return
    for info in pkgutil.iter_modules(places, f"{package}."):
        if is_for_players(info.name):
            yield info.name
            if info.ispkg:
                yield from _modules(info.name, problem)
