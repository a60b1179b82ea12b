"""The neuron's curve with z on it, and the student's own chart: how strong the push was at which output."""

from __future__ import annotations

import numpy as np
import pygame

from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes
from game.ui.network.scales import activation_of

REACH = 8.0
"""The curve is shown for z from −8 to 8."""
HIGHEST = 0.16
"""Pushes are shown up to 0.16."""
LEFT = 30
"""Design pixels: room for numbers at the left."""
FOOT = 22
"""Design pixels: room for numbers below."""
TITLE = 20
"""Design pixels: room for a title."""


class PushChart(LevelPicture):
    """Of one neuron. `tries` holds the output and |δ| of each try with the numbers on the table."""

    heading = "Slope and push"

    def __init__(self, play: LevelPlay) -> None:
        super().__init__(play)
        self.tries: dict[int, tuple[float, float]] = {}
        self._about = (0, 0)

    def update(self, now: float, *, still: bool) -> None:
        visit = self._play.visit
        if (visit.number, visit.deals) != self._about:
            self._about, self.tries = (visit.number, visit.deals), {}
        if visit.stage is Stage.RESULT and not visit.solved and visit.tries not in self.tries:
            self.tries[visit.tries] = self._now()[1:]
        super().update(now, still=still)

    def _now(self) -> tuple[float, float, float]:
        """z, the output and |δ| on the first sample of the level's own network."""
        trace = self._play.kind.simulation.snapshot().trace
        return float(trace.z[-1][0]), float(trace.output[0]), abs(float(trace.delta[-1][0]))

    def state(self) -> object:
        return self._play.covered, self._now(), tuple(self.tries.items())

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit, palette = pen.kit, pen.kit.palette
        half = (inner.width - kit.px(24)) // 2
        z, a, push = self._now()
        curve = self._plot(pen, pygame.Rect(inner.x, inner.y, half, inner.height), "the output over z")
        settings = self._play.level.own_start.settings
        zs = np.linspace(-REACH, REACH, 129)
        axes = PlotAxes(pen, curve, (-REACH, REACH), (0.0, 1.0))
        for level, name in ((0.0, "0"), (0.5, "½"), (1.0, "1")):
            axes.level(level, name)
        for mark in (-6, 0, 6):
            axes.mark(mark, f"{mark}".replace("-", "−"))
        found = activation_of(settings, len(settings.layers) - 1).value(zs, settings.leak)
        axes.curve(list(zip(zs.tolist(), found.tolist(), strict=True)), palette.activation)
        target = self._play.level.own_start.dataset.targets[0]
        axes.level(target, "")
        axes.dot(z, a, palette.text)
        chart = self._plot(
            pen, pygame.Rect(inner.right - half, inner.y, half, inner.height), "your pushes |δ| over the output"
        )
        axes = PlotAxes(pen, chart, (0.0, 1.0), (0.0, HIGHEST))
        for height, name in ((0.0, "0"), (0.05, ".05"), (0.1, ".10"), (0.15, ".15")):
            axes.level(height, name)
        for output in (0.0, 0.5, 1.0):
            axes.mark(output, f"{output:g}")
        axes.upright(a, mix(palette.panel, palette.activation, 0.5))
        for number, (output, strength) in self.tries.items():
            axes.dot(output, strength, palette.gradient)
            x, y = axes.at(output, strength)
            pen.write(f"{number}", (round(x), round(y) - kit.px(13)), 11, palette.text, "mono", anchor="center")
        if self._play.visit.solved:
            axes.dot(a, push, palette.source, hollow=True)
        if not self.tries:
            axes.beside(a, "a dot for each try")

    def _plot(self, pen: Lettering, area: pygame.Rect, title: str) -> pygame.Rect:
        """Where the plot stands in `area`, below its title."""
        kit = pen.kit
        pen.write(title, (area.x, area.y + kit.px(8)), 12, kit.palette.muted, room=area.width)
        top = area.y + kit.px(TITLE)
        left = area.x + kit.px(LEFT)
        return pygame.Rect(left, top, area.right - left - kit.px(6), area.bottom - top - kit.px(FOOT))


PICTURE = PictureEntry("push_chart", 1, PushChart, 250)
