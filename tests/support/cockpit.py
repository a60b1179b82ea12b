"""The window in front of a student, which the game's own tour uses as well."""

from __future__ import annotations

import pygame

from game.selfcheck.tour.cockpit import AWAY, FRAME, TICK, Clock, Cockpit, pairs

__all__ = ["AWAY", "FRAME", "TICK", "Clock", "Cockpit", "pairs", "tip_at", "turn_wheel"]


def turn_wheel(window: Cockpit, position: tuple[int, int], turns: int) -> None:
    """Turn the mouse wheel over `position`; up is positive."""
    window.move(position)
    window.post(pygame.MOUSEWHEEL, x=0, y=turns, flipped=False, precise_x=0.0, precise_y=float(turns), touch=False)
    window.frames(2)


def tip_at(lab: Cockpit, position: tuple[int, int]) -> str:
    """The hover help there, once the pointer has rested."""
    lab.move(position)
    lab.seconds(0.7)
    return lab.lab.board.tooltip.text
