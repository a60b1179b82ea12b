"""The student who plays a level, whom the game's own tour uses as well."""

from __future__ import annotations

from collections.abc import Callable

from game.selfcheck.tour.level_player import NAME, LevelPlayer, ready_profile

__all__ = ["NAME", "Enter", "LevelPlayer", "ready_profile"]

Enter = Callable[..., LevelPlayer]
"""Opens a window with the level of that id."""
