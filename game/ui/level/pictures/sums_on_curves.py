"""Where the sums of the hidden neurons stand on their curves, sample by sample, and how well they listen."""

from __future__ import annotations

import numpy as np
import pygame

from game.sim.network import neuron_label
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes
from game.ui.network.scales import activation_of

REACH = 14.0
"""Curves are shown for z from −14 to 14; what lies beyond stands at the edge."""
LEFT = 26
"""Design pixels: room for numbers at the left."""
FOOT = 22
"""Design pixels: room for numbers below."""
TITLE = 20
"""Design pixels: room for a title."""


class SumsOnCurves(LevelPicture):
    """Of the first hidden layer."""

    heading = "The sums on the curve"
    follows = True

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit, palette = pen.kit, pen.kit.palette
        snapshot = self._play.simulation.snapshot()
        layers, settings = snapshot.settings.layers, snapshot.settings
        if len(layers) < 3:
            return
        passes, units = snapshot.batch.passes, layers[1]
        width = (inner.width - (units - 1) * kit.px(20)) // units
        zs = np.linspace(-REACH, REACH, 193)
        curve = activation_of(settings, 1).value(zs, settings.leak)
        for unit in range(units):
            area = pygame.Rect(inner.x + unit * (width + kit.px(20)), inner.y, width, inner.height)
            name = neuron_label(layers, 1, unit)
            slope = float(snapshot.batch.mean_slope[0][unit])
            told = "covered" if self._play.covered else fixed(slope, 4)
            pen.write(f"{name}: mean slope {told}", (area.x, area.y + kit.px(8)), 12, palette.text, room=width)
            top, left = area.y + kit.px(TITLE), area.x + kit.px(LEFT)
            plot = pygame.Rect(left, top, area.right - left - kit.px(8), area.bottom - top - kit.px(FOOT))
            axes = PlotAxes(pen, plot, (-REACH, REACH), (float(curve.min()), float(max(1.0, curve.max()))))
            for level, label in ((0.0, "0"), (0.5, "½"), (1.0, "1")):
                axes.level(level, label)
            for mark in (-10, 0, 10):
                axes.mark(mark, f"{mark}".replace("-", "−"))
            axes.curve(list(zip(zs.tolist(), curve.tolist(), strict=True)), palette.activation)
            for z, a in zip(passes.z[0][:, unit].tolist(), passes.a[1][:, unit].tolist(), strict=True):
                axes.dot(z, a, palette.text, 4.0)


PICTURE = PictureEntry("sums_on_curves", 2, SumsOnCurves, 200)
