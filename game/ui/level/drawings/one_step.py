"""Nine arrows at once: after the try every weight and bias takes its step, the network answers anew as it does, and the
loss is drawn over the rate, from a short step to the large one."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pygame

from game.sim.backprop import run_batch
from game.sim.lenses.landscape import loss_at
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions.loss_falls import LossFalls, losses_at
from game.sim.network import Array, Edge, bias_edges, edges, params_from_flat
from game.sim.start import Start, params_of
from game.sim.trace import Trace
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.motion import smooth
from game.ui.draw.number_text import compact
from game.ui.draw.palette import Colour
from game.ui.lenses.lens import Canvas
from game.ui.lenses.plot import Plot
from game.ui.level.drawings import Entry
from game.ui.level.drawings.net_sketch import NetSketch
from game.ui.level.drawings.pointed_net import PointedNet

CHART = 210
"""Design pixels: the chart's height."""
HEAD = 44
"""Design pixels: the words above it."""
FOOT = 20
"""Design pixels: the numbers below it."""
PITCH = 230
"""Design pixels: how far neurons stand apart."""
BELOW = 44
"""Design pixels: what stands above and below a neuron."""
ARROWS = (0.03, 0.18)
"""From when to when the arrows grow, in shares of the telling."""
STEP = (0.2, 0.55)
"""From when to when all step."""
RATES = (0.6, 0.97)
"""From when to when the loss is drawn over the rate."""
POINTS = 121
"""Rates for which the loss is drawn."""
BEYOND = 1.06
"""How far the rates go, in shares of the large one."""
DECIMALS = 4
"""Decimals of a loss."""
WIDEST = 7
"""Characters of a loss at most."""
REACH = 22.0
"""Design pixels: half the length of the longest arrow."""
LEAST = 7.0
"""Design pixels: half the length of the shortest."""
HEADED = 5
"""Design pixels: size of an arrow's head."""
WAY = 0.4
"""The share of the way along a connection at which its weight stands: an arrow has room before it."""
DASH = 7
"""Design pixels of the line that says what the slope promises."""


class Stepped:
    """One step of everything from `start`, and the loss after it at every rate up to the `large` one."""

    def __init__(self, start: Start, large: float) -> None:
        self.start, self.large = start, large
        self.run = MeasuredRun(start, 1)
        self.run.extend(1)
        flat, dataset, settings = np.array(params_of(start)), start.dataset, start.settings
        layers = settings.layers
        batch = self.run.batch(0)
        everything = [*edges(layers), *bias_edges(layers)]
        self.steps = {edge: -settings.learning_rate * batch.mean_gradient(edge) for edge in everything}
        self.rate, self.before, self.after = settings.learning_rate, self.run.losses[0], self.run.losses[-1]
        self.squares = sum(batch.mean_gradient(edge) ** 2 for edge in everything)
        moved = (np.array(self.run.params(1).flat()) - flat) / self.rate
        self.rates: Array = np.linspace(0.0, BEYOND * large, POINTS)
        self.losses: Array = loss_at(layers, flat + np.outer(self.rates, moved), dataset, settings)
        self.far = losses_at(start, large)[1]

    def trace(self, share: float) -> Trace:
        """The network on the first sample, that share of the way along the step."""
        start = self.start
        flats = [np.array(self.run.params(epoch).flat()) for epoch in (0, 1)]
        params = params_from_flat(start.settings.layers, tuple(flats[0] + share * (flats[1] - flats[0])))
        return run_batch(params, start.dataset.inputs, start.dataset.targets, start.settings).traces[0]


class OneStepDrawing(PointedNet):
    """Directions are said by clicks or drawn arrows; the weight that is asked about has a frame of its own."""

    seconds = 8.0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        super().build(kit, rect)
        self.__dict__.pop("stepped", None)  # another deal, perhaps

    @cached_property
    def stepped(self) -> Stepped:
        """What the step comes to."""
        asked = next(each for each in self._play.level.questions if isinstance(each, LossFalls))
        return Stepped(self.boxes.start, float(asked.rate))

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit, layers = pen.kit, self.boxes.start.settings.layers
        chart = pygame.Rect(area.x, area.bottom - kit.px(CHART), area.width, kit.px(CHART))
        top = pygame.Rect(area.x, area.y, area.width, chart.y - area.y - kit.px(6))
        sketch = self._sketch = NetSketch(kit, top, layers, kit.px(BELOW), PITCH, biases=True, share=WAY)
        share = smooth(self.told, *STEP) if self.uncovered else 0.0
        trace = self.stepped.trace(share) if share else MeasuredRun(self.boxes.start, 0).batch(0).traces[0]
        halos = self.chosen_halos(pen) if not self.uncovered else {}
        sketch.draw(pen, trace, halos | self._framed(pen))
        if self.uncovered:
            self._arrows(pen, sketch)
            self._loss(pen, sketch, trace)
            self._chart(pen, chart)
        else:
            self.cover(pen, chart, f"the loss after the step, covered until {self._play.level.button}")
        self._marks(pen, sketch)

    def _framed(self, pen: Lettering) -> dict[Edge, tuple[Colour, float]]:
        """Around the weight whose new value is asked for."""
        layers = self.boxes.start.settings.layers
        asked = (question.edge_asked(layers) for question in self._play.level.questions)
        return {edge: (pen.kit.palette.source, 8.0) for edge in asked if edge}

    def _arrows(self, pen: Lettering, sketch: NetSketch) -> None:
        """At the left of each number, as long as the step, up or down."""
        kit, grown = pen.kit, smooth(self.told, *ARROWS)
        most = max(map(abs, self.stepped.steps.values())) or 1.0
        for edge, step in self.stepped.steps.items():
            if not step or not grown:
                continue
            reach = kit.px((LEAST + (REACH - LEAST) * abs(step) / most) * grown)
            pill, up = sketch.pill(edge), -1 if step > 0 else 1
            x, y, head = pill.x - kit.px(9), pill.centery, kit.px(HEADED)
            tip, colour = y + up * reach, pen.kit.palette.gradient
            pygame.draw.line(pen.surface, colour, (x, y - up * reach), (x, tip - up * head), max(2, kit.px(3)))
            wings = [(x - head, tip - up * head), (x + head, tip - up * head)]
            pygame.draw.polygon(pen.surface, colour, [(x, tip), *wings])

    def _loss(self, pen: Lettering, sketch: NetSketch, trace: Trace) -> None:
        """Of the network as it stands, above its target."""
        x, y = sketch.place(len(sketch.layers) - 1, 0)
        kit = pen.kit
        for k, text in enumerate(("loss", _spelt(trace.loss))):
            place = (x + sketch.radius + kit.px(10), y - kit.px(38 - 16 * k))
            pen.write(text, place, 13, kit.palette.text, "mono-medium" if k else "regular", room=kit.px(72))

    def _chart(self, pen: Lettering, rect: pygame.Rect) -> None:
        """The loss after one step over the rate; dashed, what the slope at the start promises."""
        kit, palette, seen = pen.kit, pen.kit.palette, self.stepped
        pen.write("loss after one step, by its rate", (rect.x, rect.y + kit.px(9)), 12.5, palette.muted)
        area = pygame.Rect(rect.x, rect.y + kit.px(HEAD), rect.width, rect.height - kit.px(HEAD + FOOT))
        high = 1.12 * max(seen.before, float(np.nanmax(seen.losses)))
        plot = Plot(Canvas(kit, pen.surface, area), area, (0.0, float(seen.rates[-1])), (0.0, high))
        plot.ground()
        left, right = (tuple(map(round, plot.at(x, seen.before))) for x in plot.x)
        pygame.draw.line(pen.surface, palette.muted, left, right)
        self._promise(pen, plot)
        grown = smooth(self.told, *RATES)
        shown = max(2, round(grown * POINTS))
        plot.curve(seen.rates[:shown], seen.losses[:shown], palette.text, 2.0)
        if self.told < STEP[1]:
            return
        near = f"{_spelt(seen.before)} → {_spelt(seen.after)} at rate {seen.rate:g}"
        plot.dot(0.0, seen.before, palette.activation, 4)
        plot.dot(seen.rate, seen.after, palette.gradient, 5)
        pen.write(near, (rect.x, rect.y + kit.px(29)), 13, palette.gradient, "medium", room=rect.width // 2)
        if seen.rates[shown - 1] >= seen.large:
            colour = palette.gradient if seen.far < seen.before else palette.negative
            plot.dot(seen.large, seen.far, colour, 5)
            words = f"{_spelt(seen.far)} at rate {seen.large:g}"
            place = (rect.right, rect.y + kit.px(29))
            pen.write(words, place, 13, colour, "medium", anchor="midright", room=rect.width // 2)
        for rate in (seen.rate, seen.large):
            x = round(plot.at(rate, 0.0)[0])
            place = (x, area.bottom + kit.px(10))
            pen.write(f"{rate:g}", place, 12, palette.muted, "mono", anchor="center")

    def _promise(self, pen: Lettering, plot: Plot) -> None:
        """From the loss there is downhill at the slope there, to where nothing would be left."""
        seen, kit = self.stepped, pen.kit
        start, end = plot.at(0.0, seen.before), plot.at(seen.before / seen.squares, 0.0)
        length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
        dashes = max(1, int(length / kit.px(DASH)))
        for k in range(0, dashes, 2):
            here, there = (pygame.Vector2(start).lerp(end, min(1.0, n / dashes)) for n in (k, k + 1))
            if there.x <= plot.rect.right:
                pygame.draw.line(pen.surface, kit.palette.gradient, here, there, max(1, kit.px(2)))


def _spelt(loss: float) -> str:
    """To four decimals; a loss that would be 0 by them with an exponent."""
    return compact(loss, WIDEST, decimals=DECIMALS)


DRAWING = Entry("one_step", 7, OneStepDrawing)
