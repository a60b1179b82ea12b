"""The share of starts that arrive over the range they are drawn from: a dot for every range that was counted, and what
was said of another one beforehand; at the end the whole curve."""

from __future__ import annotations

import math
from typing import NamedTuple

import pygame

from game.sim.level.deals.lucky_starts import StartsDeal, best_range, share
from game.sim.level.level import DealtLevel
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.pools.lucky_starts import RANGES
from game.ui.draw.lettering import Lettering
from game.ui.level.drawings.drawing import verdict_colour
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes

LEFT = 44
"""Design pixels: room for numbers at the left."""
FOOT = 20
"""Design pixels: room for numbers below."""
RIGHT = 20
"""Design pixels: room at the right."""
LINE = 22
"""Design pixels: height of a line of words."""
MARKS = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
LOW = 0.15
WITHIN = 0.05
"""A share that was said is right if it is as near as this."""


class CountedTry(NamedTuple):
    """The `share` at the range that was chosen; the share `said` of another range, and the one that was `found`."""

    range: float
    share: float
    second: float
    said: float
    found: float


class StartsByRange(LevelPicture):
    """`tries` holds what was counted in the visit, by the number of the try."""

    heading = "Share of starts that arrive, over the range of their weights"

    def __init__(self, play: LevelPlay) -> None:
        super().__init__(play)
        self.tries: dict[int, CountedTry] = {}
        self._about: int | None = None

    def update(self, now: float, *, still: bool) -> None:
        visit = self._play.visit
        if visit.number != self._about:
            self._about, self.tries = visit.number, {}
        if visit.stage is Stage.RESULT and not visit.solved and visit.tries not in self.tries:
            self._note(visit.tries)
        super().update(now, still=still)

    def _note(self, number: int) -> None:
        evidence, kind = self._play.kind.evidence(), self._play.kind
        chosen = kind.values.get("weight_init", kind.own_start.settings.weight_init)
        said, second = kind.values.get("named"), evidence.facts.get("second")
        if evidence.share is None or evidence.second_share is None:
            return
        if isinstance(chosen, (int, float)) and isinstance(said, (int, float)) and isinstance(second, (int, float)):
            self.tries[number] = CountedTry(chosen, evidence.share, second, said / 100, evidence.second_share)

    def state(self) -> object:
        visit, kind = self._play.visit, self._play.kind
        seen = visit.stage, visit.deals, self._ended
        return seen, tuple(self.tries.items()), tuple(kind.values.items())

    @property
    def _ended(self) -> bool:
        """Whether the whole curve gives nothing away any more."""
        result = self._play.result
        return self._play.spent or self._play.visit.solved or (result is not None and result.stars == 3)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit = pen.kit
        self._words(pen, inner)
        top = inner.y + kit.px(LINE + 8)
        plot = pygame.Rect(inner.x + kit.px(LEFT), top, 0, 0)
        plot.size = inner.right - plot.x - kit.px(RIGHT), inner.bottom - top - kit.px(FOOT)
        axes = PlotAxes(pen, plot, (math.log(RANGES[0]), math.log(RANGES[-1])), (0.0, 1.0))
        for height in (0.0, 0.5, 1.0):
            axes.level(height, f"{height:.0%}")
        for mark in MARKS:
            axes.mark(math.log(mark), f"±{mark:g}")
        if self._ended:
            self._curve(pen, axes)
        elif self._play.visit.stage is not Stage.RESULT:
            self._open(pen, axes)
        for each in self.tries.values():
            self._tried(pen, axes, each)
        self._numbers(pen, axes)

    def _words(self, pen: Lettering, inner: pygame.Rect) -> None:
        palette, facts, visit = pen.kit.palette, self._play.level.facts, self._play.visit
        last = self.tries.get(visit.tries)
        rate, budget = (float(str(facts[name])) for name in ("rate", "budget"))
        words = f"{facts['task']}, {facts['loss']}, η = {rate:g}, {budget:,.0f} epochs"
        ink = palette.text
        if last and visit.stage is Stage.RESULT:
            ink = verdict_colour(pen, abs(last.said - last.found) <= WITHIN)
            words = f"From ±{last.second:g} you said {100 * last.said:g}%, counted are {last.found:.1%}."
        pen.write(words, (inner.x, inner.y + pen.kit.px(9)), 13, ink, "medium", room=inner.width)

    def _open(self, pen: Lettering, axes: PlotAxes) -> None:
        """The range whose share is asked for."""
        second, ink = self._play.level.facts["second"], pen.kit.palette.source
        if not isinstance(second, (int, float)):
            return
        at = math.log(second)
        axes.upright(at, ink)
        x, y = axes.at(at, 1.0)
        pen.write(f"±{second:g}: ?", (round(x) + pen.kit.px(6), round(y) + pen.kit.px(8)), 12, ink, "medium")
        if not self.tries:
            axes.beside(at, "a dot for each count")
        said = self._play.kind.values.get("named")
        if isinstance(said, (int, float)):
            axes.dot(at, said / 100, ink, hollow=True)

    def _tried(self, pen: Lettering, axes: PlotAxes, each: CountedTry) -> None:
        second, ink = math.log(each.second), verdict_colour(pen, abs(each.said - each.found) <= WITHIN)
        axes.dot(math.log(each.range), each.share, pen.kit.palette.activation)
        pygame.draw.line(pen.surface, ink, axes.at(second, each.said), axes.at(second, each.found), 1)
        axes.dot(second, each.said, ink, hollow=True)
        axes.dot(second, each.found, ink)

    def _numbers(self, pen: Lettering, axes: PlotAxes) -> None:
        """Which tries each dot is of."""
        found: dict[tuple[float, float], list[int]] = {}
        for number, each in self.tries.items():
            for place in ((each.range, each.share), (each.second, each.found)):
                found.setdefault(place, []).append(number)
        for (at, height), numbers in found.items():
            x, y = axes.at(math.log(at), height)
            lower = pen.kit.px(9 if height > LOW else -9)  # below it stand the numbers of the axis
            place = (round(x) + pen.kit.px(8), round(y) + lower)
            pen.write(", ".join(map(str, numbers)), place, 11, pen.kit.palette.text, "mono")

    def _curve(self, pen: Lettering, axes: PlotAxes) -> None:
        """What all ranges come to, and why."""
        level, palette = self._play.level, pen.kit.palette
        if not isinstance(level, DealtLevel) or not isinstance(level.table, StartsDeal):
            return
        recipe = level.table.recipe
        axes.curve([(math.log(each), share(recipe, each)) for each in RANGES], palette.muted)
        best = math.log(best_range(recipe))
        first, last = math.log(RANGES[0]), math.log(RANGES[-1])
        for at, height, words in (((2 * first + best) / 3, 0.8, "too slow"), ((best + 2 * last) / 3, 0.12, "stuck")):
            x, y = axes.at(at, height)
            pen.write(words, (round(x), round(y)), 12, palette.muted, "medium", anchor="center")


PICTURE = PictureEntry("starts_by_range", 7, StartsByRange, 230)
