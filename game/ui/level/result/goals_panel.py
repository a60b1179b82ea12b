"""The goals of a level: what each star needs, live."""

from __future__ import annotations

import pygame

from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.result.star_rows import draw_rows, rows_height
from game.ui.toolkit.picture_panel import PicturePanel

TOP, BOTTOM = 36, 8
"""Design pixels."""


def goals_height(kit: Kit, play: LevelPlay, width: int) -> int:
    """Pixels the panel needs."""
    inner = width - 2 * kit.px(MARGIN)
    return kit.px(TOP + BOTTOM) + rows_height(kit, play.progress(), inner)


class GoalsPanel(PicturePanel):
    """What each star asks, and how far it has come."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._look: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._art = panel_background(kit, rect.size, "Goals")
        self._picture = self._art

    def update(self, now: float, *, still: bool) -> None:
        stars = self._play.progress()
        if stars != self._look:
            self._look = stars
            self._picture = self._painted()

    def _painted(self) -> pygame.Surface:
        kit, picture = self._kit, self._art.copy()
        pen = Lettering(kit, picture)
        inner = pygame.Rect(kit.px(MARGIN), kit.px(TOP), self._rect.width - 2 * kit.px(MARGIN), 0)
        draw_rows(pen, inner, self._play.progress())
        return picture
