"""Epochs against learning rate, a dot for each run: the one that was seen, and the student's own; and the deadline."""

from __future__ import annotations

import math

import pygame

from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.draw.lettering import Lettering
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes

LEFT = 44
"""Design pixels: room for numbers at the left."""
FOOT = 22
"""Design pixels: room for numbers below."""
LINE = 20
"""Design pixels: height of a line of words."""
RATES = (0.02, 50.0)
"""From where to where the axis of rates goes."""
EPOCHS = (10.0, 5000.0)
"""From where to where the axis of epochs goes."""
RATE_MARKS = (0.05, 0.5, 5.0, 50.0)
EPOCH_MARKS = (10, 100, 1000)


class Landings(LevelPicture):
    """Both scales multiply: where epochs times rate stay constant, dots lie on a straight line. `runs` holds the rate
    of each try, and the epoch at which it arrived."""

    heading = "Epochs at each rate"

    def __init__(self, play: LevelPlay) -> None:
        super().__init__(play)
        self.runs: dict[int, tuple[float, int | None]] = {}
        self._about = (0, 0)

    def update(self, now: float, *, still: bool) -> None:
        visit = self._play.visit
        if (visit.number, visit.deals) != self._about:
            self._about, self.runs = (visit.number, visit.deals), {}
        if visit.stage is Stage.RESULT and not visit.solved and visit.tries not in self.runs:
            evidence = self._play.kind.evidence()
            rate = self._play.kind.values.get("learning_rate")
            if evidence.run and isinstance(rate, (int, float)):
                self.runs[visit.tries] = float(rate), evidence.run.first_below(0.3)
        super().update(now, still=still)

    def state(self) -> object:
        return tuple(self.runs.items()), self._play.visit.solved, self._play.kind.values.get("learning_rate")

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit, palette, facts = pen.kit, pen.kit.palette, self._play.level.facts
        rate, epochs, deadline = (float(str(facts[name])) for name in ("rate", "epochs", "deadline"))
        told = f"Seen: at η = {rate:g} all errors were below 0.3 at epoch {epochs:,.0f}."
        pen.write(told, (inner.x, inner.y + kit.px(8)), 13, palette.text, "medium", room=inner.width)
        asked = f"Deadline: epoch {deadline:,.0f}"
        x, y = inner.x, inner.y + kit.px(8 + LINE)
        pen.write(asked, (x, y), 13, palette.activation, "medium", room=inner.width)
        top, left = inner.y + kit.px(8 + 2 * LINE), inner.x + kit.px(LEFT)
        plot = pygame.Rect(left, top, inner.right - left - kit.px(12), inner.bottom - top - kit.px(FOOT))
        axes = PlotAxes(pen, plot, (math.log(RATES[0]), math.log(RATES[1])), (math.log(EPOCHS[0]), math.log(EPOCHS[1])))
        for mark in RATE_MARKS:
            axes.mark(math.log(mark), f"{mark:g}")
        for epoch in EPOCH_MARKS:
            axes.level(math.log(epoch), f"{epoch:,}")
        ends = (axes.at(math.log(RATES[0]), math.log(deadline)), axes.at(math.log(RATES[1]), math.log(deadline)))
        pygame.draw.line(pen.surface, palette.activation, *ends)
        axes.dot(math.log(rate), math.log(epochs), palette.text)
        for number, (tried, arrived) in self.runs.items():
            place = math.log(tried), math.log(arrived or EPOCHS[1])
            axes.dot(*place, palette.positive if arrived else palette.negative, hollow=arrived is None)
            x, y = (round(each) for each in axes.at(*place))
            pen.write(f"{number}", (x, y - kit.px(12)), 11, palette.text, "mono", anchor="center")


PICTURE = PictureEntry("landings", 4, Landings, 260)
