"""Pictures told apart by a fingerprint."""

from __future__ import annotations

from game.selfcheck.tour.fingerprint import fingerprint

__all__ = ["fingerprint"]
