"""Pictures told apart by a fingerprint."""

from __future__ import annotations

from game.selfcheck.tour.looks import fingerprint

__all__ = ["fingerprint"]
