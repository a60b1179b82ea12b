"""The samples of the data in a lens's picture, each explaining itself where there are not too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pygame

from game.ui.draw.curve import Point
from game.ui.draw.number_text import figure
from game.ui.intents import PinSample
from game.ui.lenses.heat import draw_sample
from game.ui.lenses.lens import Canvas, Spot
from game.ui.lenses.sample_tools import SampleTools, Sheet
from game.ui.toolkit.panel import Message
from game.ui.view import View

DOT = 5.0
"""Design pixels: radius of a sample."""
MOST_SPOTS = 200
"""Up to so many samples, each can be hovered and clicked."""
SMALL = 0.5
"""How much smaller samples are where there are more."""
LEAST = 2.2
"""The pixels below which a radius does not go."""
BOUNDARY = 0.5
"""The answer that parts the samples of target 0 from those of target 1."""


class SampleDots:
    """The samples of `view` with their targets for one `output`."""

    def __init__(self, canvas: Canvas, view: View, output: int) -> None:
        self._canvas, self._view = canvas, view
        self.targets = view.current.targets[output :: view.current.settings.layers[-1]]
        self.many = len(view.current.inputs) > MOST_SPOTS
        self._radius = DOT * canvas.kit.scale * (SMALL if self.many else 1.0)

    def on_sheet(self, sheet: Sheet, tools: SampleTools) -> Iterator[Spot]:
        """Paint them where they stand on `sheet`, the one in the hand of `tools` where that is; their spots."""
        held = tools.held
        for k, (row, target) in enumerate(zip(self._view.current.inputs, self.targets, strict=True)):
            if held and held.sample == k:
                row, target = held.inputs, held.targets[sheet.output]
            spot = self.at(k, sheet.place(row, target))
            if spot:
                yield tools.on_sample(self._view, sheet, k, spot)

    def at(self, k: int, place: Point, share: float = 1.0) -> Spot | None:
        """Paint sample `k` at `place`, its dot `share` of the usual size; its spot, where there are not too many."""
        lit, radius = k == self._view.trace.sample, max(LEAST, self._radius * share)
        palette, full = self._canvas.palette, self.targets[k] > BOUNDARY
        draw_sample(self._canvas.surface, place, radius, palette, full=full, lit=lit)
        if self.many:
            return None
        side = max(12, round(2.6 * radius))
        rect = pygame.Rect(0, 0, side, side)
        rect.center = (round(place[0]), round(place[1]))
        return Spot(rect, partial(self._tells, k), partial(_pinned, k))

    def _tells(self, k: int) -> str:
        snapshot = self._view.current
        inputs = " ".join(map(figure, snapshot.inputs[k]))
        answers = ", ".join(figure(float(value)) for value in snapshot.batch.traces[k].output)
        return f"Sample {k + 1}: {inputs} → {figure(self.targets[k])}, answered {answers}."


def _pinned(k: int, _across: float, _down: float) -> Sequence[Message]:
    return [PinSample(k)]
