"""Choosing: a board of cards, cells and words takes the left and the middle."""

from __future__ import annotations

from game.ui.level.kinds import KindPanels

PANELS = KindPanels("choose", 5, left="choices", samples=True, board=True, result_width=372)
