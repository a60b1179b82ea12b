"""A walk on a hill: what is felt at the left, the hill in place of the network, the strides so far at the right."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.level.play.level_play import LevelPlay
from game.ui.level.kinds import KindPanels
from game.ui.level.plane.feelers_panel import FeelersPanel
from game.ui.level.plane.hill_panel import HillPanel
from game.ui.level.plane.walk_card import WalkCard
from game.ui.toolkit.panel import Panel


def _own(play: LevelPlay) -> Mapping[str, Panel]:
    return {"work": FeelersPanel(play), "network": HillPanel(play), "card": WalkCard(play)}


PANELS = KindPanels("strides", 7, own=_own, buttons_below=True)
