"""BACKWARD: dashed yellow arrows from a delta to the deltas it feeds."""

from __future__ import annotations

import math

import pygame
from pygame import Rect

from game.ui.draw.curve import Curve, Point, s_curve
from game.ui.draw.kit import Kit
from game.ui.draw.palette import mix
from game.ui.network.network_layout import NetworkLayout, Neuron

MOST = 6
"""More arrows than this between two layers would hide what they are to show."""
_DASH = 7.0
"""Design pixels: length of a dash."""
_GAP = 5.0
"""Design pixels: between dashes."""
_HEAD = 9.0
"""Design pixels: length of an arrow's head."""


class DeltaArrows:
    """Arrows between the delta badges of neighbouring layers."""

    def __init__(self, kit: Kit, layout: NetworkLayout) -> None:
        self._kit, self._layout = kit, layout

    def draw(self, surface: pygame.Surface, layer: int, grown: float, only: Neuron | None, march: float) -> None:
        """From the deltas of `layer` to those of the one before, `grown` (0..1) of their way, dashes shifted by
        `march` (in dashes). In a big network just those that begin or end at neuron `only`."""
        layout = self._layout
        if layer < 2 or grown <= 0.0 or not layout.labelled:
            return
        many = layout.layers[layer] * layout.layers[layer - 1] > MOST
        for unit in range(layout.layers[layer]):
            for target in range(layout.layers[layer - 1]):
                if not many or only in ((layer, unit), (layer - 1, target)):
                    start, end = layout.badges[layer, unit], layout.badges[layer - 1, target]
                    self.arrow(surface, start, end, grown, march)

    def arrow(self, surface: pygame.Surface, start: Rect, end: Rect, grown: float, march: float) -> None:
        """From the delta at `start` to the one at `end`."""
        if grown > 0.0:
            self._dashes(surface, s_curve(start.midleft, end.midright, 0.45), grown, march)

    def _dashes(self, surface: pygame.Surface, curve: Curve, grown: float, march: float) -> None:
        scale, length = self._kit.scale, curve.length
        step, dash = (_DASH + _GAP) * scale / length, _DASH * scale / length
        end = grown - _HEAD * scale / length
        at = (march % 1.0) * step - step
        colour = mix(self._kit.palette.activation, self._kit.palette.panel, 0.12)
        while at < end:
            first, last = max(at, 0.0), min(at + dash, end)
            if last > first:
                pygame.draw.aaline(surface, colour, curve.at(first), curve.at(last), max(1, self._kit.px(1.6)))
            at += step
        self._head(surface, curve.at(max(0.0, grown - 0.05)), curve.at(grown))

    def _head(self, surface: pygame.Surface, before: Point, tip: Point) -> None:
        size = _HEAD * self._kit.scale
        turn = math.atan2(tip[1] - before[1], tip[0] - before[0])
        corners = [tip] + [
            (tip[0] - size * math.cos(turn + side), tip[1] - size * math.sin(turn + side)) for side in (0.45, -0.45)
        ]
        pygame.draw.polygon(surface, self._kit.palette.activation, corners)
        pygame.draw.aalines(surface, self._kit.palette.activation, True, corners)
