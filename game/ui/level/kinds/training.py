"""Training: the timeline runs below everything."""

from __future__ import annotations

from game.ui.level.kinds import KindPanels

PANELS = KindPanels("train", 1, timeline=True, samples=True, result_width=432)
