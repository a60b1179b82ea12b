"""Lamps in a row: which should burn, and after a test which do, on the neuron's curve over its input."""

from __future__ import annotations

import numpy as np
import pygame

from game.sim.level.measured_run import outputs
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.palette import mix
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes

LAMP = 8.0
"""Design pixels: radius of a lamp."""
ROW = 30
"""Design pixels: height of the row of targets."""
LEFT = 64
"""Design pixels: room for names at the left."""
FOOT = 22
"""Design pixels: room for numbers below."""
FINE = 181


class Lamps(LevelPicture):
    """Of one neuron with one input: a lamp for each sample."""

    heading = "The lamps"
    follows = True

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit, palette, simulation = pen.kit, pen.kit.palette, self._play.simulation
        data, own = simulation.start.dataset, self._play.level.own_start.dataset
        places = [row[0] for row in own.inputs]
        plot = pygame.Rect(inner.x + kit.px(LEFT), inner.y + kit.px(ROW), inner.width - kit.px(LEFT + 16), 0)
        plot.height = inner.bottom - kit.px(FOOT) - plot.y
        axes = PlotAxes(pen, plot, (min(places) - 0.5, max(places) + 0.5), (0.0, 1.0))
        for level, name in ((0.0, "0"), (0.5, "½"), (1.0, "1")):
            axes.level(level, name)
        for x in places:
            axes.mark(x, f"{x:g}")
        pen.write("should", (inner.x, inner.y + kit.px(ROW) // 2), 12, palette.muted)
        for (x, *_), target in zip(data.inputs, data.targets, strict=True):
            spot = (axes.at(x, 1.0)[0], inner.y + kit.px(ROW) / 2)
            pygame.draw.aacircle(pen.surface, mix(palette.panel, palette.line, 1.0), spot, LAMP * kit.scale)
            if target > 0.5:
                pygame.draw.aacircle(pen.surface, palette.activation, spot, LAMP * kit.scale - kit.px(2))
        pen.write("output", (inner.x, round(axes.at(0.0, 0.5)[1])), 12, palette.muted, room=kit.px(LEFT - 18))
        if self._play.covered:
            words = f"covered until {self._play.level.button}"
            between = (plot.centerx, round(axes.at(0.0, 0.75)[1]))  # the lines of the plot
            pen.write(words, between, 13, palette.muted, "medium", anchor="center")
            return
        params = np.array([simulation.cursor.params])
        xs = np.linspace(min(places) - 0.5, max(places) + 0.5, FINE)
        ys = outputs(params, simulation.settings, xs[:, None])[0]
        axes.curve(list(zip(xs.tolist(), ys.tolist(), strict=True)), palette.activation)
        self._place(axes, pen)
        found = outputs(params, simulation.settings, np.array(data.inputs))[0]
        for (x, *_), a, target in zip(data.inputs, found.tolist(), data.targets, strict=True):
            right = (a > 0.5) == (target > 0.5)
            axes.dot(x, a, palette.text if right else palette.negative, hollow=not right)

    def _place(self, axes: PlotAxes, pen: Lettering) -> None:
        """Where the output passes one half: −b/w, which two parameters of one input say."""
        weight, bias = self._play.simulation.cursor.params[:2]
        if len(self._play.simulation.cursor.params) != 2 or weight == 0.0:
            return
        place = -bias / weight
        own = [row[0] for row in self._play.level.own_start.dataset.inputs]
        palette = pen.kit.palette
        words = f"−b/w = {fixed(place, 2)}"
        if min(own) - 0.5 <= place <= max(own) + 0.5:
            axes.upright(place, mix(palette.panel, palette.source, 0.8))
        else:
            words += ", out of sight"
        right = (self._rect.width - pen.kit.px(16), pen.kit.px(18))
        pen.write(words, right, 12, palette.source, "mono-medium", anchor="midright")


PICTURE = PictureEntry("lamps", 0, Lamps, 210)
