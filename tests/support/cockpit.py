"""The window in front of a student, which the game's own tour uses as well."""

from __future__ import annotations

from game.selfcheck.tour.cockpit import AWAY, FRAME, TICK, Clock, Cockpit, nanoseconds, pairs

__all__ = ["AWAY", "FRAME", "TICK", "Clock", "Cockpit", "nanoseconds", "pairs"]
