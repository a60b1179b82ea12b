"""The loss over the one weight, covered until a run; then the single step, and the trail at the other rate."""

from __future__ import annotations

import numpy as np
import pygame

from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.palette import mix
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes

LINE = 20
"""Design pixels: height of a line of words."""
FOOT = 22
"""Design pixels: room for numbers below."""
LEFT = 30
"""Design pixels: room for numbers at the left."""
ROUND = 1.6
"""How much farther than the start the valley is shown, on both sides of its bottom."""
STEPS = 8
"""Of the trail, that are drawn."""


class ValleyTrail(LevelPicture):
    """Of one straight neuron without a bias: its loss is ½ c (w − bottom)²."""

    heading = "The valley"

    def state(self) -> object:
        play = self._play
        return play.visit.stage, play.visit.tries, play.visit.solved, tuple(play.kind.values.items())

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit, palette, table = pen.kit, pen.kit.palette, self._play.level
        facts = {name: float(str(value)) for name, value in table.facts.items()}
        told = (
            f"A first step at η = {facts['rate']:g}: the slope of the loss goes from "
            f"{fixed(facts['before'], 4)} to {fixed(facts['after'], 4)}."
        )
        pen.write(told, (inner.x, inner.y + kit.px(8)), 13, palette.text, "medium", room=inner.width)
        top, left = inner.y + kit.px(8 + LINE), inner.x + kit.px(LEFT)
        plot = pygame.Rect(left, top, inner.width - kit.px(LEFT + 12), inner.bottom - top - kit.px(FOOT))
        evidence = self._play.kind.evidence()
        if evidence.run is None:
            words = f"covered until {table.button}"
            pen.write(words, plot.center, 13, palette.muted, "medium", anchor="center")
            return
        inputs = np.array(table.own_start.dataset.inputs)
        begin = evidence.run.params(0).flat()[0]
        curvature, bottom = float((inputs * inputs).mean()), facts["bottom"]
        reach = ROUND * abs(begin - bottom)

        def loss(weight: float) -> float:
            return 0.5 * curvature * (weight - bottom) ** 2

        axes = PlotAxes(pen, plot, (bottom - reach, bottom + reach), (0.0, loss(bottom + reach)))
        axes.level(0.0, "0")
        for weight in (bottom, begin):
            axes.mark(weight, f"{weight:g}".replace("-", "−"))
        spread = np.linspace(bottom - reach, bottom + reach, 121).tolist()
        axes.curve([(weight, loss(weight)) for weight in spread], mix(palette.panel, palette.line, 1.0))
        count = min(STEPS, evidence.run.reached)
        trail = [evidence.run.params(epoch).flat()[0] for epoch in range(count + 1)]
        if count:
            axes.curve([(weight, loss(weight)) for weight in trail], palette.negative)
        for weight in trail:
            axes.dot(weight, loss(weight), palette.negative, 3.0)
        one = self._play.kind.values.get("one")
        if isinstance(one, (int, float)):
            landed = begin - float(one) * curvature * (begin - bottom)
            axes.curve([(begin, loss(begin)), (landed, loss(landed))], palette.positive)
            axes.dot(landed, loss(landed), palette.positive)
        axes.dot(begin, loss(begin), palette.text)
        right = self._rect.width - kit.px(16)
        pen.write("one step", (right - kit.px(150), kit.px(18)), 12, palette.positive, anchor="midright")
        pen.write("the steps at the edge", (right, kit.px(18)), 12, palette.negative, anchor="midright")


PICTURE = PictureEntry("valley_trail", 5, ValleyTrail, 260)
