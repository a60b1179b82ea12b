"""The map: what the network answers all over the plane of two inputs, what every hidden neuron makes of that plane, and
where the hidden layer puts the samples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import pygame

from game.sim.backprop import forward
from game.sim.lenses.plane import Plane, field, plane_of
from game.sim.network import Array, Layers, neuron_label
from game.ui.draw.lettering import wrapped
from game.ui.draw.number_text import figure
from game.ui.intents import PinSample
from game.ui.lenses.heat import LINE, activation_ends, draw_contour, draw_sample, heat_map
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.toolkit.panel import Message
from game.ui.view import View

GRID, SMALL_GRID = 64, 24
"""Points of the network's answer along each side of the large map; the small ones show every so-many-th of them."""
LINE_POINTS = 161
FEW = 4
"""Up to so many small maps stand in a narrow column beside a large map."""
COLUMN, WIDE_COLUMN = 84, 124
"""Design pixels: width of the column of a few small maps, and of many."""
HIDDEN_SIDE, HIDDEN_HEAD = 96, 20
"""Design pixels: least side of hidden space, height of its heading."""
GAP = 10
"""Design pixels between two pictures."""
DOT = 5.0
"""Design pixels: radius of a sample."""
MOST_SPOTS = 200
"""Up to so many samples, each can be hovered and clicked."""
SMALL = 0.45
"""How much smaller samples are where there are more."""
NOTE_SIZE = 11
"""Design size of the note beside hidden space."""
BOUNDARY = 0.5
"""The answer that parts the samples of target 0 from those of target 1."""

Unit = tuple[int, int]


class MapLens(Lens):
    """See the module. `enlarged` is the neuron whose map is shown large, as (layer from the inputs, unit); None for the
    output. `axes` are the two inputs, `pair` the two neurons of hidden space."""

    name, title, order = "map", "Map", 1
    about = "The answer over the whole plane of the inputs."

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.enlarged: Unit | None = None
        self._output = 0
        self.axes = (0, 1)
        self.pair = (0, 1)

    def says(self, view: View) -> str:
        layers = view.current.settings.layers
        if self.enlarged is not None and self._unit(view)[0] != len(layers) - 1:
            name = neuron_label(layers, *self._unit(view))
            return f"How active {name} is all over the plane: its line is where {name} is half-way. Click to go back."
        if layers[0] == 1:
            return "What the network answers for every input; the dots are the samples' targets."
        return "What the network answers all over the plane; on the line it answers 0.5. Drag a weight and watch."

    def watches(self, view: View) -> object:
        snapshot = view.current
        return (snapshot.batch, snapshot.settings, snapshot.targets, snapshot.inputs, self._sample(view), self.enlarged)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        snapshot, (layer, unit) = view.current, self._unit(view)
        layers = snapshot.settings.layers
        plane = plane_of(snapshot.inputs, self.axes, self._sample(view))
        values = field(snapshot.params, snapshot.settings, plane, LINE_POINTS if plane.up is None else GRID)
        if plane.up is None:
            return self._line(canvas, view, plane, values[layer - 1][unit, 0])
        places = _places(canvas, layers)
        spots = self._large(canvas, view, plane, values[layer - 1][unit], places.large)
        spots += self._small_maps(canvas, view, values, places.column)
        if places.hidden:
            heading = (places.hidden.x, places.hidden.y - canvas.px(HIDDEN_HEAD) // 2)
            canvas.write("Hidden space", heading, canvas.palette.text, style="medium")
            spots += self._hidden_space(canvas, view, places.hidden)
        return spots

    # -- the large map -----------------------------------------------------------------------------------------------

    def _large(self, canvas: Canvas, view: View, plane: Plane, values: Array, rect: pygame.Rect) -> list[Spot]:
        span = _span(values)
        canvas.surface.blit(heat_map(values, rect.size, span, activation_ends(canvas.palette)), rect)
        middle = BOUNDARY if self.enlarged is None else sum(span) / 2
        canvas.surface.set_clip(rect)
        draw_contour(canvas.surface, rect, values, middle, canvas.palette.text, LINE * canvas.kit.scale)
        canvas.surface.set_clip(None)
        spots = []
        if self.enlarged is not None:
            spots.append(Spot(rect, "Back to the first output's map.", partial(self._enlarge, None)))
        else:
            spots.append(Spot(rect, self._reads(view, plane)))
        return spots + self._samples(canvas, view, plane, rect)

    def _samples(self, canvas: Canvas, view: View, plane: Plane, rect: pygame.Rect) -> list[Spot]:
        spots, radius = [], DOT * canvas.kit.scale
        for k, (row, target) in enumerate(zip(view.current.inputs, self._targets(view), strict=True)):
            across, up = plane.place(row)
            place = (rect.x + across * (rect.width - 1), rect.bottom - 1 - up * (rect.height - 1))
            spots += self._sample_at(canvas, view, k, place, radius, target)
        return spots

    def _sample_at(
        self, canvas: Canvas, view: View, k: int, place: tuple[float, float], radius: float, target: float
    ) -> list[Spot]:
        """Draw a sample; where there are not too many, each explains itself and can be clicked."""
        many = len(view.current.inputs) > MOST_SPOTS
        lit = k == self._sample(view)
        size = radius * (SMALL if many else 1.0)
        draw_sample(canvas.surface, place, size, canvas.palette, full=target > BOUNDARY, lit=lit)
        return [] if many else [_sample_spot(view, k, place, radius, target)]

    def _targets(self, view: View) -> tuple[float, ...]:
        """What is asked of the output that is shown, for each sample."""
        outputs = view.current.settings.layers[-1]
        return view.current.targets[min(self._output, outputs - 1) :: outputs]

    def _reads(self, view: View, plane: Plane) -> str:
        names = [neuron_label(view.current.settings.layers, 0, k) for k in (plane.across, plane.up or 0)]
        x, y = plane.x, plane.y
        return (
            f"{names[0]} from {figure(x[0])} to {figure(x[1])} across, "
            f"{names[1]} from {figure(y[0])} to {figure(y[1])} up; amber is a large answer, "
            "full dots are samples whose target is above 0.5."
        )

    # -- what the hidden neurons see ---------------------------------------------------------------------------------

    def _small_maps(self, canvas: Canvas, view: View, fields: tuple[Array, ...], area: pygame.Rect) -> list[Spot]:
        """In `area`, layer by layer, as many as there is room for."""
        layers, spots = view.current.settings.layers, []
        units = small_units(layers)
        step = max(GRID // SMALL_GRID, 1)
        for unit, rect in zip(units, _tiles(area, len(units), canvas), strict=False):
            values = fields[unit[0] - 1][unit[1]]
            shown = heat_map(values[::step, ::step], rect.size, _span(values), activation_ends(canvas.palette))
            canvas.surface.blit(shown, rect)
            draw_contour(canvas.surface, rect, values[::step, ::step], sum(_span(values)) / 2, canvas.palette.text, 1)
            if unit == self.enlarged:
                pygame.draw.rect(canvas.surface, canvas.palette.text, rect, max(1, canvas.px(1.5)))
            name = neuron_label(layers, *unit)
            canvas.write(name, (rect.x, rect.y - canvas.px(7)), canvas.palette.muted, size=10.5)
            spots.append(
                Spot(rect, f"What {name} makes of the plane. Click to see it large.", partial(self._enlarge, unit))
            )
        return spots

    def _enlarge(self, unit: Unit | None, _across: float, _down: float) -> Sequence[Message]:
        self.enlarged = None if unit == self.enlarged else unit
        return []

    # -- hidden space ------------------------------------------------------------------------------------------------

    def _hidden_space(self, canvas: Canvas, view: View, rect: pygame.Rect) -> list[Spot]:
        """Where the last hidden layer puts the samples, two of its neurons across and up, and the line on which the
        output's z is 0."""
        palette, layers = canvas.palette, view.current.settings.layers
        across, up = (k if k < layers[-2] else 0 for k in self.pair)
        points = _hidden(view)[:, [across, up]]
        low, high = _bounds(points)
        pygame.draw.rect(canvas.surface, palette.raised, rect)
        pygame.draw.rect(canvas.surface, palette.line, rect, 1)

        def place(point: Sequence[float]) -> tuple[float, float]:
            share = [(value - low) / (high - low) for value in point]
            return rect.x + share[0] * (rect.width - 1), rect.bottom - 1 - share[1] * (rect.height - 1)

        grid = _output_line(view, self._output, (across, up), (low, high))
        if grid is not None:
            draw_contour(canvas.surface, rect, grid, 0.0, palette.activation, LINE * canvas.kit.scale)
        radius, spots = DOT * 0.85 * canvas.kit.scale, []
        for k, (point, target) in enumerate(zip(points.tolist(), self._targets(view), strict=True)):
            if np.isfinite(point).all():
                spots += self._sample_at(canvas, view, k, place(point), radius, target)
        names = [neuron_label(layers, len(layers) - 2, k) for k in (across, up)]
        if len(small_units(layers)) <= FEW:
            self._explain(canvas, rect, names)
        hint = f"Each sample by how active {names[0]} (across) and {names[1]} (up) are; on the line it answers 0.5."
        return [Spot(rect, hint), *spots]

    def _explain(self, canvas: Canvas, rect: pygame.Rect, names: Sequence[str]) -> None:
        """Beside hidden space, what it is."""
        x, pitch = rect.right + canvas.px(GAP), canvas.px(16)
        room = canvas.area.right - x
        words = (
            f"{names[0]} across, {names[1]} up. The hidden layer moves the samples; the output draws one straight line."
        )
        for k, line in enumerate(wrapped(canvas.kit, words, NOTE_SIZE, room)[: rect.height // pitch]):
            canvas.write(line, (x, rect.y + pitch // 2 + k * pitch), canvas.palette.muted, size=NOTE_SIZE, room=room)

    # -- one input ---------------------------------------------------------------------------------------------------

    def _line(self, canvas: Canvas, view: View, plane: Plane, values: Array) -> list[Spot]:
        """The answer as a curve over the only input, with the samples' targets as points."""
        palette = canvas.palette
        rect = pygame.Rect(canvas.area.x, canvas.area.y, canvas.area.width, min(canvas.area.width, canvas.area.height))
        pygame.draw.rect(canvas.surface, palette.raised, rect)
        targets = np.array(self._targets(view))
        low, high = _bounds(np.concatenate([values[np.isfinite(values)], targets])[:, None])

        def y(value: float) -> float:
            return rect.bottom - 1 - (value - low) / (high - low) * (rect.height - 1)

        xs = np.linspace(rect.x, rect.right - 1, len(values))
        points = [(float(x), y(float(value))) for x, value in zip(xs, values, strict=True) if np.isfinite(value)]
        canvas.surface.set_clip(rect)
        if len(points) > 1:
            for shift in range(max(1, round(LINE * canvas.kit.scale))):
                pygame.draw.aalines(canvas.surface, palette.activation, False, [(px, py + shift) for px, py in points])
        canvas.surface.set_clip(None)
        spots, radius = [Spot(rect, "The input across, the answer up; dots are targets.")], DOT * canvas.kit.scale
        for k, (row, target) in enumerate(zip(view.current.inputs, self._targets(view), strict=True)):
            place = (rect.x + plane.place(row)[0] * (rect.width - 1), y(target))
            spots += self._sample_at(canvas, view, k, place, radius, target)
        return spots

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _sample(self, view: View) -> int:
        return view.trace.sample

    def _unit(self, view: View) -> Unit:
        """The unit whose map is large; the output once the enlarged one is gone."""
        layers = view.current.settings.layers
        self._output = 0
        if self.enlarged and self.enlarged in small_units(layers):
            if self.enlarged[0] == len(layers) - 1:
                self._output = self.enlarged[1]
            return self.enlarged
        self.enlarged = None
        return (len(layers) - 1, 0)


def small_units(layers: Layers) -> list[Unit]:
    """The units that have a small map: the hidden ones, and the outputs where there are several."""
    hidden = [(layer, unit) for layer in range(1, len(layers) - 1) for unit in range(layers[layer])]
    outputs = [(len(layers) - 1, unit) for unit in range(layers[-1])]
    return hidden + (outputs if len(outputs) > 1 else [])


class Places(NamedTuple):
    """Where the large map stands, the column of small ones, and hidden space, if there is any."""

    large: pygame.Rect
    column: pygame.Rect
    hidden: pygame.Rect | None


def _places(canvas: Canvas, layers: Layers) -> Places:
    """A large map, at its right the small ones, below it hidden space; many small maps take the whole height."""
    area, gap, head = canvas.area, canvas.px(GAP), canvas.px(HIDDEN_HEAD)
    small, hidden = len(small_units(layers)), len(layers) > 2 and layers[-2] > 1
    beside = canvas.px(WIDE_COLUMN if small > FEW else COLUMN) + gap if small else 0
    below = canvas.px(HIDDEN_SIDE) + gap + head if hidden else 0
    side = min(area.width - beside, area.height - below)
    large = pygame.Rect(area.x, area.y, side, side)
    left = large.right + gap
    column = pygame.Rect(left, area.y, area.right - left, area.height if small > FEW else side)
    if not hidden:
        return Places(large, column, None)
    top = large.bottom + gap + head
    rest = area.bottom - top
    return Places(large, column, pygame.Rect(area.x, top, min(rest, area.width - beside), rest))


def _hidden(view: View) -> Array:
    """What the last hidden layer makes of each sample: samples × units."""
    snapshot = view.current
    with np.errstate(all="ignore"):
        return forward(snapshot.params, np.array(snapshot.inputs, dtype=np.float64), snapshot.settings).a[-2]


def _sample_spot(view: View, k: int, place: tuple[float, float], radius: float, target: float) -> Spot:
    side = max(12, round(2.6 * radius))
    rect = pygame.Rect(0, 0, side, side)
    rect.center = (round(place[0]), round(place[1]))
    inputs = " ".join(figure(value) for value in view.current.inputs[k])
    answers = ", ".join(figure(float(value)) for value in view.current.batch.traces[k].output)
    hint = f"Sample {k + 1}: {inputs} → {figure(target)}, answered {answers}."
    return Spot(rect, hint, partial(_pinned, k))


def _pinned(k: int, _across: float, _down: float) -> Sequence[Message]:
    return [PinSample(k)]


def _span(values: Array) -> tuple[float, float]:
    """0 to 1 where all values lie there, as those of a sigmoid; else from the least to the greatest."""
    known = values[np.isfinite(values)]
    if not len(known):
        return 0.0, 1.0
    low, high = min(0.0, float(known.min())), max(1.0, float(known.max()))
    return low, high


def _bounds(points: Array) -> tuple[float, float]:
    """One span for both axes: 0 to 1, or as far as the points go, with a margin."""
    known = points[np.isfinite(points).all(axis=1)]
    low = min(0.0, float(known.min())) if len(known) else 0.0
    high = max(1.0, float(known.max())) if len(known) else 1.0
    margin = 0.08 * (high - low)
    return low - margin, high + margin


def _output_line(view: View, output: int, pair: tuple[int, int], span: tuple[float, float]) -> Array | None:
    """The output's z over hidden space, the other hidden neurons held where the shown sample has them."""
    params, trace, (across, up) = view.current.params, view.trace, pair
    weights, bias = params.weights[-1][output], float(params.biases[-1][output])
    held = sum(float(weights[k] * trace.a[-2][k]) for k in range(len(weights)) if k not in (across, up))
    axis = np.linspace(*span, 48)
    with np.errstate(all="ignore"):
        grid = weights[across] * axis[None, :] + weights[up] * axis[::-1, None] + held + bias
    return grid if np.isfinite(grid).all() else None


def _tiles(area: pygame.Rect, count: int, canvas: Canvas) -> list[pygame.Rect]:
    """Squares for `count` small maps in `area`, in as few columns as make them fit; names stand above them."""
    if not count or area.width < canvas.px(24):
        return []
    head, gap = canvas.px(14), canvas.px(5)
    for columns in range(1, 9):
        side = (area.width - (columns - 1) * gap) // columns
        rows = -(-count // columns)
        if rows * (side + head + gap) <= area.height + gap or columns == 8:
            break
    found = []
    for k in range(count):
        column, row = k % columns, k // columns
        rect = pygame.Rect(area.x + column * (side + gap), area.y + head + row * (side + head + gap), side, side)
        if rect.bottom <= area.bottom:
            found.append(rect)
    return found


LENS = MapLens
