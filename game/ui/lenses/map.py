"""The map: what the network answers all over the plane of two inputs, what every hidden neuron makes of that plane, and
where the hidden layer puts the samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import pygame

from game.sim.lenses.plane import Plane, Span, contours, field, plane_of
from game.sim.network import Array, Layers, neuron_label
from game.ui.draw.number_text import figure
from game.ui.lenses.chips import ROW, chip_row, next_pair
from game.ui.lenses.heat import LINE_WIDTH, activation_ends, draw_contour, draw_segments, heat_map, heat_maps
from game.ui.lenses.hidden_space import HEAD, HiddenSpace
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.lenses.plot import Plot, bounds
from game.ui.lenses.sample_dots import BOUNDARY, SampleDots
from game.ui.lenses.sample_tools import SampleTools, Sheet
from game.ui.toolkit.panel import Message
from game.ui.view import View

GRID = 64
"""Points of the network's answer along each side of the large map."""
COARSE_GRID = 48
"""Points along each side where there are many small maps."""
MANY = 16
"""More small maps than so many are many."""
SMALL_GRID = 24
"""Small maps show every so-many-th of these points, and at least so many along each side."""
LINE_POINTS = 161
FEW = 4
"""Up to so many small maps stand in a narrow column beside a large map."""
COLUMN = 84
"""Design pixels: width of the column of a few small maps."""
WIDE_COLUMN = 124
"""Design pixels: width of the column of many."""
HIDDEN_SIDE = 96
"""Design pixels: least side of hidden space."""
LEAST_ROOM = 260
"""Design pixels of height below which there is no hidden space."""
GAP = 10
"""Design pixels between two pictures."""

Unit = tuple[int, int]


class MapLens(Lens):
    """See the module. `enlarged` is the neuron whose map is shown large, as (layer from the inputs, unit); None for the
    output. `axes` are the two inputs."""

    name, title, order = "map", "Map", 1
    about = "The answer over the whole plane of the inputs."
    tells = frozenset({"output"})

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.enlarged: Unit | None = None
        self.axes = (0, 1)
        self.space = HiddenSpace()
        self.tools = SampleTools()

    def says(self, view: View) -> str:
        layers = view.current.settings.layers
        doing = self.tools.says(view)
        if doing:
            return doing
        unit = self._unit(view)
        name = neuron_label(layers, *unit)
        if unit[0] != len(layers) - 1:
            if layers[0] == 1:
                return f"How active {name} is for every input; the dots are the samples' targets. Click to go back."
            return f"How active {name} is all over the plane: its line is where {name} is half-way. Click to go back."
        answering = "the network" if layers[-1] == 1 else name
        if layers[0] == 1:
            return f"What {answering} answers for every input; the dots are the samples' targets."
        return f"What {answering} answers all over the plane; on the line it answers 0.5. Drag a weight and watch."

    def watches(self, view: View) -> object:
        snapshot = view.current
        chosen = (self.enlarged, self.axes, self.space.pair, self.tools.look)
        return (snapshot.batch, snapshot.settings, snapshot.targets, snapshot.inputs, view.trace.sample, chosen)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        snapshot, unit = view.current, self._unit(view)
        layers, held = snapshot.settings.layers, self.tools.held
        plane = held.sheet.plane if held else plane_of(snapshot.inputs, self.axes, view.trace.sample)
        fields = field(snapshot.params, snapshot.settings, plane, _points(layers, plane))
        spots = self.tools.chips(canvas, view, canvas.area) if self.records.free else []
        top = canvas.px(ROW) if self.records.free else 0
        if layers[0] > 2:
            spots += self._axis_chips(canvas, layers, plane, canvas.area.move(0, top))
            top += canvas.px(ROW)
        below = pygame.Rect(canvas.area.x, canvas.area.y + top, canvas.area.width, canvas.area.height - top)
        places = _places(Canvas(canvas.kit, canvas.surface, below), layers)
        output = self._output(layers)
        spots += self._large(canvas, view, plane, fields[unit[0] - 1][unit[1]], places.large)
        spots += self._small_pictures(canvas, view, fields, places.column)
        if places.hidden:
            space = Canvas(canvas.kit, canvas.surface, places.hidden)
            spots += self.space.paint(space, view, output, explained=len(small_units(layers)) <= FEW)
        return spots

    # -- the large picture -------------------------------------------------------------------------------------------

    def _large(self, canvas: Canvas, view: View, plane: Plane, values: Array, rect: pygame.Rect) -> list[Spot]:
        layers = view.current.settings.layers
        output = self._output(layers)
        if plane.up is None:
            span = self._line(canvas, view, plane, values[0], rect, output)
        else:
            span = None
            self._heat(canvas, values, rect, self._unit(view), layers)
        sheet = Sheet(rect, plane, span, output)
        hint = self._reads(view, plane) if self.enlarged is None else "Back to the first output's map."
        act = None if self.enlarged is None else partial(self._enlarge, None)
        usual = Spot(rect, hint, act)
        dots = SampleDots(canvas, view, output)
        return [self.tools.on_sheet(view, sheet, usual), *dots.on_sheet(sheet, self.tools)]

    def _heat(self, canvas: Canvas, values: Array, rect: pygame.Rect, unit: Unit, layers: Layers) -> None:
        span = _span(values)
        canvas.surface.blit(heat_map(values, rect.size, span, activation_ends(canvas.palette)), rect)
        middle = _middle(unit, layers, span)
        canvas.surface.set_clip(rect)
        draw_contour(canvas.surface, rect, values, middle, canvas.palette.text, LINE_WIDTH * canvas.kit.scale)
        canvas.surface.set_clip(None)

    def _line(self, canvas: Canvas, view: View, plane: Plane, values: Array, rect: pygame.Rect, output: int) -> Span:
        """The answer as a curve over the only input; the span of the values."""
        targets = np.array(view.current.targets[output :: view.current.settings.layers[-1]])
        held = self.tools.held
        span = held.sheet.heights if held else None
        span = span or bounds(np.concatenate([values[np.isfinite(values)], targets])[:, None])
        plot = Plot(canvas, rect, plane.x, span)
        plot.ground()
        plot.curve(np.linspace(*plane.x, len(values)), values, canvas.palette.activation)
        return span

    def _reads(self, view: View, plane: Plane) -> str:
        layers = view.current.settings.layers
        names = [neuron_label(layers, 0, k) for k in (plane.across, plane.up or 0)]
        across = f"{names[0]} from {figure(plane.x[0])} to {figure(plane.x[1])} across"
        if plane.up is None:
            return f"{across}, the answer up; dots are the samples' targets."
        return (
            f"{across}, {names[1]} from {figure(plane.y[0])} to {figure(plane.y[1])} up; amber is a large answer, "
            "full dots are samples whose target is above 0.5."
        )

    # -- the choice of the plane -------------------------------------------------------------------------------------

    def _axis_chips(self, canvas: Canvas, layers: Layers, plane: Plane, area: pygame.Rect) -> list[Spot]:
        """The two inputs of the plane: a click on one goes on to the next."""
        assert plane.up is not None
        axes = (plane.across, plane.up)
        names = [neuron_label(layers, 0, axis) for axis in axes]
        texts = [f"across: {names[0]} ▸", f"up: {names[1]} ▸"]
        return [
            Spot(rect, f"{name}: a click for the next input. Others stay as the shown sample has them.", act)
            for rect, name, act in zip(
                chip_row(canvas, area, texts),
                names,
                (partial(self._turn, layers[0], axes, at) for at in (0, 1)),
                strict=True,
            )
        ]

    def _turn(self, count: int, axes: tuple[int, int], at: int, _across: float, _down: float) -> Sequence[Message]:
        self.axes = next_pair(axes, at, count)
        return []

    # -- what the hidden neurons see ---------------------------------------------------------------------------------

    def _small_pictures(self, canvas: Canvas, view: View, fields: tuple[Array, ...], area: pygame.Rect) -> list[Spot]:
        """In `area`, layer by layer, one for each neuron."""
        layers, spots = view.current.settings.layers, []
        units = small_units(layers)
        places = _tiles(area, len(units), canvas)
        shown = [fields[k - 1][j] for k, j in units]
        if layers[0] == 1:
            _small_curves(canvas, shown, places)
        else:
            _small_maps(canvas, shown, places, [partial(_middle, unit, layers) for unit in units])
        for unit, rect in zip(units, places, strict=False):
            if unit == self.enlarged:
                pygame.draw.rect(canvas.surface, canvas.palette.text, rect, max(1, canvas.px(1.5)))
            name = neuron_label(layers, *unit)
            over = (rect.x, rect.y - canvas.px(7))
            canvas.write(name, over, canvas.palette.muted, size=10.5 if rect.width > canvas.px(30) else 8.5)
            of = "input" if layers[0] == 1 else "plane"
            hint = f"What {name} makes of the {of}. Click to see it large."
            spots.append(Spot(rect, hint, partial(self._enlarge, unit)))
        return spots

    def _enlarge(self, unit: Unit | None, _across: float, _down: float) -> Sequence[Message]:
        self.enlarged = None if unit == self.enlarged else unit
        return []

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _unit(self, view: View) -> Unit:
        """The unit whose map is large; the output once the enlarged one is gone."""
        layers = view.current.settings.layers
        if self.enlarged not in small_units(layers):
            self.enlarged = None
        return self.enlarged or (len(layers) - 1, 0)

    def _output(self, layers: Layers) -> int:
        """The output whose targets are shown."""
        return self.enlarged[1] if self.enlarged and self.enlarged[0] == len(layers) - 1 else 0


def _points(layers: Layers, plane: Plane) -> int:
    """Along each side of the plane."""
    if plane.up is None:
        return LINE_POINTS
    return GRID if len(small_units(layers)) <= MANY else COARSE_GRID


def _middle(unit: Unit, layers: Layers, span: Span) -> float:
    """The level of the line on the map of `unit`: of an output what parts its answers, else half-way through `span`."""
    return BOUNDARY if unit[0] == len(layers) - 1 else sum(span) / 2


def _small_maps(
    canvas: Canvas,
    fields: Sequence[Array],
    places: Sequence[pygame.Rect],
    middles: Sequence[Callable[[Span], float]],
) -> None:
    """In each of `places` a map with its line at the level that `middles` tell of its span."""
    if not places:
        return
    step = max(len(fields[0]) // SMALL_GRID, 1)
    few = np.stack(fields[: len(places)])[:, ::step, ::step]
    spans = [_span(values) for values in few]
    maps = heat_maps(few, places[0].size, spans, activation_ends(canvas.palette))
    for rect, shown in zip(places, maps, strict=True):
        canvas.surface.blit(shown, rect)
    levels = [middle(span) for middle, span in zip(middles, spans, strict=False)]
    for rect, lines in zip(places, contours(few, levels), strict=True):
        draw_segments(canvas.surface, rect, lines, canvas.palette.text, 1)


def _small_curves(canvas: Canvas, fields: Sequence[Array], places: Sequence[pygame.Rect]) -> None:
    for values, rect in zip(fields, places, strict=False):
        plot = Plot(canvas, rect, (0.0, 1.0), bounds(values[0][:, None]))
        plot.ground()
        plot.curve(np.linspace(0.0, 1.0, values.shape[1]), values[0], canvas.palette.activation, 1.0)


def small_units(layers: Layers) -> list[Unit]:
    """The units that have a small map: the hidden ones, and the outputs where there are several."""
    hidden = [(layer, unit) for layer in range(1, len(layers) - 1) for unit in range(layers[layer])]
    outputs = [(len(layers) - 1, unit) for unit in range(layers[-1])]
    return hidden + (outputs if len(outputs) > 1 else [])


class MapPlaces(NamedTuple):
    """Where the large map stands, the column of small ones, and hidden space with its heading, if there is any."""

    large: pygame.Rect
    column: pygame.Rect
    hidden: pygame.Rect | None


def _places(canvas: Canvas, layers: Layers) -> MapPlaces:
    """A large map, at its right the small ones, below it hidden space; many small maps take the whole height."""
    area, gap, head = canvas.area, canvas.px(GAP), canvas.px(HEAD)
    small, roomy = len(small_units(layers)), area.height >= canvas.px(LEAST_ROOM)
    hidden = len(layers) > 2 and layers[-2] > 1 and roomy
    beside = canvas.px(WIDE_COLUMN if small > FEW else COLUMN) + gap if small else 0
    below = canvas.px(HIDDEN_SIDE) + gap + head if hidden else 0
    side = min(area.width - beside, area.height - below)
    large = pygame.Rect(area.x, area.y, side, side)
    left = large.right + gap
    column = pygame.Rect(left, area.y, area.right - left, area.height if small > FEW else side)
    if not hidden:
        return MapPlaces(large, column, None)
    top = large.bottom + gap
    width = area.width if small <= FEW else area.width - beside
    return MapPlaces(large, column, pygame.Rect(area.x, top, width, area.bottom - top))


def _span(values: Array) -> Span:
    """0 to 1 where all values lie there, as those of a sigmoid; else from the least to the greatest."""
    known = values[np.isfinite(values)]
    if not len(known):
        return 0.0, 1.0
    low, high = min(0.0, float(known.min())), max(1.0, float(known.max()))
    return low, high


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
