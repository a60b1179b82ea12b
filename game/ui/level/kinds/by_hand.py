"""Building a network by hand: the samples stand below the controls."""

from __future__ import annotations

from game.ui.level.kinds import KindPanels

PANELS = KindPanels("manual", 0, samples=True)
