"""A cube of three inputs that are 0 or 1, its corners full or hollow, and the cuts of neurons through it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import atan2

import numpy as np
import pygame

from game.sim.network import Array
from game.ui.draw.curve import Point
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.lenses.heat import draw_sample
from game.ui.level.plane.plane_picture import stroke

ACROSS = (0.48, 0.1)
"""Where the edges of the first input lead, in shares of the square: across and down."""
UP = (0.0, -0.53)
"""Where those of the second input lead."""
DEEP = (0.27, -0.2)
"""Where those of the third input lead."""
DOT = 6.0
"""Design pixels: radius of a corner."""
INK = 1.8
"""Design pixels: width of a cut's border."""
FILL = 46
"""How opaque a cut is, of 255."""


class CubePicture:
    """Draws on `surface` within the square `rect`."""

    def __init__(self, kit: Kit, surface: pygame.Surface, rect: pygame.Rect) -> None:
        self._kit, self._surface, self._rect = kit, surface, rect
        reach = np.array([ACROSS, UP, DEEP])
        corners = np.array(list(product((0.0, 1.0), repeat=3))) @ reach
        middle = (corners.min(axis=0) + corners.max(axis=0)) / 2.0
        self._reach, self._origin = reach, 0.5 - middle

    def at(self, inputs: Sequence[float]) -> Point:
        """Where three inputs stand."""
        x, y = self._origin + np.asarray(inputs, dtype=np.float64) @ self._reach
        return self._rect.x + float(x) * self._rect.width, self._rect.y + float(y) * self._rect.height

    def edges(self) -> None:
        """The twelve edges, and the names of the inputs."""
        palette, kit = self._kit.palette, self._kit
        pygame.draw.rect(self._surface, mix(palette.background, palette.panel, 0.5), self._rect)
        pygame.draw.rect(self._surface, palette.line, self._rect, 1)
        colour = mix(palette.background, palette.text, 0.4)
        for one, other in _edges():
            stroke(self._surface, colour, self.at(one), self.at(other), kit.scale * 1.4)
        pen = Lettering(kit, self._surface)
        for name, inputs in (("x₁", (0.5, 0.0, 0.0)), ("x₂", (0.0, 0.5, 0.0)), ("x₃", (1.0, 0.0, 0.5))):
            x, y = self.at(inputs)
            anchor = "midright" if name == "x₂" else "midtop" if name == "x₁" else "topleft"
            pen.write(name, (round(x) - kit.px(5), round(y)), 11, palette.muted, anchor=anchor)

    def cuts(self, weights: Array, biases: Array) -> None:
        """Where the z of each neuron is 0: weights (neurons × 3), biases (neurons)."""
        palette = self._kit.palette
        for row, bias in zip(weights.tolist(), biases.tolist(), strict=True):
            outline = [self.at(point) for point in _outline(row, bias)]
            if len(outline) < 3:
                continue
            sheet = pygame.Surface(self._surface.get_size(), pygame.SRCALPHA)
            pygame.draw.polygon(sheet, (*palette.activation, FILL), outline)
            self._surface.blit(sheet, (0, 0))
            for one, other in zip(outline, [*outline[1:], outline[0]], strict=True):
                stroke(self._surface, palette.text, one, other, self._kit.scale * INK)

    def points(self, rows: Sequence[Sequence[float]], targets: Sequence[float], wrong: Sequence[int]) -> None:
        """The corners that are samples; those answered wrong with a cross."""
        scale = self._kit.scale
        for k, (row, target) in enumerate(zip(rows, targets, strict=True)):
            place, radius = self.at(row), DOT * scale
            pygame.draw.aacircle(self._surface, self._kit.palette.background, place, radius + 1.6 * scale)
            draw_sample(self._surface, place, radius, self._kit.palette, full=target > 0.5, lit=False)
            if k in wrong:
                for way in (1.0, -1.0):
                    start = place[0] - 1.4 * radius, place[1] - 1.4 * radius * way
                    end = place[0] + 1.4 * radius, place[1] + 1.4 * radius * way
                    stroke(self._surface, self._kit.palette.negative, start, end, 2.6 * scale)


def _edges() -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    corners = list(product((0.0, 1.0), repeat=3))
    return [
        (one, other)
        for one, other in combinations(corners, 2)
        if sum(a != b for a, b in zip(one, other, strict=True)) == 1
    ]


def _outline(weights: Sequence[float], bias: float) -> list[tuple[float, ...]]:
    """The corners of the cut of a plane through the cube, one after the other around it."""
    found = []
    for one, other in _edges():
        low, high = (sum(w * x for w, x in zip(weights, end, strict=True)) + bias for end in (one, other))
        if (low > 0.0) != (high > 0.0):
            share = low / (low - high)
            found.append(tuple(a + share * (b - a) for a, b in zip(one, other, strict=True)))
    if len(found) < 3:
        return []
    points = np.array(found) - np.mean(found, axis=0)
    first = points[0] / np.linalg.norm(points[0])
    second = np.cross(np.asarray(weights) / np.linalg.norm(weights), first)
    turns = [atan2(float(point @ second), float(point @ first)) for point in points]
    return [found[k] for k in np.argsort(turns).tolist()]
