"""The hill of the loss over two weights, seen from above, and walks on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pygame

from game.sim.level.hill import Hill, Weights
from game.sim.network import Array
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, mix
from game.ui.lenses.heat import draw_contour, heat_map
from game.ui.level.plane.plane_picture import stroke
from game.ui.level.plane.plane_sheet import PlanePoint

GRID = 56
"""Points of the loss along each side."""
LEVELS = 9
"""Lines of equal loss."""
MARGIN = 0.14
"""Room about what is shown, as a share of how far it reaches."""
DARK = 1e-3
"""Losses below this share of the highest are all as dark as this."""


@dataclass(frozen=True)
class HillWindow:
    """The square from `corner` (its lowest weights), `side` wide and high, on the square `rect` (pixels)."""

    rect: pygame.Rect
    corner: Weights
    side: float

    def at(self, point: Sequence[float]) -> PlanePoint:
        """Where two weights stand."""
        scale = (self.rect.width - 1) / self.side
        across, up = (point[0] - self.corner[0]) * scale, (point[1] - self.corner[1]) * scale
        return self.rect.x + across, self.rect.bottom - 1 - up

    @property
    def points(self) -> Array:
        """The weights at the points of a grid, from the top left to the bottom right (points × 2)."""
        x = np.linspace(self.corner[0], self.corner[0] + self.side, GRID)
        y = np.linspace(self.corner[1] + self.side, self.corner[1], GRID)
        across, up = np.meshgrid(x, y)
        return np.stack([across.ravel(), up.ravel()], axis=1)


def window_around(points: Sequence[Weights], rect: pygame.Rect, least: float = 1.0) -> HillWindow:
    """A window that shows `points` with room about them, at least `least` wide."""
    rows = np.array(points, dtype=np.float64)
    low, high = rows.min(axis=0), rows.max(axis=0)
    side = max(float((high - low).max()), least) * (1.0 + 2.0 * MARGIN)
    middle = (low + high) / 2
    return HillWindow(rect, (float(middle[0]) - side / 2, float(middle[1]) - side / 2), side)


class HillPicture:
    """Draws on `surface` what lies in `window`."""

    def __init__(self, kit: Kit, surface: pygame.Surface, window: HillWindow) -> None:
        self._kit, self._surface, self.window = kit, surface, window

    def ground(self, hill: Hill) -> None:
        """Dark is low; lines of equal loss; on a log scale."""
        rect, palette = self.window.rect, self._kit.palette
        heights = hill.heights(self.window.points).reshape(GRID, GRID)
        shown = np.log10(np.maximum(heights, DARK * float(heights.max())))
        low, high = float(shown.min()), float(shown.max())
        high = high if high - low > 1e-9 else low + 1.0
        ends = mix(palette.background, palette.positive, 0.10), mix(palette.raised, palette.source, 0.75)
        dark, light = sorted(ends, key=sum)
        self._surface.blit(heat_map(shown, rect.size, (low, high), (dark, light)), rect)
        self._surface.set_clip(rect)
        for k in range(1, LEVELS + 1):
            level = low + (high - low) * k / (LEVELS + 1)
            draw_contour(self._surface, rect, shown, level, mix(palette.raised, palette.text, 0.35), 1.0)
        self._surface.set_clip(None)

    def frame(self, names: tuple[str, str]) -> None:
        """The border, and the names of the weights."""
        kit, palette, rect = self._kit, self._kit.palette, self.window.rect
        pygame.draw.rect(self._surface, palette.line, rect, 1)
        pen, inset = Lettering(kit, self._surface), kit.px(8)
        place = rect.right - inset, rect.bottom - inset
        pen.write(f"{names[0]} →", place, 12, palette.text, "medium", anchor="bottomright")
        place = rect.x + inset, rect.y + inset
        pen.write(f"↑ {names[1]}", place, 12, palette.text, "medium", anchor="topleft")

    def trail(self, points: Sequence[Weights], colour: Colour, *, dots: bool = True, width: float = 2.0) -> None:
        """A walk from point to point; where it leaves the window, it is cut off."""
        self._surface.set_clip(self.window.rect)
        places = [self._near(self.window.at(point)) for point in points]
        for start, end in pairwise(places):
            stroke(self._surface, colour, start, end, width * self._kit.scale)
        for place in places if dots else places[:1]:
            pygame.draw.aacircle(self._surface, self._kit.palette.background, place, 4.6 * self._kit.scale)
            pygame.draw.aacircle(self._surface, colour, place, 3.4 * self._kit.scale)
        self._surface.set_clip(None)

    def _near(self, place: PlanePoint) -> PlanePoint:
        """Not so far off that drawing would fail."""
        far = 8.0 * self.window.rect.width
        x, y = (value if math.isfinite(value) else far for value in place)
        return min(max(x, -far), far), min(max(y, -far), far)

    def arrow(self, point: Weights, way: Weights, colour: Colour, reach: float) -> None:
        """An arrow of `reach` pixels from a point in the direction `way`."""
        size = math.hypot(*way)
        if not size > 0.0 or not math.isfinite(size):
            return
        x, y = self.window.at(point)
        across, up = way[0] / size, way[1] / size
        head = min(reach * 0.4, 15.0 * self._kit.scale)
        base = x + across * (reach - head), y - up * (reach - head)
        self._surface.set_clip(self.window.rect)
        stroke(self._surface, colour, (x, y), base, 2.2 * self._kit.scale)
        wing = head * 0.5
        tip = x + across * reach, y - up * reach
        wings = [(base[0] - up * wing, base[1] - across * wing), (base[0] + up * wing, base[1] + across * wing)]
        pygame.draw.polygon(self._surface, colour, [tip, *wings])
        pygame.draw.aalines(self._surface, colour, True, [tip, *wings])
        self._surface.set_clip(None)

    def spot(self, point: Weights, colour: Colour, radius: float) -> None:
        """A ring around a point."""
        place = self._near(self.window.at(point))
        if self.window.rect.collidepoint(place):
            pygame.draw.aacircle(self._surface, self._kit.palette.background, place, (radius + 1.5) * self._kit.scale)
            width = max(2, round(2 * self._kit.scale))
            pygame.draw.aacircle(self._surface, colour, place, radius * self._kit.scale, width)
