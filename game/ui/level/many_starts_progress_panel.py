"""How the thousand starts of a level come along: epochs to solve, how many still wait, losses, what went wrong."""

from __future__ import annotations

import pygame

from game.sim.level.play.kinds.counting_starts import CountingStarts
from game.sim.level.play.level_play import LevelPlay
from game.sim.population.population_result import PopulationResult
from game.ui.draw.kit import Kit
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.population.figures import BOTTOM, DETAILS_Y, PopulationFigures
from game.ui.toolkit.picture_panel import PicturePanel

TOP = 36
"""Design pixels."""


class ManyStartsProgressPanel(PicturePanel):
    """Live while the starts are counted."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._seen = False
        self._result: PopulationResult | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._seen = kit, rect, False
        self._picture = self._art = panel_background(kit, rect.size, "How they come along")

    def update(self, now: float, *, still: bool) -> None:
        kind = self._play.kind
        assert isinstance(kind, CountingStarts)
        job = kind.job
        result = job.result or job.partial if job else None
        if self._seen and result is self._result:
            return
        self._seen, self._result = True, result
        kit, self._picture = self._kit, self._art.copy()
        figures = pygame.Surface((self._rect.width - 2 * kit.px(MARGIN), kit.px(BOTTOM)))
        figures.fill(kit.palette.panel)
        PopulationFigures(kit, figures).details(result, self._play.level.epochs)
        shown = pygame.Rect(0, kit.px(DETAILS_Y), figures.get_width(), figures.get_height() - kit.px(DETAILS_Y))
        shown.height = min(shown.height, self._rect.height - kit.px(TOP) - kit.px(8))
        self._picture.blit(figures, (kit.px(MARGIN), kit.px(TOP)), shown)
