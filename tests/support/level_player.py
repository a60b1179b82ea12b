"""The student who plays a level, whom the game's own tour uses as well."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.selfcheck.tour.level_player import NAME, STEP, LevelPlayer, ready_profile
from game.sim.level.play.visit import Stage

__all__ = ["NAME", "STEP", "Enter", "LevelPlayer", "ready_player", "ready_profile"]

Enter = Callable[..., LevelPlayer]
"""Opens a window with the level of that id."""


def ready_player(enter: Enter, level: str, size: str = "1024x640") -> LevelPlayer:
    """One who has entered the level and made its prediction, whichever comes first."""
    player = enter(level, size)
    player.key(pygame.K_1, text="1")
    player.frames(3)
    assert player.stage is Stage.READY
    return player
