"""Walking down a ravine: it stands in place of the network, and the walks so far below the goals."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.level.play.level_play import LevelPlay
from game.ui.level.kinds import KindPanels
from game.ui.level.plane.ravine_panel import RavinePanel
from game.ui.level.plane.walks_card import WalksCard
from game.ui.toolkit.panel import Panel


def _own(play: LevelPlay) -> Mapping[str, Panel]:
    return {"network": RavinePanel(play), "card": WalksCard(play)}


PANELS = KindPanels("descend", 8, own=_own, timeline=True)
