"""Nudges: the gradient by moving one parameter after another, beside one backward pass, with every multiplication
counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pygame

from game.sim.lenses.nudges import (
    backward_multiplications,
    forward_multiplications,
    nudged_gradient,
    nudging_multiplications,
    parameters_in,
)
from game.sim.network import Edge, Layers, bias_edges, edge_symbol, edges, flat_index
from game.sim.quoting import counted
from game.ui.draw.motion import STEP_SECONDS
from game.ui.draw.number_text import figure
from game.ui.draw.palette import mix
from game.ui.intents import Pin, ShowLens
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.toolkit.panel import Message
from game.ui.view import View

LONGEST = 7.0
"""Seconds that all nudges take together, however many there are."""
DEEP = (2, 8, 8, 8, 8, 8, 8, 1)
"""Six hidden layers of eight: where one no longer nudges."""
ROW = 19
"""Design pixels: height of a parameter's line."""
FOOT = 150
"""Design pixels: height of what stands below the list."""
RELATIVE, ABSOLUTE = 1e-3, 1e-7
"""How far a nudge and the chain rule may lie apart and still say the same."""


class NudgesLens(Lens):
    """See the module. The nudges begin when the lens is first looked through, and again at a click."""

    name, title, order = "nudges", "Nudges", 6
    about = "A nudge for every parameter, or one backward pass?"
    tells = frozenset({"delta", "gradient", "loss"})

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self._begun: float | None = None
        self._layers: Layers = ()
        self._first = 0

    def says(self, view: View) -> str:
        layers = view.current.settings.layers
        count, factor = parameters_in(layers), _factor(layers)
        return (
            f"{counted(count, 'parameter')}: {2 * count} forward passes by nudging, or one forward and one backward "
            f"pass, which is {figure(factor, 2)} times less work."
        )

    def watches(self, view: View) -> object:
        return (view.trace, view.current.settings, self._nudged(view), view.selection.edge)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        layers, area = view.current.settings.layers, canvas.area
        order = [*edges(layers), *bias_edges(layers)]
        nudged = self._nudged(view)
        head, row = canvas.px(16), canvas.px(ROW)
        foot = canvas.px(FOOT)
        room = max(1, (area.height - foot - head) // row)
        first = self._first = max(0, min(self._leads(view, order, nudged, room), len(order) - room))
        self._heads(canvas, view)
        spots = []
        for k, edge in enumerate(order[first : first + room]):
            line = pygame.Rect(area.x, area.y + head + k * row, area.width, row)
            spots.append(self._line(canvas, view, edge, line, known=first + k < nudged))
        below = pygame.Rect(area.x, area.bottom - foot + canvas.px(8), area.width, foot - canvas.px(8))
        return spots + self._counters(canvas, layers, nudged, below)

    def _nudged(self, view: View) -> int:
        """How many parameters have been nudged so far."""
        layers = view.current.settings.layers
        if self._begun is None or layers != self._layers or view.now < self._begun:
            self._begun, self._layers = view.now, layers
        count = parameters_in(layers)
        if view.reduced_motion:
            return count
        each = min(STEP_SECONDS, LONGEST / count)
        return min(count, int((view.now - self._begun) / each))

    def _leads(self, view: View, order: Sequence[Edge], nudged: int, room: int) -> int:
        """Which parameter the list begins with: those being nudged are in it; once all are, the one that is hovered or
        pinned."""
        edge = view.selection.edge
        if nudged < len(order) or edge is None:
            return nudged - room + 1
        at = order.index(edge)
        return self._first if self._first <= at < self._first + room else at - room // 2

    def _again(self, _across: float, _down: float) -> Sequence[Message]:
        self._begun = None
        return []

    def _heads(self, canvas: Canvas, view: View) -> None:
        area, y = canvas.area, canvas.area.y + canvas.px(6)
        canvas.write(f"sample {view.trace.sample + 1}", (area.x, y), canvas.palette.muted, size=10.5)
        canvas.write(
            "by nudging", (area.x + area.width * 62 // 100, y), canvas.palette.muted, size=10.5, anchor="midright"
        )
        canvas.write(
            "by chain rule", (area.right - canvas.px(20), y), canvas.palette.muted, size=10.5, anchor="midright"
        )

    def _line(self, canvas: Canvas, view: View, edge: Edge, line: pygame.Rect, *, known: bool) -> Spot:
        palette, layers = canvas.palette, view.current.settings.layers
        trace = view.trace
        gradient, symbol = trace.gradient(edge), edge_symbol(layers, edge)
        canvas.write(symbol, (line.x, line.centery), palette.text if known else palette.muted, size=12)
        right = (line.right - canvas.px(20), line.centery)
        shown = figure(gradient, signed=True)
        canvas.write(shown, right, palette.gradient, style="mono", anchor="midright", room=canvas.px(100))
        if not known:
            return Spot(line, f"{symbol} has not been nudged yet.", partial(_pin, edge))
        measured = nudged_gradient(
            view.current.params,
            view.current.settings,
            view.current.inputs[trace.sample],
            trace.target.tolist(),
            flat_index(layers, edge),
        )
        same = abs(measured - gradient) <= RELATIVE * abs(gradient) + ABSOLUTE
        middle = (line.x + line.width * 62 // 100, line.centery)
        canvas.write(figure(measured, signed=True), middle, palette.text, style="mono", anchor="midright")
        icon = canvas.kit.icons.get(
            "check" if same else "cross", canvas.px(11), palette.gradient if same else palette.muted
        )
        canvas.surface.blit(icon, icon.get_rect(midright=(line.right, line.centery)))
        words = "the same" if same else "not the same: a corner or rounding lies between"
        told = f"nudged {figure(measured, 4, signed=True)}, chain rule {figure(gradient, 4, signed=True)}"
        hint = f"{symbol}: {told}, {words}."
        return Spot(line, hint, partial(_pin, edge))

    def _counters(self, canvas: Canvas, layers: Layers, nudged: int, area: pygame.Rect) -> list[Spot]:
        """Multiplications so far by nudging, and those of the two passes; then the same for a deep network."""
        one = forward_multiplications(layers) + backward_multiplications(layers)
        rows = [("nudging", 2 * nudged * forward_multiplications(layers)), ("two passes", one)]
        most = max(nudging_multiplications(layers), one)
        y = self._bars(canvas, area.x, area.y, area.width, "multiplications here", rows, most)
        deep = [
            ("nudging", nudging_multiplications(DEEP)),
            ("two passes", forward_multiplications(DEEP) + backward_multiplications(DEEP)),
        ]
        name = f"{parameters_in(DEEP)} parameters, six hidden layers of 8"
        self._bars(canvas, area.x, y + canvas.px(8), area.width, name, deep, deep[0][1])
        hint = "One multiplication for each weight forward; δ × a, w × δ and × slope backward. Click to nudge again."
        return [Spot(area, hint, self._again)]

    def _bars(
        self, canvas: Canvas, x: int, y: int, width: int, title: str, rows: Sequence[tuple[str, int]], most: int
    ) -> int:
        palette, left = canvas.palette, canvas.px(78)
        canvas.write(title, (x, y + canvas.px(6)), palette.muted, size=10.5)
        y += canvas.px(16)
        for name, count in rows:
            colour = palette.negative if name == "nudging" else palette.gradient
            line = pygame.Rect(x + left, y, width - left - canvas.px(66), canvas.px(11))
            canvas.write(name, (x, line.centery), palette.text, size=11)
            pygame.draw.rect(canvas.surface, mix(palette.panel, palette.raised, 0.8), line, border_radius=3)
            filled = pygame.Rect(line.x, line.y, max(2, round(line.width * count / most)) if count else 0, line.height)
            pygame.draw.rect(canvas.surface, colour, filled, border_radius=3)
            canvas.write(f"{count:,}", (x + width, line.centery), palette.text, style="mono", anchor="midright")
            y += canvas.px(18)
        return y


def _factor(layers: Layers) -> float:
    """How many times more multiplications nudging takes than a forward and a backward pass."""
    return nudging_multiplications(layers) / (forward_multiplications(layers) + backward_multiplications(layers))


def _pin(edge: Edge, _across: float, _down: float) -> Sequence[Message]:
    return [Pin(edge), ShowLens("nudges")]


LENS = NudgesLens
