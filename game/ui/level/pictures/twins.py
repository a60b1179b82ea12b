"""Two hidden neurons that began as copies, side by side, and how far apart they are epoch by epoch; after the try each
given nudge too, and whether it came to what was said."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import pygame

from game.sim.level.deals.mirror_twins import EQUAL, LETTERS, SOLVES, GivenNudge, TwinsDeal, apart
from game.sim.level.level import DealtLevel
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.network import Params, parameter_count, params_from_flat
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure, fixed
from game.ui.draw.palette import Colour, mix
from game.ui.level.drawings.drawing import verdict_colour
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture, PlotAxes

GRAIN = 16
"""Epochs from one point of a course to the next."""
TABLE = 164
"""Design pixels: width of the table."""
LINE = 22
"""Design pixels: height of a line of words."""
LEFT = 72
"""Design pixels: room at the left of the plot."""
FOOT = 20
"""Design pixels: room below it."""
RIGHT = 26
"""Design pixels: room at its right."""
NONE = -7.0
"""Height of no difference at all, as a power of ten."""
LEAST = -5.4
"""Height of the least difference that is told from it."""
MOST = 1.5
"""Height of the largest."""
ERROR = 0.3


class Parting(NamedTuple):
    """`points`: epoch and distance; `solved`: the epoch at which every error was below 0.3."""

    points: tuple[tuple[int, float], ...]
    solved: int | None


class GrowingParting:
    """How far apart the twins are in `run`, which may still be under way."""

    def __init__(self, run: MeasuredRun) -> None:
        self.run = run
        self._points: list[tuple[int, float]] = []

    def up_to(self, epoch: int) -> Parting:
        """The course up to `epoch`, which must have been reached, or until the task was solved."""
        solved = self.run.first_below(ERROR)
        end = epoch if solved is None else min(solved, epoch)
        while len(self._points) * GRAIN <= end:
            self._points.append(self._point(len(self._points) * GRAIN))
        return Parting((*self._points[: end // GRAIN + 1], self._point(end)), solved if solved == end else None)

    def _point(self, epoch: int) -> tuple[int, float]:
        return epoch, apart(self.run.params(epoch))


class TwinsPicture(LevelPicture):
    """Distances are drawn by their powers of ten; none at all has a line of its own below them."""

    heading = "The twins"

    def __init__(self, play: LevelPlay) -> None:
        super().__init__(play)
        self._courses: dict[str, Parting] = {}
        self._of: object = None
        self._found_at: float | None = None
        self._own: GrowingParting | None = None

    @property
    def courses(self) -> dict[str, Parting]:
        """What each nudge came to, by its letter, as far as that has been found; nothing before the end of a try."""
        return self._courses if self._play.visit.stage is Stage.RESULT else {}

    def _find_next(self) -> None:
        """Find what the next nudge came to: all of them at once would hold a frame for the time of six."""
        visit = self._play.visit
        if visit.stage is not Stage.RESULT:
            return
        if (visit.number, visit.deals) != self._of:
            self._of, self._courses = (visit.number, visit.deals), {}
        for letter, nudge in self._nudges():
            if letter not in self._courses:
                budget = self._play.level.epochs
                run = MeasuredRun(nudge.start(self._play.level.own_start), budget)
                run.extend(budget)
                self._courses[letter] = GrowingParting(run).up_to(run.reached)
                return

    def _nudges(self) -> Iterable[tuple[str, GivenNudge]]:
        level = self._play.level
        if not isinstance(level, DealtLevel) or not isinstance(level.table, TwinsDeal):
            return ()
        return zip(LETTERS, level.table.nudges, strict=True)

    def _said_rightly(self, letter: str) -> bool:
        name = f"call_{letter.lower()}"
        return self._play.kind.values.get(name) == self._play.level.facts[name]

    def update(self, now: float, *, still: bool) -> None:
        if now != self._found_at:  # the frame in which it is built updates it twice
            self._found_at = now
            self._find_next()
        super().update(now, still=still)

    def state(self) -> object:
        visit, kind = self._play.visit, self._play.kind
        epoch = kind.evidence().epoch
        own = epoch // GRAIN if visit.stage is Stage.RUNNING else kind.simulation.cursor.params
        return visit.stage, visit.tries, visit.solved, own, len(self.courses)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit = pen.kit
        self._words(pen, inner)
        top = inner.y + kit.px(LINE)
        table = pygame.Rect(inner.x, top, kit.px(TABLE), inner.bottom - top)
        self._table(pen, table)
        plot = pygame.Rect(table.right + kit.px(LEFT), top + kit.px(10), 0, 0)
        plot.size = inner.right - plot.x - kit.px(RIGHT), inner.bottom - plot.y - kit.px(FOOT)
        axes = PlotAxes(pen, plot, (0.0, float(self._play.level.epochs)), (NONE - 0.6, MOST))
        for height, name in ((1.0, "10"), (-1.0, "0.1"), (-3.0, "0.001"), (-5.0, "0.00001"), (NONE, "exactly 0")):
            axes.level(height, name)
        for epoch in (0, self._play.level.epochs // 2, self._play.level.epochs):
            axes.mark(epoch, f"{epoch:,}")
        self._lines(pen, axes)

    def _table(self, pen: Lettering, area: pygame.Rect) -> None:
        """What each twin has; where they differ it stands out."""
        kit, palette = pen.kit, pen.kit.palette
        params = self._now()
        into, biases, out = params.weights[0], params.biases[0], params.weights[1][0]
        rows = [
            ("x₁ →", into[0][0], into[1][0]),
            ("x₂ →", into[0][1], into[1][1]),
            ("bias", biases[0], biases[1]),
            ("→ ŷ", out[0], out[1]),
        ]
        columns = (area.x + kit.px(98), area.x + kit.px(162))
        y, pitch = area.y + kit.px(10), min(kit.px(24), (area.height - kit.px(14)) // 6)
        for name, x in zip(("h₁", "h₂"), columns, strict=True):
            pen.write(name, (x, y), 14, palette.activation, "medium", anchor="midright")
        for name, *pair in rows:
            y += pitch
            pen.write(name, (area.x, y), 13, palette.muted)
            ink = palette.text if pair[0] == pair[1] else palette.source
            for value, x in zip(pair, columns, strict=True):
                pen.write(fixed(float(value), 3), (x, y), 13, ink, "mono", anchor="midright")
        y += pitch
        distance = apart(params)
        pen.write("apart", (area.x, y), 13, palette.muted)
        text = "exactly 0" if distance == 0.0 else figure(distance)
        ink = palette.text if distance == 0.0 else palette.source
        pen.write(text, (columns[1], y), 13, ink, "mono", anchor="midright")

    def _words(self, pen: Lettering, area: pygame.Rect) -> None:
        """What the plot shows; after a try the first nudge that did not come to what was said."""
        palette, nudges, courses = pen.kit.palette, list(self._nudges()), self.courses
        found = bool(courses) and len(courses) == len(nudges)
        wrong = next(((letter, nudge) for letter, nudge in nudges if not self._said_rightly(letter)), None)
        words, ink = "How far apart the twins are, by epoch", palette.muted
        if self._play.visit.solved:
            words = "What each nudge comes to, and one that is enough"
        elif found and wrong is None:
            words, ink = "All five came to what you said.", palette.gradient
        elif found and wrong:
            words, ink = f"{wrong[0]}: {_told(wrong[1], courses[wrong[0]])}", palette.negative
        pen.write(words, (area.x, area.y + pen.kit.px(9)), 13, ink, "medium", room=area.width)

    def _lines(self, pen: Lettering, axes: PlotAxes) -> None:
        palette, courses = pen.kit.palette, self.courses
        ends: list[tuple[float, float, str, Colour]] = []
        for letter, course in courses.items():
            ink = verdict_colour(pen, self._said_rightly(letter))
            self._line(axes, course, mix(palette.panel, ink, 0.8))
            epoch, distance = course.points[-1]
            ends.append((*axes.at(epoch, _height(distance)), letter, ink))
            if course.solved is not None:
                axes.dot(epoch, _height(distance), ink, 4.0)
        own = self._own_course()
        self._line(axes, own, palette.activation)
        epoch, distance = own.points[-1]
        axes.dot(epoch, _height(distance), palette.activation)
        x, y = axes.at(epoch, _height(distance))
        name = "yours" if own.solved is None else f"yours, {own.solved:,}"
        anchor = "midleft" if x < axes.rect.centerx else "midright"
        beside = pen.kit.px(9) * (1 if anchor == "midleft" else -1)
        below = pen.kit.px(11) if distance else -pen.kit.px(11)
        pen.write(name, (round(x) + beside, round(y) + below), 12, palette.activation, "medium", anchor=anchor)
        _letters(pen, ends)

    def _own_course(self) -> Parting:
        evidence = self._play.kind.evidence()
        if evidence.run is None:
            return Parting(((0, apart(self._now())),), None)
        if self._own is None or self._own.run is not evidence.run:
            self._own = GrowingParting(evidence.run)
        return self._own.up_to(evidence.epoch)

    def _now(self) -> Params:
        """What the network of the level has now."""
        simulation = self._play.kind.simulation
        layers = simulation.settings.layers
        return params_from_flat(layers, simulation.cursor.params[: parameter_count(layers)])

    def _line(self, axes: PlotAxes, course: Parting, ink: Colour) -> None:
        points = [(float(epoch), _height(distance)) for epoch, distance in course.points]
        if len(points) > 1:
            axes.curve(points, ink)


def _height(distance: float) -> float:
    return NONE if distance == 0.0 else min(MOST, max(LEAST, math.log10(distance)))


def _told(nudge: GivenNudge, course: Parting) -> str:
    epoch, distance = course.points[-1]
    if nudge.comes_to == EQUAL:
        return "both twins change alike, so they stay exactly 0 apart."
    if nudge.comes_to == SOLVES:
        return f"the twins part, and XOR is solved at epoch {epoch:,}."
    return f"only {figure(distance)} apart at epoch {epoch:,}: XOR is not solved."


def _letters(pen: Lettering, ends: Iterable[tuple[float, float, str, Colour]]) -> None:
    """A letter at the end of each line, none upon another."""
    taken: list[pygame.Rect] = []
    side = pen.kit.px(13)
    for x, y, letter, ink in sorted(ends):
        place = pygame.Rect(0, 0, side, side)
        place.center = round(x) + pen.kit.px(11), round(y)
        while place.collidelist(taken) >= 0:
            place.y -= side
        taken.append(place)
        pen.write(letter, place.center, 12, ink, "mono-medium", anchor="center")


PICTURE = PictureEntry("twins", 6, TwinsPicture, 220)
