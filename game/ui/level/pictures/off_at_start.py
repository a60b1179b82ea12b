"""On which samples hidden neurons are off before any training, on the curve; covered until that may be known."""

from __future__ import annotations

import numpy as np
import pygame

from game.sim.level.measured_run import MeasuredRun
from game.sim.network import neuron_label
from game.sim.quoting import counted
from game.sim.start import Start
from game.ui.draw.lettering import Lettering
from game.ui.level.hidden import untold
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes
from game.ui.network.scales import activation_of

SHORT = 1.5
"""The curve is shown as far as sums go, and at least so far."""
LEFT = 26
"""Design pixels: room for numbers at the left."""
FOOT = 22
"""Design pixels: room for numbers below."""
TITLE = 20
"""Design pixels: room for a title."""
GAP = 20
"""Design pixels: between two curves."""


class OffAtStart(LevelPicture):
    """Of the first hidden layer, as the level begins or as a counterexample does; off is what has a sum below 0."""

    heading = "Where the sums are before training"
    follows = True

    @property
    def _start(self) -> Start:
        play = self._play
        return play.example.start if play.example else play.level.own_start

    @property
    def _secret(self) -> bool:
        return untold(self._play) and self._play.example is None

    def state(self) -> object:
        return self._start, self._secret

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        layers, passes = self._start.settings.layers, MeasuredRun(self._start, 0).batch(0).passes
        if len(layers) < 3:
            return
        units, gap = layers[1], pen.kit.px(GAP)
        width = (inner.width - (units - 1) * gap) // units
        reach = max(SHORT, float(np.abs(passes.z[0]).max()) * 1.1)
        for unit in range(units):
            area = pygame.Rect(inner.x + unit * (width + gap), inner.y, width, inner.height)
            z, a = (each[:, unit].tolist() for each in (passes.z[0], passes.a[1]))
            off = f"off on {sum(each < 0.0 for each in z)} of {counted(len(z), 'sample')}"
            told = f"covered until {self._play.level.button}" if self._secret else off
            name = neuron_label(layers, 1, unit)
            pen.write(f"{name}: {told}", (area.x, area.y + pen.kit.px(8)), 12, pen.kit.palette.text, room=width)
            self._curve(pen, area, reach, [] if self._secret else list(zip(z, a, strict=True)))

    def _curve(self, pen: Lettering, area: pygame.Rect, reach: float, dots: list[tuple[float, float]]) -> None:
        kit, palette, settings = pen.kit, pen.kit.palette, self._start.settings
        top, left = area.y + kit.px(TITLE), area.x + kit.px(LEFT)
        plot = pygame.Rect(left, top, area.right - left - kit.px(8), area.bottom - top - kit.px(FOOT))
        axes = PlotAxes(pen, plot, (-reach, reach), (-0.1 * reach, reach))
        axes.level(0.0, "0")
        axes.upright(0.0, axes.faint)
        for mark in (-1.0, 0.0, 1.0):
            axes.mark(mark, f"{mark:g}".replace("-", "−"))
        zs = np.linspace(-reach, reach, 97)
        curve = activation_of(settings, 1).value(zs, settings.leak)
        axes.curve(list(zip(zs.tolist(), curve.tolist(), strict=True)), palette.activation)
        for z, a in dots:
            axes.dot(z, a, palette.negative if z < 0.0 else palette.text, 4.0)


PICTURE = PictureEntry("off_at_start", 9, OffAtStart, 180)
