"""Filling in boxes: a drawing in the middle, what is given at the right."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from game.ui.level.drawings import drawings
from game.ui.level.given_panel import GivenPanel
from game.ui.level.kinds import KindPanels
from game.ui.toolkit.panel import Panel


def _own(play: LevelPlay) -> Mapping[str, Panel]:
    kind = play.kind
    assert isinstance(kind, Boxes)
    return {"drawing": drawings()[kind.table.drawing](play), "given": GivenPanel(play)}


PANELS = KindPanels("boxes", 6, _own, centre="drawing", below="given", briefed="drawing", left_width=320)
