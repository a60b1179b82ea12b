"""What is given in a level of boxes: a line for each number; or what was read with one's own hand."""

from __future__ import annotations

import pygame

from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.toolkit.picture_panel import PicturePanel

TOP = 36
"""Design pixels: where the lines begin."""
LINE = 30
"""Design pixels: from one line to the next."""
TEXT = 13.5
"""Design pixels: size of words."""
VALUE = 15
"""Design pixels: size of numbers."""
ROW = 24
"""Design pixels: height of a line of readings."""
MOST_DECIMALS = 6


class GivenPanel(PicturePanel):
    """The lines of the level's file, with the deal's numbers in them; below them the readings, if there are nudges."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._seen: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._seen = kit, rect, None
        self._picture = panel_background(kit, rect.size)

    def update(self, now: float, *, still: bool) -> None:
        kind = self._play.kind
        if not isinstance(kind, Boxes):
            return
        seen = (kind.given, kind.net, kind.here, tuple(kind.readings) if kind.table.nudges else ())
        if seen != self._seen:
            self._seen = seen
            self._picture = panel_background(self._kit, self._rect.size, "Readings" if kind.table.nudges else "Given")
            pen = Lettering(self._kit, self._picture)
            y = self._lines(pen, kind)
            if kind.table.nudges:
                self._readings(pen, kind, y)

    def _lines(self, pen: Lettering, kind: Boxes) -> int:
        """What is given; the y below."""
        kit, palette, margin = pen.kit, pen.kit.palette, pen.kit.px(MARGIN)
        right, y = self._rect.width - margin, kit.px(TOP)
        for label, value in kind.given:
            middle = y + kit.px(LINE // 2)
            stands = pen.write(value, (right, middle), VALUE, palette.activation, "mono-medium", anchor="midright")
            pen.write(label, (margin, middle), TEXT, palette.text, room=stands.x - margin - kit.px(8))
            y += kit.px(LINE)
            pygame.draw.line(pen.surface, mix(palette.panel, palette.line, 0.6), (margin, y), (right, y))
        return y

    def _readings(self, pen: Lettering, kind: Boxes, top: int) -> None:
        """Weight and loss of each reading, those next to the weight where there is no room for all."""
        kit, palette, margin = pen.kit, pen.kit.palette, pen.kit.px(MARGIN)
        right, pitch = self._rect.width - margin, kit.px(ROW)
        y = top + pitch // 2
        pen.write("w", (margin + kit.px(14), y), 12, palette.muted)
        pen.write("loss", (right, y), 12, palette.muted, anchor="midright")
        room = max(1, (self._rect.height - top - pitch - kit.px(MARGIN)) // pitch)
        nearest = sorted(kind.readings, key=lambda each: abs(each.weight - kind.here.weight))[:room]
        for reading in sorted(nearest, key=lambda each: each.weight):
            y += pitch
            here = reading == kind.here
            ink = palette.activation if here else palette.text
            if reading == kind.home:
                pygame.draw.aacircle(pen.surface, palette.muted, (margin + kit.px(4), y), kit.px(3))
            weight = f"{reading.weight:.6g}".replace("-", "−")
            pen.write(weight, (margin + kit.px(14), y), 14, ink, "mono-medium")
            pen.write(fixed(reading.loss, MOST_DECIMALS), (right, y), 14, ink, "mono-medium", anchor="midright")
