"""A thousand starts: the population in place of the network, how it comes along in place of its numbers."""

from __future__ import annotations

from game.ui.level.kinds import KindPanels
from game.ui.level.many_starts_panel import ManyStartsPanel
from game.ui.level.many_starts_progress_panel import ManyStartsProgressPanel

PANELS = KindPanels(
    "population",
    3,
    own=lambda play: {"many_starts": ManyStartsPanel(play), "progress": ManyStartsProgressPanel(play)},
    centre="many_starts",
    below="progress",
)
