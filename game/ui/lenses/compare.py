"""Compare: the run on screen and another one at the same epoch, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim.backprop import run_batch
from game.sim.lenses.plane import Plane, Span, field, plane_of
from game.sim.network import Array, Params, bias_edges, edge_symbol, edges, flat_index, neuron_label, params_from_flat
from game.sim.snapshot import RunView
from game.sim.start import Start
from game.ui.draw.lettering import cut
from game.ui.draw.number_text import figure
from game.ui.draw.palette import mix
from game.ui.intents import ShowLens
from game.ui.lenses.heat import LINE_WIDTH, activation_ends, draw_contour, heat_map
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.lenses.plot import Plot
from game.ui.toolkit.panel import Message
from game.ui.view import View

GRID = 40
"""Points of a map along each side."""
MAP = 118
"""Design pixels: side of a map."""
CHIP = 24
"""Design pixels: height of the row of runs."""
ROW = 17
"""Design pixels: height of a line of numbers."""
GAP = 10
"""Design pixels: distance between things."""
HALF = 0.5
"""Where the two answers part."""


class CompareLens(Lens):
    """See the module. `other` is the number of the run that is compared with; the newest other one at first."""

    name, title, order = "compare", "Compare", 8
    about = "Two runs at the same epoch: what differs?"

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.other: int | None = None
        self._found: tuple[tuple[int, int, int], Start] | None = None

    def look_at(self, show: ShowLens) -> None:
        self.other = self.other if show.run is None else show.run

    def says(self, view: View) -> str:
        other = self._other(view)
        if other is None:
            return "There is only one run yet: change something on the way, or start over, and come back."
        epoch = min(view.current.epoch, other.last_epoch)
        mine, theirs = view.current.run.loss_at(view.current.epoch), other.loss_at(epoch)
        told = f"epoch {epoch:,}" if epoch == view.current.epoch else f"its end, epoch {epoch:,}"
        if theirs is None or mine is None:
            return f"At {told} of “{other.name}”, beside this run at epoch {view.current.epoch:,}."
        kinds = [run.loss_name_at(at) for run, at in ((other, epoch), (view.current.run, view.current.epoch))]
        if kinds[0] != kinds[1]:
            return (
                f"At {told} of “{other.name}”: its loss is of another kind, and does not compare with that of this run."
            )
        if theirs == mine:
            return f"At {told} the loss of “{other.name}” is the same: {figure(mine)}."
        digits = next((digits for digits in (3, 4, 5) if figure(theirs, digits) != figure(mine, digits)), 6)
        lower = "lower" if theirs < mine else "higher"
        losses = f"{figure(theirs, digits)} against {figure(mine, digits)} here"
        return f"At {told} the loss of “{other.name}” is {lower}: {losses}."

    def watches(self, view: View) -> object:
        snapshot = view.current
        return (snapshot.batch, snapshot.settings, snapshot.runs, view.trace.sample, self.other)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        other = self._other(view)
        spots = self._chips(canvas, view, other)
        if other is None:
            return spots or [Spot(canvas.area, "A second run appears when something is changed in the past.")]
        epoch = min(view.current.epoch, other.last_epoch)
        start = self._start(other, epoch)
        theirs = params_from_flat(start.settings.layers, start.params or ())
        top = canvas.area.y + canvas.px(CHIP) + canvas.px(16)
        spots += self._maps(canvas, view, start, theirs, top)
        if start.settings.layers != view.current.settings.layers:
            y = top + canvas.px(MAP + 2 * GAP)
            canvas.write("Other layers: their weights have no counterparts.", (canvas.area.x, y), canvas.palette.muted)
            return spots
        return spots + self._numbers(canvas, view, start, theirs, top + canvas.px(MAP + GAP))

    # -- which run ---------------------------------------------------------------------------------------------------

    def _other(self, view: View) -> RunView | None:
        others = [run for run in view.current.runs if not run.active]
        chosen = next((run for run in others if run.id == self.other), None)
        return chosen or (others[-1] if others else None)

    def _choose(self, run: int, _across: float, _down: float) -> Sequence[Message]:
        self.other = run
        return []

    def _start(self, other: RunView, epoch: int) -> Start:
        """What the other run was at that epoch."""
        key = (other.id, epoch, other.last_epoch)
        if self._found is None or self._found[0] != key:
            self._found = (key, self.records.start_at(other.id, epoch))
        return self._found[1]

    def _chips(self, canvas: Canvas, view: View, chosen: RunView | None) -> list[Spot]:
        others = [run for run in view.current.runs if not run.active][-4:]
        gap = canvas.px(4)
        width = (canvas.area.width - gap * (max(1, len(others)) - 1)) // max(1, len(others))
        spots = []
        for k, run in enumerate(others):
            rect = pygame.Rect(canvas.area.x + k * (width + gap), canvas.area.y, width, canvas.px(20))
            palette = canvas.palette
            fill = mix(palette.panel, palette.positive, 0.42) if run is chosen else palette.raised
            pygame.draw.rect(canvas.surface, fill, rect, border_radius=canvas.px(6))
            name = cut(canvas.kit, run.name, 11, width - canvas.px(10))
            canvas.write(name, rect.center, palette.text, anchor="center")
            spots.append(Spot(rect, f"Compare with “{run.name}”.", partial(self._choose, run.id)))
        return spots

    # -- what differs ------------------------------------------------------------------------------------------------

    def _maps(self, canvas: Canvas, view: View, start: Start, theirs: Params, top: int) -> list[Spot]:
        snapshot = view.current
        found: list[tuple[str, pygame.Rect, Plane, Array]] = []
        sides = (
            ("here", snapshot.params, snapshot.settings, snapshot.inputs),
            ("the other run", theirs, start.settings, start.dataset.inputs),
        )
        side = min(canvas.px(MAP), (canvas.area.width - canvas.px(GAP)) // 2)
        for k, (name, params, settings, inputs) in enumerate(sides):
            rect = pygame.Rect(canvas.area.x + k * (canvas.area.width - side), top, side, side)
            canvas.write(name, (rect.x, rect.y - canvas.px(7)), canvas.palette.muted, size=10.5)
            plane = plane_of(inputs, held=min(view.trace.sample, len(inputs) - 1))
            values = field(params, settings, plane, GRID)[-1][0]
            found.append((name, rect, plane, values))
        known = np.concatenate([values[np.isfinite(values)] for *_, values in found])
        span = float(known.min(initial=0.0)), float(known.max(initial=1.0))
        return [self._map(canvas, *each, span) for each in found]

    def _map(self, canvas: Canvas, name: str, rect: pygame.Rect, plane: Plane, values: Array, span: Span) -> Spot:
        """What one of the two networks answers; both in the same `span`, so that they compare."""
        if plane.up is None:
            plot = Plot(canvas, rect, plane.x, span)
            plot.ground()
            plot.curve(np.linspace(*plane.x, values.shape[1]), values[0], canvas.palette.activation)
            return Spot(rect, f"What the network of {name} answers for every input.")
        canvas.surface.blit(heat_map(values, rect.size, span, activation_ends(canvas.palette)), rect)
        draw_contour(canvas.surface, rect, values, HALF, canvas.palette.text, LINE_WIDTH * canvas.kit.scale)
        return Spot(
            rect, f"What the network of {name} answers over the plane of its inputs; on the line it answers 0.5."
        )

    def _numbers(self, canvas: Canvas, view: View, start: Start, theirs: Params, top: int) -> list[Spot]:
        """Parameters, the most different first, and then the deltas of the sample that is shown."""
        layers, snapshot, sample = view.current.settings.layers, view.current, view.trace.sample
        mine, other = snapshot.params.flat(), theirs.flat()
        rows = [
            (edge_symbol(layers, edge), mine[flat_index(layers, edge)], other[flat_index(layers, edge)])
            for edge in (*edges(layers), *bias_edges(layers))
        ]
        rows.sort(key=_apart, reverse=True)
        data = start.dataset
        if sample < len(data.inputs):
            trace = run_batch(theirs, data.inputs, data.targets, start.settings).traces[sample]
            rows[:0] = [
                (f"δ {neuron_label(layers, layer + 1, unit)}", float(delta[unit]), float(trace.delta[layer][unit]))
                for layer, delta in enumerate(view.trace.delta)
                for unit in range(len(delta))
            ][-3:]
        return self._table(canvas, rows, top)

    def _table(self, canvas: Canvas, rows: Sequence[tuple[str, float, float]], top: int) -> list[Spot]:
        palette, area, row = canvas.palette, canvas.area, canvas.px(ROW)
        columns = [area.x + area.width * share // 100 for share in (45, 72, 100)]
        for x, head in zip(columns, ("here", "other", "apart"), strict=True):
            canvas.write(head, (x, top + row // 2), palette.muted, size=10.5, anchor="midright")
        spots = []
        for k, (name, mine, theirs) in enumerate(rows[: (area.bottom - top) // row - 1]):
            line = pygame.Rect(area.x, top + (k + 1) * row, area.width, row)
            canvas.write(name, (line.x, line.centery), palette.text)
            apart = theirs - mine
            inks = (palette.text, palette.text, palette.signed(apart))
            for x, value, ink in zip(columns, (mine, theirs, apart), inks, strict=True):
                canvas.write(figure(value, signed=True), (x, line.centery), ink, style="mono", anchor="midright")
            hint = f"{name}: {figure(mine, 4, signed=True)} here, {figure(theirs, 4, signed=True)} in the other run."
            spots.append(Spot(line, hint))
        return spots


def _apart(row: tuple[str, float, float]) -> float:
    """How far the two numbers of a row lie apart; what is no number counts as far."""
    apart = abs(row[2] - row[1])
    return apart if np.isfinite(apart) else np.inf


LENS = CompareLens
