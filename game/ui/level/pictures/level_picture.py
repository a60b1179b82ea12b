"""What pictures of levels have in common: a frame with a heading, painted anew when what it shows has changed; and axes
to plot on."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.draw.polyline import draw_polyline
from game.ui.toolkit.picture_panel import PicturePanel

TOP = 34
"""Design pixels: height of the heading."""
BOTTOM = 12
"""Design pixels: room below."""
LABEL = 11
"""Design pixels: size of the numbers at an axis."""


YOURS = " · yours"


class LevelPicture(PicturePanel):
    """Of the level in `play`. Subclasses say what they show, and paint it. One that `follows` is about the network that
    is shown, a counterexample too; any other is about the student's own, and says so while another one is shown."""

    heading = ""
    follows = False

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._seen: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._seen = kit, rect, None
        self._picture = panel_background(kit, rect.size, self.title)

    @property
    def title(self) -> str:
        """The heading, and whose the picture is where that could be mistaken."""
        return self.heading + (YOURS if self._play.example and not self.follows else "")

    def update(self, now: float, *, still: bool) -> None:
        seen = (self._play.visit.deals, self.title, self.state())
        if seen != self._seen:
            self._seen = seen
            kit = self._kit
            self._picture = panel_background(kit, self._rect.size, self.title)
            margin = kit.px(MARGIN)
            inner = pygame.Rect(
                margin, kit.px(TOP), self._rect.width - 2 * margin, self._rect.height - kit.px(TOP + BOTTOM)
            )
            self.paint(Lettering(kit, self._picture), inner)

    def state(self) -> object:
        """All that the picture shows; here that of the network that is shown, and whether it is still covered."""
        simulation = self._play.simulation
        return self._play.covered, simulation.cursor.params, simulation.start

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        """Paint it within `inner`."""
        raise NotImplementedError


class PlotAxes:
    """A plot in `rect`: `across` and `up` are the ends of what it shows."""

    def __init__(self, pen: Lettering, rect: pygame.Rect, across: tuple[float, float], up: tuple[float, float]) -> None:
        self._pen, self.rect, self._across, self._up = pen, rect, across, up

    @property
    def faint(self) -> Colour:
        """The colour of lines that only help."""
        return mix(self._pen.kit.palette.panel, self._pen.kit.palette.line, 0.8)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where on the picture the point is; what lies beyond an end stands at it."""
        (left, right), (low, high) = self._across, self._up
        shares = (min(1.0, max(0.0, (x - left) / (right - left))), min(1.0, max(0.0, (y - low) / (high - low))))
        return (self.rect.x + shares[0] * self.rect.width, self.rect.bottom - shares[1] * self.rect.height)

    def level(self, y: float, name: str = "") -> None:
        """A line at height `y`, named at the left."""
        start, end = self.at(self._across[0], y), self.at(self._across[1], y)
        pygame.draw.line(self._pen.surface, self.faint, start, end)
        place = (self.rect.x - self._pen.kit.px(8), round(start[1]))
        self._pen.write(name, place, LABEL, self._pen.kit.palette.muted, anchor="midright")

    def mark(self, x: float, name: str, colour: Colour | None = None) -> None:
        """A name below the plot at `x`."""
        place = (round(self.at(x, self._up[0])[0]), self.rect.bottom + self._pen.kit.px(11))
        ink = colour or self._pen.kit.palette.muted
        self._pen.write(name, place, LABEL, ink, "mono", anchor="center")

    def upright(self, x: float, colour: Colour) -> None:
        """A line from bottom to top at `x`."""
        pygame.draw.line(self._pen.surface, colour, self.at(x, self._up[0]), self.at(x, self._up[1]))

    def beside(self, x: float, words: str) -> None:
        """Words at three quarters of the height, where no plot has a level, in the wider part beside an upright line at
        `x`."""
        line, rect = round(self.at(x, self._up[0])[0]), self.rect
        left, right = (line, rect.right) if line < rect.centerx else (rect.x, line)
        room = right - left - self._pen.kit.px(12)
        place = ((left + right) // 2, rect.y + rect.height // 4)
        self._pen.write(words, place, 12, self._pen.kit.palette.muted, anchor="center", room=room)

    def curve(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        """A line through `points`."""
        draw_polyline(self._pen.surface, colour, [self.at(*point) for point in points])

    def dot(self, x: float, y: float, colour: Colour, radius: float = 5.0, *, hollow: bool = False) -> None:
        """A dot of `radius` design pixels."""
        width = max(1, self._pen.kit.px(2)) if hollow else 0
        pygame.draw.aacircle(self._pen.surface, colour, self.at(x, y), radius * self._pen.kit.scale, width)
