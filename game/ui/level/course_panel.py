"""Stands in the place of the network while a wrong prediction is answered: how it really comes out, running against
what was predicted."""

from __future__ import annotations

import math

import pygame

from game.sim.level.level import Choice, Level
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.seen_course import Bar, CourseLine, SeenCourse
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import LARGEST_FIXED, SMALLEST_FIXED, figure
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import MARGIN
from game.ui.level.background import Background
from game.ui.level.drawings.drawing import Drawing
from game.ui.level.pictures.level_picture import PlotAxes
from game.ui.level.text_block import write_block

LEFT = 56
"""Design pixels: room at the left of a plot."""
RIGHT = 14
"""Design pixels: room at the right of a plot."""
HEAD = 26
"""Design pixels: room above it."""
FOOT = 40
"""Design pixels: room below it."""
ROW = 84
"""Design pixels: the highest row of a bar."""
BAR = 34
"""Design pixels: the thickest bar."""
WORDS = 13
"""Design pixels: size of text."""
SMALL = 12
"""Design pixels: size of small text."""
ROOM = 1.08
"""How much higher an axis is than what stands on it."""
PREDICTED = "predicted"
COMPUTING = "The simulation is still computing…"
OVER = 0.2
"""The room below 0, as a share of what is above, of a prediction that knows no end there."""
NAMES = 0.36
"""The share of the width that names of bars take at most."""

Band = tuple[float, float]


class CoursePanel(Drawing):
    """What the prediction in `play` comes to; computed beside the window when it is asked for."""

    heading = "What comes, and what was predicted"
    seconds = 3.0

    def __init__(self, play: LevelPlay) -> None:
        super().__init__(play)
        self._about: Level | None = None
        self._work: Background[SeenCourse] | None = None

    @property
    def course(self) -> SeenCourse | None:
        """What is drawn, as soon as it is known. Raises what made it fail."""
        level = self._play.level
        if self._work is None or self._about is not level:
            self.leave()
            self._about, self._work = level, Background(lambda rest: [level.prediction.computed.course(level, rest)])
        return self._work.found[0] if self._work.found else None

    def wait(self) -> None:
        """Until it is computed."""
        if self.course is None and self._work:
            self._work.wait()

    def leave(self) -> None:
        """Stop computing."""
        if self._work and self._work.running:
            self._work.cancel()
            self._work = None

    def kill(self) -> None:
        """Taken away, it is computed for nobody; put elsewhere, it goes on."""
        super().kill()
        if not self._play.foreseen:
            self.leave()

    @property
    def _choice(self) -> Choice:
        made = self._play.visit.prediction
        assert made is not None
        return self._play.level.prediction.choices[made]

    def update(self, now: float, *, still: bool) -> None:
        if self._play.foreseen and self.course is None:
            self.begin_again()
        super().update(now, still=still)

    def key(self) -> object:
        return self._play.foreseen and self.course

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        course, palette = self.course if self._play.foreseen else None, pen.kit.palette
        if course is None:
            pen.write(COMPUTING, area.center, WORDS, palette.muted, anchor="center")
            return
        y = write_block(pen, f"{course.heading}.", area, WORDS, palette.text, "medium")
        y = write_block(pen, f"Predicted: {self._choice.text}", area.move(0, y - area.y), WORDS, palette.source)
        rest = pygame.Rect(area.x, y + pen.kit.px(8), area.width, area.bottom - y - pen.kit.px(8))
        if course.moved:
            self._moved(pen, rest, course)
        elif course.lines:
            self._lines(pen, rest, course)
        else:
            self._bars(pen, rest, course)

    def _band(self, course: SeenCourse) -> Band | None:
        """From where to where a predicted number lies on its axis; endless where the choice is."""
        choice, unit = self._choice, course.unit
        if not course.said or isinstance(choice.exactly, str):
            return None
        if choice.exactly is not None:
            return choice.exactly * unit, choice.exactly * unit
        low = -math.inf if choice.first is None else choice.first * unit
        return low, math.inf if choice.below is None else choice.below * unit

    # -- bars --------------------------------------------------------------------------------------------------------

    def _bars(self, pen: Lettering, area: pygame.Rect, course: SeenCourse) -> None:
        """One below the other; what was predicted is outlined, what came is full."""
        kit, prediction = pen.kit, self._play.level.prediction
        right = prediction.choices[prediction.answer]
        row = max(1, min(kit.px(ROW), area.height // len(course.bars)))
        names = max(kit.fonts.width(bar.name, SMALL) for bar in course.bars)
        names = min(round(area.width * NAMES), names + kit.px(10))
        plot = pygame.Rect(area.x + names, area.y, area.width - names - kit.px(LEFT + 6), row * len(course.bars))
        lengths, zero = _lengths(course, self._band(course))
        self._said_across(pen, plot, course)
        for k, bar in enumerate(course.bars):
            said = any(self._choice.fits(answer) for answer in bar.answers)
            came = any(right.fits(answer) for answer in bar.answers)
            line = pygame.Rect(plot.x, plot.y + k * row, plot.width, row)
            self._bar(pen, line, bar, (zero, lengths[k]), said=said, came=came)

    def _said_across(self, pen: Lettering, plot: pygame.Rect, course: SeenCourse) -> None:
        """Where the predicted number lies along the bars."""
        band = self._band(course)
        if band is None:
            return
        low, high = _ends(course, band)
        shares = [min(1.0, max(0.0, (end - low) / (high - low))) for end in band]
        left, right = (plot.x + round(share * plot.width) for share in shares)
        ground = mix(pen.kit.palette.panel, pen.kit.palette.source, 0.25)
        pygame.draw.rect(pen.surface, ground, (left, plot.y, max(pen.kit.px(2), right - left), plot.height))

    def _bar(
        self, pen: Lettering, line: pygame.Rect, bar: Bar, span: tuple[float, float], *, said: bool, came: bool
    ) -> None:
        kit, palette = pen.kit, pen.kit.palette
        thick = max(kit.px(2), min(kit.px(BAR), line.height - kit.px(10)))
        begin, end = (
            line.x + round(share * line.width) for share in (span[0], span[0] + self.told * (span[1] - span[0]))
        )
        place = pygame.Rect(min(begin, end), 0, max(kit.px(2), abs(end - begin)), thick)
        place.centery = line.centery
        pygame.draw.rect(pen.surface, palette.gradient if came else palette.activation, place, border_radius=kit.px(3))
        ink = palette.source if said else palette.gradient if came else palette.text
        if said:
            frame = pygame.Rect(line.x, 0, line.width, thick + kit.px(6))
            frame.centery = line.centery
            pygame.draw.rect(pen.surface, palette.source, frame, max(1, kit.px(1.5)), border_radius=kit.px(4))
        gap = kit.px(8)
        at, room = (line.x - gap, line.centery), line.x - gap - kit.px(MARGIN)
        pen.write(bar.name, at, SMALL, ink, anchor="midright", room=room)
        if self.told >= 1.0:
            pen.write(_number(bar.value), (line.right + gap, line.centery), SMALL, ink, "mono", room=kit.px(LEFT))

    # -- lines -------------------------------------------------------------------------------------------------------

    def _lines(self, pen: Lettering, area: pygame.Rect, course: SeenCourse) -> None:
        """As far as they have come; what was predicted is a band."""
        kit, palette = pen.kit, pen.kit.palette
        plot = pygame.Rect(area.x + kit.px(LEFT), area.y + kit.px(HEAD), 0, 0)
        plot.size = area.right - kit.px(RIGHT) - plot.x, area.bottom - kit.px(FOOT) - plot.y
        band = self._band(course)
        across = _reach([x for line in course.lines for x, _ in line.points], band if course.said == "across" else None)
        up = _reach([y for line in course.lines for _, y in line.points], band if course.said == "up" else None)
        if course.percent:
            up = (0.0, 1.0)
        axes = PlotAxes(pen, plot, across, up)
        top = up[1] if course.percent else up[1] / ROOM
        for height in (0.0, top / 2, top):
            axes.level(height, f"{height:.0%}" if course.percent else _number(height))
        if band:
            self._band_drawn(pen, axes, band, course)
        place = (plot.x, plot.bottom + kit.px(30))
        for k, line in enumerate(course.lines):
            colour = palette.activation if k == len(course.lines) - 1 or not line.name else palette.muted
            self._line(pen, axes, line, across, colour)
            room = plot.right - place[0]
            place = pen.write(line.name, place, SMALL, colour, "medium", room=room).move(kit.px(18), 0).midright
        axes.mark(0.0, "0")
        axes.mark(across[1] / ROOM, _number(across[1] / ROOM))
        place = (plot.centerx, plot.bottom + kit.px(11))
        pen.write(course.across, place, SMALL, palette.muted, anchor="center", room=plot.width)

    def _band_drawn(self, pen: Lettering, axes: PlotAxes, band: Band, course: SeenCourse) -> None:
        kit, ink, big = pen.kit, pen.kit.palette.source, 1e300
        low, high = max(-big, band[0]), min(big, band[1])
        upright = course.said == "across"
        (x0, y0), (x1, y1) = (
            (axes.at(low, -big), axes.at(high, big)) if upright else (axes.at(-big, low), axes.at(big, high))
        )
        place = pygame.Rect(round(x0), round(y1), max(kit.px(2), round(x1 - x0)), max(kit.px(2), round(y0 - y1)))
        ground = pygame.Surface(place.size, pygame.SRCALPHA)
        ground.fill((*ink[:3], 70 if min(place.size) > kit.px(2) else 255))
        pen.surface.blit(ground, place)
        y = max(axes.rect.y + kit.px(10), min(axes.rect.bottom - kit.px(10), place.y - kit.px(9)))
        begin = min(place.x, axes.rect.right - kit.fonts.width(PREDICTED, SMALL, "medium"))
        at, anchor = ((begin, axes.rect.y - kit.px(9)), "midleft") if upright else ((place.right, y), "midright")
        pen.write(PREDICTED, at, SMALL, ink, "medium", anchor=anchor)

    def _line(self, pen: Lettering, axes: PlotAxes, line: CourseLine, across: Band, colour: Colour) -> None:
        until = across[0] + self.told * (across[1] - across[0])
        points = [point for point in line.points if point[0] <= until]
        if len(points) > 1:
            axes.curve(points, colour)
        if not points:
            return
        axes.dot(*points[-1], colour, 4.0)

    # -- points that move --------------------------------------------------------------------------------------------

    def _moved(self, pen: Lettering, area: pygame.Rect, course: SeenCourse) -> None:
        """On their way from where they were to where they come to lie."""
        kit, palette = pen.kit, pen.kit.palette
        side = min(area.width, area.height) - kit.px(20)
        square = pygame.Rect(0, 0, side, side)
        square.center = area.center
        pygame.draw.rect(pen.surface, mix(palette.panel, palette.background, 0.6), square)
        pygame.draw.rect(pen.surface, palette.line, square, 1)
        axes = PlotAxes(pen, square.inflate(-kit.px(24), -kit.px(24)), (0.0, 1.0), (0.0, 1.0))
        for point in course.moved:
            here = [a + self.told * (b - a) for a, b in zip(point.start, point.end, strict=True)]
            pygame.draw.aaline(
                pen.surface, mix(palette.panel, palette.line, 0.8), axes.at(*point.start), axes.at(*here)
            )
        for point in course.moved:
            x, y = (a + self.told * (b - a) for a, b in zip(point.start, point.end, strict=True))
            axes.dot(x, y, palette.background if not point.full else palette.text, 9.0)
            axes.dot(x, y, palette.text, 9.0, hollow=True)


def _ends(course: SeenCourse, band: Band | None) -> Band:
    """From where to where the axis of bars goes: 0 and all values, and the finite ends of what was predicted."""
    ends = [end for end in band or () if math.isfinite(end)]
    values = [0.0, *(bar.value for bar in course.bars), *ends]
    high = max(values) or 1.0
    beyond = band is not None and band[0] == -math.inf  # an endless one has some room of its own
    return min(*values, -OVER * high if beyond else 0.0), high


def _lengths(course: SeenCourse, band: Band | None) -> tuple[list[float], float]:
    """Where each bar ends on its axis, as a share, and where all begin."""
    if course.power:
        sizes = [math.log10(bar.value) for bar in course.bars if bar.value > 0.0]
        low, high = min(sizes, default=0.0) - 1.0, max(sizes, default=0.0)
        return [(math.log10(bar.value) - low) / (high - low) if bar.value > 0.0 else 0.0 for bar in course.bars], 0.0
    low, high = _ends(course, band)
    return [(bar.value - low) / (high - low) for bar in course.bars], -low / (high - low)


def _reach(values: list[float], band: Band | None) -> Band:
    """From where to where an axis goes; a predicted band is in it, an endless one with some of its room."""
    ends = [end for end in band or () if math.isfinite(end)]
    low, high = min(*values, *ends, 0.0), max([*values, *ends])
    return low, low + (high - low) * ROOM


def _number(value: float) -> str:
    if value and not SMALLEST_FIXED <= abs(value) < LARGEST_FIXED:
        return figure(value)
    text = f"{value:,.0f}" if abs(value) >= 999.5 or value == int(value) else f"{value:.3g}"  # 1,000, not 1e+03
    return text.replace("-", "−")
