"""A weight to be nudged by hand, and a magnifying glass on the loss around it: what was read as dots, and between the
outermost of them how far the weight moved and how much the loss changed. The glass enlarges both alike, so that a steep
slope looks steep, whatever the nudge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pygame

from game.sim.lenses.landscape import loss_at
from game.sim.level.actions import Nudge
from game.sim.level.play.kinds.boxes import SeenLoss
from game.sim.level.play.visit import Stage
from game.sim.start import params_of
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN
from game.ui.lenses.lens import Canvas
from game.ui.lenses.plot import Plot
from game.ui.level.drawings import Drawing, Entry
from game.ui.level.drawings.drawing import DRAWING_TOP
from game.ui.level.drawings.neuron_sketch import draw_neuron
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.button import Button, ButtonWords
from game.ui.widgets.segmented import Segmented

SKETCH = 104
"""Design pixels: height of the neuron."""
ROW = 34
"""Design pixels: height of a row of buttons."""
GAP = 8
"""Design pixels: gaps."""
LOSS = 34
"""Design pixels: height of the line of the loss."""
AXIS = 24
"""Design pixels: height of the numbers at the axis."""
WIDE = 2.0
"""How many nudges the glass shows to both sides."""
STEEP = 0.3
"""How high it is for its width: the slope from corner to corner."""
POINTS = 161
MOST_DECIMALS = 6


class NudgesDrawing(Drawing):
    """The knob below the neuron is the only thing that moves it."""

    heading = "Push the weight, watch the loss"
    seconds = 1.6

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        super().build(kit, rect)
        margin, height = kit.px(MARGIN), kit.px(ROW)
        nudges = self.boxes.table.nudges
        self._by = getattr(self, "_by", nudges[len(nudges) // 2])
        y = rect.y + kit.px(DRAWING_TOP + SKETCH + GAP)
        area = pygame.Rect(rect.x + margin, y, rect.width - 2 * margin, height)
        half = (area.width - kit.px(GAP)) // 2
        options = [(f"{each:g}", f"{each:g}") for each in nudges]
        place = pygame.Rect(area.x, y, half, height)
        self.size = Segmented(kit, place, options, tip="How far one push moves the weight.")
        self.size.show(f"{self._by:g}")
        third = (area.right - area.x - half - 3 * kit.px(GAP)) // 3
        self.buttons: dict[str, Button] = {}
        for k, (name, words) in enumerate(BUTTONS.items()):
            x = area.x + half + kit.px(GAP) + k * (third + kit.px(GAP))
            self.buttons[name] = Button(kit, pygame.Rect(x, y, third, height), words.text, tip=words.tip)

    def kill(self) -> None:
        if self._kit:
            self.size.kill()
            for button in self.buttons.values():
                button.kill()
        super().kill()

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        chosen = self.size.changed(event)
        if chosen is not None:
            self._by = float(chosen)
        back = self.boxes.home.weight - self.boxes.here.weight
        moves = {"less": -self._by, "home": back, "more": self._by}
        pressed = [Do(Nudge(moves[name])) for name, button in self.buttons.items() if button.pressed(event)]
        return pressed or super().commands_from(event)

    def hints(self) -> Iterable[Hint]:
        yield from super().hints()
        yield from filter(None, (self.size.hint(), *(button.hint() for button in self.buttons.values())))

    def focusables(self) -> Sequence[Focusable]:
        free = [button for button in self.buttons.values() if button.enabled]
        return [*super().focusables(), self.size, *free]

    def update(self, now: float, *, still: bool) -> None:
        if self._kit:
            ready, away = self._play.visit.stage is Stage.READY, self.boxes.here.weight != self.boxes.home.weight
            for name, button in self.buttons.items():
                button.set_enabled(ready and (away or name != "home"))
        super().update(now, still=still)

    def key(self) -> object:
        kind = self.boxes
        name = f"{kind.net}_slope"
        return (kind.net, kind.here, tuple(kind.readings), self._by, kind.sheet.filled.get(name))

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit, palette, kind = pen.kit, pen.kit.palette, self.boxes
        here, data = kind.here, kind.start.dataset
        sketch = pygame.Rect(area.x, area.y, area.width, kit.px(SKETCH))
        draw_neuron(pen, sketch, data.inputs[0][0], here.weight, here.output, data.targets[0])
        y = area.y + kit.px(SKETCH + ROW + 2 * GAP)
        middle = y + kit.px(LOSS) // 2
        said = pen.write("loss", (area.x, middle), 14, palette.muted)
        pen.write(fixed(here.loss, MOST_DECIMALS), (said.right + kit.px(10), middle), 20, palette.text, "mono-medium")
        moved = here.weight - kind.home.weight
        words = "w stands where it stood" if moved == 0.0 else f"w nudged by {_number(moved, signed=True)}"
        pen.write(words, (area.right, middle), 13, palette.muted, anchor="midright")
        top = y + kit.px(LOSS + GAP)
        rect = pygame.Rect(area.x, top, area.width, area.bottom - top - kit.px(AXIS))
        self._glass(pen, rect)

    def _glass(self, pen: Lettering, rect: pygame.Rect) -> None:
        kit, palette, home = pen.kit, pen.kit.palette, self.boxes.home
        reach = WIDE * self._by
        high = reach * STEEP
        spans = (home.weight - reach, home.weight + reach), (home.loss - high, home.loss + high)
        plot = Plot(Canvas(kit, pen.surface, rect), rect, *spans)
        pygame.draw.rect(pen.surface, mix(palette.panel, palette.raised, 0.6), rect, border_radius=kit.px(4))
        for steps in (-1, 0, 1):
            x, y = plot.at(home.weight + steps * self._by, spans[1][0])
            pygame.draw.line(pen.surface, mix(palette.panel, palette.line, 0.9), (x, rect.y), (x, y))
            text = f"w = {_number(home.weight)}" if steps == 0 else f"{'+' if steps > 0 else '−'} {self._by:g}"
            pen.write(text, (round(x), rect.bottom + kit.px(12)), 12, palette.muted, anchor="center")
        if self.uncovered:
            self._truth(plot, spans)
            place = (rect.x + kit.px(8), rect.bottom - kit.px(14))
            said = pen.write("the slope", place, 12, palette.gradient)
            pen.write("your answer", (said.right + kit.px(14), place[1]), 12, palette.source)
        else:
            self._legs(pen, plot)
        for reading in self.boxes.readings:
            if self._in_sight(reading):
                here = reading == self.boxes.here
                plot.dot(reading.weight, reading.loss, palette.activation, 6.5 if here else 4.5, hollow=not here)

    def _in_sight(self, reading: SeenLoss) -> bool:
        """Whether the glass shows it."""
        home, reach = self.boxes.home, WIDE * self._by
        near = abs(reading.weight - home.weight) <= reach * 1.001
        return near and abs(reading.loss - home.loss) <= reach * STEEP

    def _legs(self, pen: Lettering, plot: Plot) -> None:
        """From the outermost reading at the left in sight to the one at the right: along, then up or down."""
        kit, palette = pen.kit, pen.kit.palette
        within = [each for each in self.boxes.readings if self._in_sight(each)]
        if len(within) < 2:
            words = "each push adds a reading here and at the right"
            pen.write(words, (plot.rect.centerx, plot.rect.bottom - kit.px(16)), 12.5, palette.muted, anchor="center")
            return
        one, other = within[0], within[-1]
        (x0, y0), (x1, y1) = plot.at(one.weight, one.loss), plot.at(other.weight, other.loss)
        pen.surface.set_clip(plot.rect)
        pygame.draw.line(pen.surface, mix(palette.panel, palette.text, 0.45), (x0, y0), (x1, y1), max(1, kit.px(2)))
        pygame.draw.line(pen.surface, palette.activation, (x0, y0), (x1, y0), max(1, kit.px(2)))
        pygame.draw.line(pen.surface, palette.gradient, (x1, y0), (x1, y1), max(2, kit.px(3)))
        below = 1 if y1 <= y0 else -1
        place = (round((x0 + x1) / 2), round(y0) + below * kit.px(12))
        pen.write("w moved", place, 12, palette.activation, anchor="center")
        change = (round(x1) + kit.px(8), round((y0 + y1) / 2))
        pen.write("loss changed", change, 12, palette.gradient, room=plot.rect.right - change[0] - kit.px(4))
        pen.surface.set_clip(None)

    def _truth(self, plot: Plot, spans: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """The loss itself, its slope where the weight stands, and the slope that was answered."""
        kind, palette = self.boxes, self._kit.palette if self._kit else None
        if palette is None:
            return
        (left, right), _ = spans
        weights = np.linspace(left, left + (right - left) * max(self.told, 0.02), POINTS)
        flats = np.tile(np.array(params_of(kind.start)), (POINTS, 1))
        flats[:, 0] = weights
        losses = loss_at(kind.start.settings.layers, flats, kind.start.dataset, kind.start.settings)
        plot.curve(weights, losses, palette.muted, 2.0)
        question = self._play.level.question(f"{kind.net}_slope")
        answered, home = kind.sheet.filled.get(f"{kind.net}_slope"), kind.home
        slopes = [(answered, palette.source)] if isinstance(answered, (int, float)) else []
        right_slope = question.right(kind.start) if question else None
        if isinstance(right_slope, (int, float)):
            slopes.append((right_slope, palette.gradient))
        for slope, colour in slopes:
            ends = np.array([left, right])
            plot.curve(ends, home.loss + slope * (ends - home.weight), colour, 2.0)


def _number(value: float, *, signed: bool = False) -> str:
    return f"{value:{'+' if signed else ''}.6g}".replace("-", "−")


BUTTONS = {
    "less": ButtonWords("− push", "Push the weight down by so much."),
    "home": ButtonWords("back to w", "Put the weight back where it stood."),
    "more": ButtonWords("+ push", "Push the weight up by so much."),
}


DRAWING = Entry("nudges", 0, NudgesDrawing)
