"""The map: what the network answers all over the plane of two inputs, what every hidden neuron makes of that plane, and
where the hidden layer puts the samples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim.lenses.plane import Plane, field, plane_of
from game.sim.network import Array, neuron_label
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
        self.axes = (0, 1)
        self.pair = (0, 1)

    def says(self, view: View) -> str:
        layers = view.current.settings.layers
        if self._unit(view)[0] != len(layers) - 1:
            name = neuron_label(layers, *self._unit(view))
            return f"How active {name} is all over the plane: its line is where {name} is half-way. Click to go back."
        if layers[0] == 1:
            return "What the network answers for every input; the dots are the samples' targets."
        return "What the network answers all over the plane; on the line it answers 0.5. Drag a weight and watch."

    def watches(self, view: View) -> object:
        snapshot = view.current
        return (snapshot.batch, snapshot.settings, snapshot.targets, snapshot.inputs, self._sample(view), self.enlarged)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        snapshot = view.current
        layers, sample = snapshot.settings.layers, self._sample(view)
        plane = plane_of(snapshot.inputs, self.axes, sample)
        if plane.up is None:
            values = field(snapshot.params, snapshot.settings, plane, LINE_POINTS)
            return self._line(canvas, view, plane, values[-1][0, 0])
        values = field(snapshot.params, snapshot.settings, plane, GRID)
        gap, head = canvas.px(GAP), canvas.px(HIDDEN_HEAD)
        hidden = len(layers) > 2
        many = sum(layers[1:-1]) > FEW
        wide = canvas.area.width - (canvas.px(WIDE_COLUMN if many else COLUMN) + gap if hidden else 0)
        high = canvas.area.height - (canvas.px(HIDDEN_SIDE) + gap + head if hidden and layers[-2] > 1 else 0)
        side = min(wide, high)
        large = pygame.Rect(canvas.area.x, canvas.area.y, side, side)
        layer, unit = self._unit(view)
        spots = self._large(canvas, view, plane, values[layer - 1][unit], large)
        column = pygame.Rect(large.right + gap, large.y, canvas.area.right - large.right - gap, large.height)
        column.height = canvas.area.height if many else large.height
        spots += self._small_maps(canvas, view, values, column)
        if hidden and layers[-2] > 1:
            top = large.bottom + gap
            canvas.write("Hidden space", (large.x, top + head // 2), canvas.palette.text, style="medium")
            rest = canvas.area.bottom - top - head
            spots += self._hidden_space(canvas, view, pygame.Rect(large.x, top + head, min(rest, wide), rest))
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
            spots.append(Spot(rect, "Back to the output's map.", partial(self._enlarge, None)))
        else:
            spots.append(Spot(rect, self._reads(view, plane)))
        return spots + self._samples(canvas, view, plane, rect)

    def _samples(self, canvas: Canvas, view: View, plane: Plane, rect: pygame.Rect) -> list[Spot]:
        spots, radius = [], DOT * canvas.kit.scale
        for k, (row, target) in enumerate(zip(view.current.inputs, view.current.targets, strict=True)):
            across, up = plane.place(row)
            place = (rect.x + across * (rect.width - 1), rect.bottom - 1 - up * (rect.height - 1))
            lit = k == self._sample(view)
            draw_sample(canvas.surface, place, radius, full=target > BOUNDARY, ring=canvas.palette.text, lit=lit)
            spots.append(_sample_spot(view, k, place, radius))
        return spots

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
        units = [(layer, unit) for layer in range(1, len(layers) - 1) for unit in range(layers[layer])]
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
        traces = view.current.batch.traces
        points = np.array([[trace.a[-2][across], trace.a[-2][up]] for trace in traces])
        low, high = _bounds(points)
        pygame.draw.rect(canvas.surface, palette.raised, rect)
        pygame.draw.rect(canvas.surface, palette.line, rect, 1)

        def place(point: Sequence[float]) -> tuple[float, float]:
            share = [(value - low) / (high - low) for value in point]
            return rect.x + share[0] * (rect.width - 1), rect.bottom - 1 - share[1] * (rect.height - 1)

        grid = _output_line(view, across, up, (low, high))
        if grid is not None:
            draw_contour(canvas.surface, rect, grid, 0.0, palette.activation, LINE * canvas.kit.scale)
        radius, spots = DOT * 0.85 * canvas.kit.scale, []
        for k, (point, target) in enumerate(zip(points.tolist(), view.current.targets, strict=True)):
            if np.isfinite(point).all():
                lit = k == self._sample(view)
                draw_sample(canvas.surface, place(point), radius, full=target > BOUNDARY, ring=palette.text, lit=lit)
                spots.append(_sample_spot(view, k, place(point), radius))
        names = [neuron_label(layers, len(layers) - 2, k) for k in (across, up)]
        if sum(layers[1:-1]) <= FEW:
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
        targets = np.array(view.current.targets)
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
        for k, (row, target) in enumerate(zip(view.current.inputs, view.current.targets, strict=True)):
            place = (rect.x + plane.place(row)[0] * (rect.width - 1), y(target))
            lit = k == self._sample(view)
            draw_sample(canvas.surface, place, radius, full=target > BOUNDARY, ring=palette.text, lit=lit)
            spots.append(_sample_spot(view, k, place, radius))
        return spots

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _sample(self, view: View) -> int:
        return view.trace.sample

    def _unit(self, view: View) -> Unit:
        """The unit whose map is large; the output once the enlarged one is gone."""
        layers = view.current.settings.layers
        if self.enlarged and self.enlarged[0] < len(layers) - 1 and self.enlarged[1] < layers[self.enlarged[0]]:
            return self.enlarged
        self.enlarged = None
        return (len(layers) - 1, 0)


def _sample_spot(view: View, k: int, place: tuple[float, float], radius: float) -> Spot:
    side = max(12, round(2.6 * radius))
    rect = pygame.Rect(0, 0, side, side)
    rect.center = (round(place[0]), round(place[1]))
    trace, snapshot = view.current.batch.traces[k], view.current
    inputs = " ".join(figure(value) for value in snapshot.inputs[k])
    hint = f"Sample {k + 1}: {inputs} → {figure(snapshot.targets[k])}, answered {figure(float(trace.output[0]))}."
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


def _output_line(view: View, across: int, up: int, span: tuple[float, float]) -> Array | None:
    """The output's z over hidden space, the other hidden neurons held where the shown sample has them."""
    params, trace = view.current.params, view.trace
    weights, bias = params.weights[-1][0], float(params.biases[-1][0])
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
