"""What lies under the mouse in the network (pure)."""

from __future__ import annotations

import numpy as np
import pygame

from game.sim.network import Edge
from game.ui.draw.curve import Point
from game.ui.network.network_layout import RING, NetworkLayout, Neuron

_REACH = 7.0
"""Design pixels from an edge's middle line at which it is still meant."""


class HitMap:
    """Answers for one layout, of which the part within `area` is seen."""

    def __init__(self, layout: NetworkLayout, area: pygame.Rect) -> None:
        self._layout, self._area = layout, area
        self._edges = [edge for edge in layout.curves if not edge.is_bias]
        self._points = np.array([layout.curves[edge].points for edge in self._edges], dtype=np.float64)
        self._boxes = {neuron: layout.vessel(neuron, RING) for neuron in layout.neurons}

    def neuron_at(self, point: Point) -> Neuron | None:
        """The vessel under `point`."""
        if not self._area.collidepoint(point):
            return None
        for neuron, box in self._boxes.items():
            if box.collidepoint(point):
                (x, y), reach = self._layout.centre(neuron), box.width / 2
                if (point[0] - x) ** 2 + (point[1] - y) ** 2 <= reach**2:
                    return neuron
        return None

    def edge_at(self, point: Point) -> Edge | None:
        """The weight or bias under `point`: its number, else the nearest edge that is near enough."""
        if not self._area.collidepoint(point):
            return None
        for edge, pill in self._layout.pills.items():
            if pill.collidepoint(point):
                return edge
        if self.neuron_at(point) is not None or self.badge_at(point) is not None:
            return None
        start, along = self._points[:, :-1], np.diff(self._points, axis=1)
        to_point = np.asarray(point) - start
        share = (to_point * along).sum(axis=2) / np.maximum((along * along).sum(axis=2), 1e-9)
        foot = start + along * np.clip(share, 0.0, 1.0)[..., None]
        distance = np.hypot(foot[..., 0] - point[0], foot[..., 1] - point[1]).min(axis=1)
        nearest = int(distance.argmin())
        return self._edges[nearest] if distance[nearest] <= _REACH * self._layout.scale else None

    def badge_at(self, point: Point) -> Neuron | None:
        """The delta badge under `point`."""
        return next((neuron for neuron, badge in self._layout.badges.items() if badge.collidepoint(point)), None)
