"""The student who plays a level, whom the game's own tour uses as well."""

from __future__ import annotations

from game.selfcheck.tour.level_player import NAME, LevelPlayer, ready_profile

__all__ = ["NAME", "LevelPlayer", "ready_profile"]
