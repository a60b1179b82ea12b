"""The valley of the loss over one weight: its shape, a flag where the weight is said to stand after one step; then the
trail of all steps on it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pygame

from game.sim.lenses.landscape import loss_at
from game.sim.level.actions import Answer
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.visit import Stage
from game.sim.network import Edge
from game.sim.start import params_of
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.motion import eased
from game.ui.draw.number_text import fixed, typed_beside
from game.ui.draw.palette import mix
from game.ui.lenses.lens import Canvas
from game.ui.lenses.plot import Plot
from game.ui.level.drawings import Drawing, Entry
from game.ui.level.drawings.drawing import verdict_colour
from game.ui.level.drawings.neuron_sketch import draw_neuron
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Message

REACH = 6.0
"""The weights that are shown reach so far to both sides of 0."""
POINTS = 241
HIGHER = 1.8
"""How many times as high as the walk the picture is: the walls of the valley go on beyond it."""
CURTAIN = 0.10
"""Share of the telling until the first step begins."""
FIRST = 0.32
"""Share of it until the first step is made."""
NEAR = 0.02
"""Part of the step by which a flag may be off."""
SKETCH = 108
"""Design pixels: height of the neuron."""
BARS = 84
"""Design pixels: height of the steps' lengths."""
WORDS = 44
"""Design pixels: height of the words below."""
AXIS = 22
"""Design pixels: height of the numbers at the axis."""
THE_WEIGHT = Edge(0, 0, 0)


class ValleyDrawing(Drawing):
    """A click on the ground plants the flag of the question "flag"."""

    heading = "The loss over the weight"
    seconds = 7.0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        super().build(kit, rect)
        self.plot: Plot | None = None
        start = self.boxes.own_start
        self._start, self._course = start, self._walked()
        weights = np.linspace(-REACH, REACH, POINTS)
        flats = np.tile(np.array(params_of(start)), (POINTS, 1))
        flats[:, 0] = weights
        self._weights = weights
        self._losses = loss_at(start.settings.layers, flats, start.dataset, start.settings)

    def _walked(self) -> tuple[float, ...]:
        """The weight after 0, 1, 2, ... steps; nothing before the try."""
        run = self.boxes.run
        return run.course(THE_WEIGHT, run.reached) if self.uncovered and run else ()

    def key(self) -> object:
        return self.answer("flag")

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
        if pressed and self.plot and self._play.visit.stage is Stage.READY:
            x, y = event.pos[0] - self._rect.x, event.pos[1] - self._rect.y
            if self.plot.rect.collidepoint(x, y):
                share = (x - self.plot.rect.x) / (self.plot.rect.width - 1)
                return [Do(Answer("flag", round((2.0 * share - 1.0) * REACH, 2)))]
        return super().commands_from(event)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit = pen.kit
        steps, way = self._progress()
        here = self._between(steps, way)
        self._neuron(pen, pygame.Rect(area.x, area.y, area.width, kit.px(SKETCH)), here)
        low = kit.px(AXIS + BARS + WORDS)
        rect = pygame.Rect(area.x, area.y + kit.px(SKETCH + 26), area.width, area.height - kit.px(SKETCH + 26) - low)
        top = HIGHER * max(self._loss(each) for each in (params_of(self._start)[0], *self._course))
        plot = self.plot = Plot(Canvas(kit, pen.surface, rect), rect, (-REACH, REACH), (0.0, top))
        plot.ground()
        self._axis(pen, plot)
        if self._play.visit.stage is Stage.PREDICTING:
            curtain = rect.inflate(-kit.px(2), 0)
            curtain.height -= kit.px(46)
            self.cover(pen, curtain, "the loss over w, covered until you have predicted")
            self._ball(pen, plot, here, 0.0)
        else:
            self._curve(pen, plot, steps, here)
        self._flag(pen, plot)
        below = pygame.Rect(area.x, rect.bottom + kit.px(AXIS), area.width, kit.px(BARS))
        self._bars(pen, below, steps)
        self._words(pen, pygame.Rect(area.x, below.bottom, area.width, kit.px(WORDS)))

    def _progress(self) -> tuple[int, float]:
        """Whole steps that are told, and how much of the next one; the first is slow, the others gather speed."""
        last = len(self._course) - 1
        if last < 1 or self.told <= CURTAIN:
            return 0, 0.0
        if self.told < FIRST:
            return 0, eased((self.told - CURTAIN) / (FIRST - CURTAIN))
        along = 1.0 + (last - 1) * ((self.told - FIRST) / (1.0 - FIRST)) ** 1.7
        return min(int(along), last), along - int(along) if along < last else 0.0

    def _between(self, steps: int, way: float) -> float:
        """Where the weight stands after `steps` steps and a share of the next."""
        if not self._course:
            return params_of(self._start)[0]
        after = self._course[min(steps + 1, len(self._course) - 1)]
        return self._course[steps] + (after - self._course[steps]) * way

    def _loss(self, weight: float) -> float:
        return float(np.interp(weight, self._weights, self._losses))

    def _neuron(self, pen: Lettering, rect: pygame.Rect, weight: float) -> None:
        start = self._start
        moved = msgspec.structs.replace(start, params=(weight, *params_of(start)[1:]))
        trace = MeasuredRun(moved, 0).batch(0).traces[0]
        source, output, target = float(trace.a[0][0]), float(trace.output[0]), float(trace.target[0])
        draw_neuron(pen, rect, source, weight, output, target)

    def _axis(self, pen: Lettering, plot: Plot) -> None:
        kit, palette = pen.kit, pen.kit.palette
        for weight in range(-round(REACH), round(REACH) + 1, 2):
            x, y = plot.at(weight, 0.0)
            pygame.draw.line(pen.surface, palette.line, (x, y), (x, y + kit.px(4)))
            text = f"{weight}".replace("-", "−")
            pen.write(text, (round(x), round(y) + kit.px(12)), 11, palette.muted, "mono", anchor="center")
        place = (plot.rect.right - kit.px(4), plot.rect.bottom - kit.px(10))
        pen.write("w", place, 12, palette.muted, "medium", anchor="midright")
        if self._play.visit.stage is not Stage.PREDICTING:
            place = (plot.rect.x + kit.px(6), plot.rect.y + kit.px(10))
            pen.write("loss", place, 12, palette.muted, "medium")

    def _curve(self, pen: Lettering, plot: Plot, steps: int, here: float) -> None:
        """The curve, by whose shape one can tell where steps are long; the trail on it, and the weight."""
        kit, palette = pen.kit, pen.kit.palette
        plot.curve(self._weights, self._losses, palette.muted, 2.0)
        for weight in self._course[: steps + 1]:
            plot.dot(weight, self._loss(weight), mix(palette.panel, palette.activation, 0.8), 3.2)
        longest = self._longest() if self._course else 0
        if steps > longest:
            ends = (self._course[longest], self._course[longest + 1])
            inside = (self._weights >= min(ends)) & (self._weights <= max(ends))
            points = np.concatenate([[min(ends)], self._weights[inside], [max(ends)]])
            heights = np.array([self._loss(float(each)) for each in points])
            plot.curve(points, heights, palette.gradient, 4.0)
        self._ball(pen, plot, here, self._loss(here))
        if steps >= 1 and len(self._course) > 1:
            x, y = plot.at(self._course[1], 0.0)
            pygame.draw.line(pen.surface, palette.gradient, (x, y - kit.px(10)), (x, y), max(2, kit.px(2)))

    def _longest(self) -> int:
        """The longest step, counted from 0."""
        return int(np.abs(np.diff(self._course)).argmax())

    @staticmethod
    def _ball(pen: Lettering, plot: Plot, weight: float, loss: float) -> None:
        plot.dot(weight, loss, pen.kit.palette.background, 9.0)
        plot.dot(weight, loss, pen.kit.palette.activation, 7.0)

    def _flag(self, pen: Lettering, plot: Plot) -> None:
        """Where it was planted; at the border with an arrow where it is beyond."""
        flag = self.answer("flag")
        if flag is None:
            return
        kit = pen.kit
        right = None
        if self.uncovered and self.told >= FIRST and len(self._course) > 1:
            step = abs(self._course[1] - self._course[0])
            right = abs(flag - self._course[1]) <= NEAR * step
        colour = verdict_colour(pen, right)
        inside = min(max(flag, -REACH), REACH)
        x, foot = (round(each) for each in plot.at(inside, 0.0))
        x = min(max(x, plot.rect.x + 1), plot.rect.right - 2)
        top = foot - kit.px(40)
        pygame.draw.line(pen.surface, colour, (x, foot), (x, top), max(2, kit.px(2)))
        side = -1 if x > plot.rect.centerx else 1
        cloth = [(x, top), (x + side * kit.px(20), top + kit.px(7)), (x, top + kit.px(14))]
        pygame.draw.polygon(pen.surface, colour, cloth)
        shown = typed_beside(flag, 4)
        text = shown if flag == inside else f"{shown} {'→' if flag > 0 else '←'}"
        width = kit.fonts.width(text, 12, "mono-medium")
        plate = pygame.Rect(0, 0, width + kit.px(8), kit.px(18))
        if side > 0:
            plate.midleft = (x + kit.px(22), top + kit.px(7))
        else:
            plate.midright = (x - kit.px(22), top + kit.px(7))
        pygame.draw.rect(pen.surface, kit.palette.panel, plate, border_radius=kit.px(4))
        pen.write(text, plate.center, 12, colour, "mono-medium", anchor="center")

    def _bars(self, pen: Lettering, rect: pygame.Rect, steps: int) -> None:
        """How long each step was, in their order."""
        kit, palette = pen.kit, pen.kit.palette
        count = self._play.level.epochs
        if not self._course:
            return
        ground = pygame.Rect(rect.x, rect.y + kit.px(20), rect.width, rect.height - kit.px(24))
        pen.write("length of each step, the first at the left", (rect.x, rect.y + kit.px(10)), 11, palette.muted)
        pygame.draw.line(pen.surface, palette.line, ground.bottomleft, ground.bottomright)
        lengths = np.abs(np.diff(self._course))
        pitch = ground.width / count
        for k in range(steps):
            height = max(1, round(float(lengths[k] / lengths.max()) * ground.height))
            bar = pygame.Rect(round(ground.x + k * pitch), ground.bottom - height, max(2, round(pitch) - 2), height)
            colour = palette.gradient if k == self._longest() else mix(palette.panel, palette.activation, 0.75)
            pygame.draw.rect(pen.surface, colour, bar)

    def _words(self, pen: Lettering, rect: pygame.Rect) -> None:
        """What there was to be seen, in numbers."""
        kit, palette = pen.kit, pen.kit.palette
        if self.told < 1.0 or len(self._course) < 2:
            return
        longest, course = self._longest(), self._course
        length = abs(course[longest + 1] - course[longest])
        first = abs(course[1] - course[0])
        last = fixed(course[-1], 4)
        lines = (
            f"Step 1 goes from {fixed(course[0], 4)} to {fixed(course[1], 4)}: {fixed(first, 4)} long.",
            f"The longest is step {longest + 1}: {fixed(length, 4)}. After {len(course) - 1}, w is {last}.",
        )
        for k, line in enumerate(lines):
            place = (rect.x, rect.y + kit.px(12 + 18 * k))
            pen.write(line, place, 13, palette.text if k else palette.muted, room=rect.width)


DRAWING = Entry("valley", 1, ValleyDrawing)
