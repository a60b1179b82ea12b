"""Hidden space: where the last hidden layer puts the samples, and the line that the output draws through them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim.activations import output_activations
from game.sim.lenses.plane import Span, contour
from game.sim.network import Array, Layers, neuron_label
from game.ui.draw.lettering import wrapped
from game.ui.lenses.chips import chip, next_pair
from game.ui.lenses.heat import LINE_WIDTH, draw_segments
from game.ui.lenses.lens import Canvas, Spot
from game.ui.lenses.plot import bounds
from game.ui.lenses.sample_dots import SampleDots
from game.ui.toolkit.panel import Message
from game.ui.view import View

HEAD = 22
"""Design pixels: height of the heading."""
GAP = 10
"""Design pixels: distance between two things."""
CHIP = 50
"""Design pixels: width of a neuron's chip."""
NAME = 84
"""Design pixels: width of the heading's words."""
NOTE_SIZE = 11
"""Design pixels: size of the note beside it."""
LEAST_NOTE = 70
"""Design pixels: the width below which there is no note."""
GRID = 33
"""Points along each side between which a line that bends is drawn."""
SMALLER = 0.85
"""How large samples are, compared with those on the map."""


class HiddenSpace:
    """`pair` are the neurons of the last hidden layer that stand across and up."""

    def __init__(self) -> None:
        self.pair = (0, 1)

    def paint(self, canvas: Canvas, view: View, output: int, *, explained: bool) -> list[Spot]:
        """Paint it with its heading in `canvas.area`; where it is `explained`, in words beside it."""
        layers, area = view.current.settings.layers, canvas.area
        across, up = self._known(layers[-2])
        head = canvas.px(HEAD)
        spots = self._heading(canvas, layers, (across, up))
        side = min(area.width, area.height - head)
        rect = pygame.Rect(area.x, area.y + head, side, side)
        points = view.current.batch.passes.a[-2][:, [across, up]]
        span = bounds(points)
        pygame.draw.rect(canvas.surface, canvas.palette.raised, rect)
        pygame.draw.rect(canvas.surface, canvas.palette.line, rect, 1)
        line = output_line(view, output, (across, up), span)
        if line is not None:
            canvas.surface.set_clip(rect)
            draw_segments(canvas.surface, rect, line, canvas.palette.activation, LINE_WIDTH * canvas.kit.scale)
            canvas.surface.set_clip(None)
        names = [neuron_label(layers, len(layers) - 2, k) for k in (across, up)]
        if explained:
            self._explain(canvas, rect, names)
        hint = f"Each sample by how active {names[0]} (across) and {names[1]} (up) are; on the line it answers 0.5."
        return [*spots, Spot(rect, hint), *self._samples(canvas, view, output, rect, points, span)]

    def _samples(
        self, canvas: Canvas, view: View, output: int, rect: pygame.Rect, points: Array, span: Span
    ) -> list[Spot]:
        (low, high), dots, spots = span, SampleDots(canvas, view, output), []
        for k, point in enumerate(points.tolist()):
            if np.isfinite(point).all():
                x, y = ((value - low) / (high - low) for value in point)
                place = rect.x + x * (rect.width - 1), rect.bottom - 1 - y * (rect.height - 1)
                spots.append(dots.at(k, place, SMALLER))
        return [spot for spot in spots if spot]

    def _known(self, units: int) -> tuple[int, int]:
        """The pair, as far as there are such neurons."""
        if max(self.pair) >= units:
            self.pair = (0, 1)
        return self.pair

    def _heading(self, canvas: Canvas, layers: Layers, pair: tuple[int, int]) -> list[Spot]:
        area, height, spots = canvas.area, canvas.px(HEAD - 4), []
        middle = area.y + height // 2
        room = canvas.px(NAME - 4)
        canvas.write("Hidden space", (area.x, middle), canvas.palette.text, style="medium", room=room)
        if layers[-2] <= 2:
            return []
        gap = canvas.px(4)
        width = min(canvas.px(CHIP), (area.width - canvas.px(NAME) - gap) // 2)
        for at, (unit, sign) in enumerate(zip(pair, ("→", "↑"), strict=True)):
            name = neuron_label(layers, len(layers) - 2, unit)
            rect = pygame.Rect(area.x + canvas.px(NAME) + at * (width + gap), area.y, width, height)
            chip(canvas, rect, f"{name} {sign}")
            side = "up" if at else "across"
            act = partial(self._turn, layers[-2], at)
            spots.append(Spot(rect, f"{name} is {side}: a click for the next neuron.", act))
        return spots

    def _turn(self, units: int, at: int, _across: float, _down: float) -> Sequence[Message]:
        self.pair = next_pair(self._known(units), at, units)
        return []

    def _explain(self, canvas: Canvas, rect: pygame.Rect, names: Sequence[str]) -> None:
        x, pitch = rect.right + canvas.px(GAP), canvas.px(16)
        room = canvas.area.right - x
        if room < canvas.px(LEAST_NOTE):
            return
        words = (
            f"{names[0]} across, {names[1]} up. The hidden layer moves the samples; the output draws one straight line."
        )
        for k, line in enumerate(wrapped(canvas.kit, words, NOTE_SIZE, room)[: rect.height // pitch]):
            canvas.write(line, (x, rect.y + pitch // 2 + k * pitch), canvas.palette.muted, size=NOTE_SIZE, room=room)


def output_line(view: View, output: int, pair: tuple[int, int], span: Span) -> Array | None:
    """Where the output answers 0.5 in hidden space, the other hidden neurons held where the shown sample has them:
    segments as in `contour`; None where no such line runs through the picture."""
    settings = view.current.settings
    used = output_activations()[settings.output]
    if used.mixes:
        return _mixed_line(view, output, pair, span)
    params, trace, (across, up) = view.current.params, view.trace, pair
    weights, bias = params.weights[-1][output], float(params.biases[-1][output])
    held = sum(float(weights[k] * trace.a[-2][k]) for k in range(len(weights)) if k not in (across, up))
    normal, offset = np.array([weights[across], weights[up]]), held + bias - used.undecided
    size = float(normal @ normal)
    if not (np.isfinite(size) and size > 0.0 and np.isfinite(offset)):
        return None
    low, high = span
    middle, reach = np.full(2, (low + high) / 2.0), 1.5 * (high - low)
    foot = middle - normal * ((normal @ middle + offset) / size)
    along = np.array([-normal[1], normal[0]]) / np.sqrt(size)
    ends = np.stack([foot - reach * along, foot + reach * along])
    if not np.isfinite(ends).all() or float(np.abs(foot - middle).max()) > reach:
        return None
    shares = (ends - low) / (high - low)
    return np.stack([shares[:, 0], 1.0 - shares[:, 1]], axis=1)[None]


def _mixed_line(view: View, output: int, pair: tuple[int, int], span: Span) -> Array | None:
    """That of an output whose answer depends on the others as well: where its z is the logarithm of the sum of their
    exponentials. Of two outputs it is straight, of more it bends."""
    params, places = view.current.params, np.linspace(*span, GRID)
    points = np.tile(np.asarray(view.trace.a[-2], dtype=np.float64), (GRID, GRID, 1))
    points[:, :, pair[0]], points[:, :, pair[1]] = places[None, :], places[::-1, None]
    with np.errstate(all="ignore"):
        z = points @ params.weights[-1].T + params.biases[-1]
        others = np.delete(z, output, axis=-1)
        most = others.max(axis=-1)
        lead = z[:, :, output] - most - np.log(np.exp(others - most[:, :, None]).sum(axis=-1))
    found = contour(lead, 0.0)
    return found if len(found) else None
