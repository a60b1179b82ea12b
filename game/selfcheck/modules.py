"""Every module of the game is there and can be imported, and so is everything that it imports."""

from __future__ import annotations

import importlib
import pkgutil

import game
from game.selfcheck import Facts, Problem

NOT_IN_THE_APP = "game.bundle"


def check(problem: Problem) -> Facts:
    """Their names."""
    names = sorted(info.name for info in pkgutil.walk_packages(game.__path__, "game.", onerror=lambda _name: None))
    ours = [name for name in names if not name.startswith(NOT_IN_THE_APP)]
    for name in ours:
        try:
            importlib.import_module(name)
        except ImportError as missing:
            problem(f"{name} cannot be imported ({missing})")
    return {"names": ours}
