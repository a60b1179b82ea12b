"""An output that is confidently wrong, what it hears under either loss, and how far a run with each comes."""

from __future__ import annotations

import msgspec
import pygame

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions.loud_delta import LossName, delta_under
from game.sim.level.start_table import with_settings
from game.sim.losses import losses
from game.sim.start import Start
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure
from game.ui.draw.palette import Colour, mix
from game.ui.lenses.lens import Canvas
from game.ui.lenses.plot import Plot
from game.ui.level.drawings import Drawing, Entry
from game.ui.level.drawings.drawing import verdict_colour

LOSSES: tuple[LossName, ...] = ("mse", "cross_entropy")
ANSWERS = {"mse": "mse", "cross_entropy": "ce"}
"""The question about δ under each loss."""
SOLVED = 0.4
LINE = 78
"""Design pixels: height of the output's line."""
BAR = 42
"""Design pixels: height of a bar."""
GAP = 10
"""Design pixels: gaps."""
HEARD = 0.3
"""The share of the telling after which both deltas stand there and the runs go on."""
FIRST_ROOM, LABEL = 24, 116


class TwoLossesDrawing(Drawing):
    """Both runs begin alike; the one that was chosen is drawn thick."""

    heading = "Confidently wrong"
    seconds = 6.0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        super().build(kit, rect)
        self._courses = {loss: self._course(loss) for loss in LOSSES} if self.uncovered else {}

    def _course(self, loss: LossName) -> list[float]:
        """The largest error at every epoch of a run with `loss`."""
        start: Start = self.boxes.own_start
        changed = msgspec.structs.replace(start, settings=with_settings(start.settings, {"loss": loss}))
        run = MeasuredRun(changed, self._play.level.epochs)
        run.extend(run.budget)
        return run.largest_errors(run.reached)

    def key(self) -> object:
        return (tuple(self.answer(name) for name in ("mse", "ce", "louder")), self.boxes.values.get("loss"))

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit = pen.kit
        self._output(pen, pygame.Rect(area.x, area.y, area.width, kit.px(LINE)))
        bars = pygame.Rect(area.x, area.y + kit.px(LINE + GAP), area.width, kit.px(2 * BAR + FIRST_ROOM))
        top = bars.bottom + kit.px(2 * GAP)
        chart = pygame.Rect(area.x, top, area.width, area.bottom - top)
        if not self.uncovered:
            self.cover(pen, bars, f"δ under either loss, covered until {self._play.level.button}")
            self.cover(pen, chart, f"how far a run with each comes, covered until {self._play.level.button}")
            return
        self._bars(pen, bars)
        self._chart(pen, chart)

    def _output(self, pen: Lettering, rect: pygame.Rect) -> None:
        """A line from 0 to 1 with output, target and the error between them."""
        kit, palette = pen.kit, pen.kit.palette
        trace = MeasuredRun(self.boxes.own_start, 0).batch(0).traces[0]
        a, y = float(trace.output[0]), float(trace.target[0])
        left, right, middle = rect.x + kit.px(20), rect.right - kit.px(20), rect.y + kit.px(46)
        pygame.draw.line(pen.surface, palette.line, (left, middle), (right, middle), max(1, kit.px(3)))

        def at(value: float) -> int:
            return left + round(value * (right - left))

        reach = mix(palette.panel, palette.negative, 0.7)
        pygame.draw.line(pen.surface, reach, (at(y), middle), (at(a), middle), max(2, kit.px(4)))
        pen.write("error", ((left + right) // 2, middle - kit.px(14)), 12, palette.negative, anchor="center")
        pygame.draw.line(
            pen.surface, palette.gradient, (at(y), middle - kit.px(10)), (at(y), middle + kit.px(10)), max(2, kit.px(4))
        )
        pygame.draw.aacircle(pen.surface, palette.activation, (at(a), middle), kit.px(9))
        for value, words, colour in (
            (y, f"target {y:g}", palette.gradient),
            (a, f"output {a:.4f}", palette.activation),
        ):
            anchor = "midleft" if value < 0.5 else "midright"
            x = left - kit.px(10) if value < 0.5 else right + kit.px(10)
            pen.write(words, (x, middle + kit.px(24)), 13, colour, "medium", anchor=anchor)

    def _bars(self, pen: Lettering, rect: pygame.Rect) -> None:
        """|δ| under each loss, on one scale; where the answers would end."""
        kit, palette = pen.kit, pen.kit.palette
        start = self.boxes.own_start
        grown = min(1.0, self.told / HEARD)
        marks = self.boxes.marks
        loud: dict[LossName, float] = {loss: delta_under(start, loss) for loss in LOSSES}
        for k, loss in enumerate(LOSSES):
            y = rect.y + k * kit.px(BAR) + kit.px(BAR) // 2
            pen.write(f"|δ|, {losses()[loss].label}", (rect.x, y), 12.5, palette.text, room=kit.px(LABEL))
            room = pygame.Rect(rect.x + kit.px(LABEL + 6), y - kit.px(9), 0, kit.px(18))
            room.width = rect.right - room.x - kit.px(70)
            pygame.draw.rect(pen.surface, palette.raised, room, border_radius=kit.px(4))
            width = max(2, round(room.width * min(1.0, abs(loud[loss])) * grown))
            pygame.draw.rect(
                pen.surface, palette.gradient, (room.x, room.y, width, room.height), border_radius=kit.px(4)
            )
            if grown >= 1.0:
                pen.write(figure(loud[loss]), (rect.right, y), 13, palette.gradient, "mono-medium", anchor="midright")
            answered = self.answer(ANSWERS[loss])
            if answered is not None:
                colour = verdict_colour(pen, marks.get(ANSWERS[loss]) if grown >= 1.0 else None)
                x = room.x + round(room.width * min(1.0, abs(answered)))
                line = ((x, room.y - kit.px(5)), (x, room.bottom + kit.px(5)))
                pygame.draw.line(pen.surface, colour, *line, max(2, kit.px(3)))
        if grown >= 1.0:
            times = abs(loud["cross_entropy"] / loud["mse"])
            words = f"{figure(times)} times louder with cross-entropy. A line across a bar is your answer."
            place = (rect.x, rect.y + 2 * kit.px(BAR) + kit.px(FIRST_ROOM) // 2)
            pen.write(words, place, 12, palette.muted, room=rect.width)

    def _chart(self, pen: Lettering, rect: pygame.Rect) -> None:
        """The largest error of both runs, epoch by epoch."""
        kit, palette = pen.kit, pen.kit.palette
        pen.write("largest error, epoch by epoch", (rect.x, rect.y + kit.px(8)), 12, palette.muted)
        inner = pygame.Rect(rect.x + kit.px(30), rect.y + kit.px(22), rect.width - kit.px(30), rect.height - kit.px(44))
        last = self._play.level.epochs
        plot = Plot(Canvas(kit, pen.surface, inner), inner, (0.0, float(last)), (0.0, 1.05))
        plot.ground()
        for value, words in ((SOLVED, f"{SOLVED:g}"), (1.0, "1")):
            x, y = plot.at(0.0, value)
            pygame.draw.line(pen.surface, palette.line, (x, y), plot.at(float(last), value))
            pen.write(words, (inner.x - kit.px(6), round(y)), 11, palette.muted, "mono", anchor="midright")
        for epoch in (0, last // 2, last):
            x, y = plot.at(float(epoch), 0.0)
            anchor = "midright" if epoch == last else "midleft" if epoch == 0 else "center"
            pen.write(f"{epoch}", (round(x), inner.bottom + kit.px(11)), 11, palette.muted, "mono", anchor=anchor)
        gone = max(0.0, (self.told - HEARD) / (1.0 - HEARD))
        shown = max(1, round(gone * last)) + 1
        chosen = self.boxes.values.get("loss", self.boxes.own_start.settings.loss)
        colours: dict[LossName, Colour] = {"mse": palette.negative, "cross_entropy": palette.positive}
        for loss, course in self._courses.items():
            points = [plot.at(float(k), error) for k, error in enumerate(course[:shown])]
            pygame.draw.lines(pen.surface, colours[loss], False, points, max(1, kit.px(4 if loss == chosen else 2)))
            name = losses()[loss].label + (" (yours)" if loss == chosen else "")
            x, y = points[-1]
            above = -1 if loss == "mse" else 1
            place = (min(round(x), inner.right) - kit.px(4), round(y) + above * kit.px(12))
            if place[0] - inner.x > kit.px(120):
                pen.write(name, place, 12, colours[loss], "medium", anchor="midright")


DRAWING = Entry("two_losses", 4, TwoLossesDrawing)
