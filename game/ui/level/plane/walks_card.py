"""The walks of this deal so far: who walked, how, and in how many steps; and the fewest that are possible."""

from __future__ import annotations

import pygame

from game.sim.level.play.kinds.descending import Descending
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.optimizers import optimizers
from game.sim.quoting import counted
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.toolkit.picture_panel import PicturePanel

TOP, LINE = 40, 40
"""Design pixels."""


class WalksCard(PicturePanel):
    """It reads `play`, which must be of kind "descend"."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._look: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._picture = panel_background(kit, rect.size, "Walks")

    def update(self, now: float, *, still: bool) -> None:
        kind, visit = self._play.kind, self._play.visit
        assert isinstance(kind, Descending)
        ended = len(kind.walks) - (visit.stage is Stage.RUNNING)
        look = (ended, visit.deals)
        if look != self._look:
            self._look = look
            self._picture = self._painted(kind, ended)

    def _painted(self, kind: Descending, ended: int) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        picture = panel_background(kit, self._rect.size, "Walks")
        pen, margin, y = Lettering(kit, picture), kit.px(MARGIN), kit.px(TOP)
        right = picture.get_width() - margin
        pen.write("fewest of all settings", (margin, y), 13, palette.text)
        best = f"{self._play.level.facts['best']:.0f} steps"
        pen.write(best, (right, y), 13, palette.activation, "mono-medium", anchor="midright")
        y += kit.px(LINE - 8)
        for walk in kind.walks[:ended]:
            name, rate, momentum = walk.settings
            words = f"{optimizers()[str(name)].label}, η {rate:g}" + (f", μ {momentum:g}" if name == "momentum" else "")
            pen.write(words, (margin, y), 13, palette.muted)
            steps = "not down" if walk.steps is None else counted(walk.steps, "step")
            colour = palette.negative if walk.steps is None else palette.text
            pen.write(steps, (right, y), 13, colour, "mono-medium", anchor="midright")
            y += kit.px(LINE - 14)
        return picture
