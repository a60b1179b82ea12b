"""Lines on maps: the maps at the left, the open one in place of the network, its neurons in numbers at the right."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.level.play.level_play import LevelPlay
from game.ui.level.kinds import KindPanels
from game.ui.level.plane.lines_card import LinesCard
from game.ui.level.plane.lines_panel import LinesPanel
from game.ui.level.plane.tiles_panel import TilesPanel
from game.ui.toolkit.panel import Panel


def _own(play: LevelPlay) -> Mapping[str, Panel]:
    lines = LinesPanel(play)
    return {"work": TilesPanel(play, lines), "network": lines, "card": LinesCard(play)}


PANELS = KindPanels("lines", 6, own=_own, buttons_below=True)
