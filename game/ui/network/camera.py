"""How near one looks at the network, and at which part of it (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

STEP = 1.25
"""By how much a turn of the wheel comes nearer."""
NEAREST = 6.0
"""How near one can come."""


@dataclass(frozen=True)
class Camera:
    """The network's rectangle is `zoom` times as large as the area it is seen in, and begins `left` and `top` pixels
    from that area's corner (0 or less): it always covers the area."""

    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def rect(self, area: Rect) -> Rect:
        """The network's rectangle, on the surface that `area` is part of."""
        corner = (round(area.left + self.left), round(area.top + self.top))
        return Rect(corner, (round(area.width * self.zoom), round(area.height * self.zoom)))

    def nearer(self, turns: float, at: tuple[float, float], area: Rect) -> Camera:
        """The camera after so many turns of the wheel (negative: farther away). What lies at the point `at` stays where
        it is."""
        zoom = min(max(self.zoom * STEP**turns, 1.0), NEAREST)
        if abs(zoom - 1.0) < 0.01:
            return Camera()
        grown = zoom / self.zoom
        x, y = at[0] - area.left, at[1] - area.top
        return Camera(zoom, x - (x - self.left) * grown, y - (y - self.top) * grown)._within(area)

    def moved(self, across: float, down: float, area: Rect) -> Camera:
        """The camera after a drag by so many pixels."""
        return Camera(self.zoom, self.left + across, self.top + down)._within(area)

    def _within(self, area: Rect) -> Camera:
        spare = self.zoom - 1.0
        left = min(0.0, max(self.left, -area.width * spare))
        return Camera(self.zoom, left, min(0.0, max(self.top, -area.height * spare)))
