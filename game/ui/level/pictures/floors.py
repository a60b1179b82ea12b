"""How loud a complaint is on each floor, from the output down, in doublings and halvings; covered until a try."""

from __future__ import annotations

import math

import pygame

from game.sim.network import neuron_label
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes

LEFT = 62
"""Design pixels: room for numbers at the left."""
FOOT = 22
"""Design pixels: room for numbers below."""
LEAST = 4.0
"""Doublings that the scale shows at least, up and down."""


class Floors(LevelPicture):
    """Of a chain: |δ| of every neuron after the input, the output's first, on a scale on which each line is a
    doubling."""

    heading = "How loud on each floor"
    follows = True

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit, palette = pen.kit, pen.kit.palette
        snapshot = self._play.simulation.snapshot()
        layers, trace = snapshot.settings.layers, snapshot.trace
        floors = list(range(len(layers) - 1, 0, -1))
        plot = pygame.Rect(
            inner.x + kit.px(LEFT), inner.y, inner.width - kit.px(LEFT + 12), inner.height - kit.px(FOOT)
        )
        deltas = [abs(float(trace.delta[layer - 1][0])) for layer in floors]
        loud = [math.log2(each / deltas[0]) if each and deltas[0] else -math.inf for each in deltas]
        reach = LEAST
        if not self._play.covered:
            reach = max(LEAST, *(abs(each) for each in loud if math.isfinite(each)))
        axes = PlotAxes(pen, plot, (-0.5, len(floors) - 0.5), (-1.05 * reach, 1.05 * reach))
        axes.level(0.0, "as it left")
        axes.level(reach, f"× {figure(2.0**reach)}")
        axes.level(-reach, f"÷ {figure(2.0**reach)}")
        for place, layer in enumerate(floors):
            axes.mark(place, neuron_label(layers, layer, 0))
        if self._play.covered:
            words = f"covered until {self._play.level.button}"
            pen.write(words, (plot.centerx, plot.y + plot.height // 4), 13, palette.muted, "medium", anchor="center")
            return
        known = [(float(place), each) for place, each in enumerate(loud) if math.isfinite(each)]
        axes.curve(known, palette.gradient)
        for point in known:
            axes.dot(*point, palette.gradient)


PICTURE = PictureEntry("floors", 3, Floors, 210)
