"""Answering: questions take more room than controls."""

from __future__ import annotations

from game.ui.level.kinds import KindPanels

PANELS = KindPanels("answer", 2, samples=True, left_width=320)
