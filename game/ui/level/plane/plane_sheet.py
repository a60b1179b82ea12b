"""The square on which a map of two inputs is drawn (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot

from pygame import Rect

from game.sim.lenses.plane import Plane
from game.sim.level.lines import ON_LINE, LineGrid, MapLine

PlanePoint = tuple[float, float]
BEYOND = 1.08
"""How far the map reaches from its middle, as a share of how far lines do."""
ARROW = 0.17
"""Length of a line's arrow, as a share of how far lines reach."""


@dataclass(frozen=True)
class PlaneSheet:
    """The map of `grid` on the square `rect` (pixels)."""

    rect: Rect
    grid: LineGrid

    @property
    def half(self) -> float:
        """From the middle to a side, in units of the inputs."""
        return self.grid.reach * BEYOND

    @property
    def plane(self) -> Plane:
        """The same, as the lenses know it."""
        span = self.grid.middle - self.half, self.grid.middle + self.half
        return Plane(0, 1, span, span, (0.0, 0.0))

    def at(self, across: float, up: float) -> PlanePoint:
        """Where the inputs (`across`, `up`) stand."""
        scale = (self.rect.width - 1) / (2.0 * self.half)
        x = self.rect.x + (across - self.grid.middle + self.half) * scale
        return x, self.rect.bottom - 1 - (up - self.grid.middle + self.half) * scale

    def inputs(self, place: PlanePoint) -> PlanePoint:
        """The two inputs at `place`."""
        scale = 2.0 * self.half / (self.rect.width - 1)
        across = (place[0] - self.rect.x) * scale - self.half + self.grid.middle
        return across, (self.rect.bottom - 1 - place[1]) * scale - self.half + self.grid.middle

    # -- lines -------------------------------------------------------------------------------------------------------

    def foot(self, line: MapLine) -> PlanePoint:
        """The inputs where a line is nearest to the middle: its arrow begins there."""
        (across, up), middle = line.direction, self.grid.middle
        return middle + across * line.offset, middle + up * line.offset

    def tip(self, line: MapLine) -> PlanePoint:
        """Where its arrow ends, on the filled side."""
        (across, up), (x, y) = line.direction, self.foot(line)
        reach = ARROW * self.grid.reach
        return self.at(x + across * reach, y + up * reach)

    def ends(self, line: MapLine) -> tuple[PlanePoint, PlanePoint] | None:
        """Where it leaves the map; None if it does not cross it."""
        (across, up), (x, y) = line.direction, self.foot(line)
        low, high = self.grid.middle - self.half, self.grid.middle + self.half
        first, last = -4.0 * self.half, 4.0 * self.half
        for start, way in ((x, -up), (y, across)):
            if abs(way) < ON_LINE:
                if not low <= start <= high:
                    return None
                continue
            one, other = sorted(((low - start) / way, (high - start) / way))
            first, last = max(first, one), min(last, other)
        if first >= last:
            return None
        return self.at(x - up * first, y + across * first), self.at(x - up * last, y + across * last)

    def away(self, line: MapLine, place: PlanePoint) -> float:
        """How many pixels `place` is away from a line."""
        (across, up), (x, y) = line.direction, self.inputs(place)
        middle = self.grid.middle
        off = (x - middle) * across + (y - middle) * up - line.offset
        return abs(off) * (self.rect.width - 1) / (2.0 * self.half)

    def moved(self, line: MapLine, place: PlanePoint) -> MapLine:
        """The line of the same direction through `place`."""
        (across, up), (x, y), middle = line.direction, self.inputs(place), self.grid.middle
        return self.grid.nearest(MapLine(line.angle, (x - middle) * across + (y - middle) * up))

    def turned(self, line: MapLine, pivot: PlanePoint, place: PlanePoint) -> MapLine:
        """The line through the inputs `pivot` that is filled towards `place`; `line` itself if that is at the pivot."""
        x, y = self.inputs(place)
        if hypot(x - pivot[0], y - pivot[1]) < 0.05 * self.grid.reach:
            return line
        return self.through(degrees(atan2(y - pivot[1], x - pivot[0])), pivot)

    def through(self, angle: float, pivot: PlanePoint) -> MapLine:
        """The line of the grid next to that through `pivot`, filled towards `angle` or next to it."""
        angle = self.grid.nearest(MapLine(angle, 0.0)).angle
        across, up = MapLine(angle, 0.0).direction
        middle = self.grid.middle
        return self.grid.nearest(MapLine(angle, (pivot[0] - middle) * across + (pivot[1] - middle) * up))
