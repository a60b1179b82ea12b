"""The strides of a walk so far: where to, and what the loss did."""

from __future__ import annotations

import pygame

from game.sim.level.play.kinds.striding import Striding
from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.toolkit.picture_panel import PicturePanel

TOP, LINE = 40, 24
"""Design pixels."""


class WalkCard(PicturePanel):
    """It reads `play`, which must be of kind "strides"."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._look: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._picture = panel_background(kit, rect.size, "Your walk")

    def update(self, now: float, *, still: bool) -> None:
        kind = self._play.kind
        assert isinstance(kind, Striding)
        look = (len(kind.trail), self._play.visit.deals)
        if look != self._look:
            self._look = look
            self._picture = self._painted(kind)

    def _painted(self, kind: Striding) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        picture = panel_background(kit, self._rect.size, "Your walk", "stride and loss")
        pen, margin, y = Lettering(kit, picture), kit.px(MARGIN), kit.px(TOP)
        right = picture.get_width() - margin
        for k, (height, place) in enumerate(zip(kind.heights, kind.trail, strict=True)):
            words, colour = "start", palette.muted
            if k:
                before = kind.trail[k - 1]
                steps = [fixed(a - b, 1, signed=True) for a, b in zip(place, before, strict=True)]
                words = f"{k}.  ({steps[0]}, {steps[1]})"
                colour = palette.gradient if height < kind.heights[k - 1] else palette.negative
            pen.write(words, (margin, y), 13, palette.text, "mono")
            text = f"{height:.6f}" + ("" if not k else "  down" if height < kind.heights[k - 1] else "  up")
            pen.write(text, (right, y), 13, colour, "mono", anchor="midright")
            y += kit.px(LINE)
        return picture
