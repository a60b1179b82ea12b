"""The path: every factor from the loss to one weight as a waterfall on a log scale: which of them killed it?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import pygame

from game.sim.lenses.path import Factor, FactorKind, LossPath, layer_gradients, loss_path
from game.sim.network import Edge, Layers, edge_label, edge_symbol, edges, neuron_label
from game.ui.draw.number_text import MINUS, figure
from game.ui.draw.palette import Colour, mix
from game.ui.intents import Pin, ShowLens
from game.ui.lenses.lens import Canvas, Lens, Spot
from game.ui.toolkit.panel import Message
from game.ui.view import View

FLOOR = 1e-8
"""Products below this are drawn at the end of the scale."""
CEILING = 10.0
LABEL = 88
"""Design pixels: width of the factors' names."""
VALUE = 78
"""Design pixels: width of the numbers."""
FOOT = 88
"""Design pixels: height of what stands below the waterfall."""
TICK = 30
"""Design pixels that a number of the scale takes."""
ROW = 34
"""Design pixels: height of a factor's line."""
LEAST_ROW = 14
"""Screen pixels below which it does not go."""


class PathLens(Lens):
    """See the module. It follows the hovered or pinned edge, and the first weight where there is none."""

    name, title, order = "path", "Path", 3
    about = "Factor by factor from the loss to one weight."
    tells = frozenset({"error", "slope", "sum", "delta", "gradient"})

    def says(self, view: View) -> str:
        layers, edge = view.current.settings.layers, edge_shown(view)
        path = loss_path(view.trace, edge, view.current.settings)
        symbol = f"∂L/∂{edge_symbol(layers, edge)}"
        told = f"{symbol} of {edge_label(layers, edge)}, sample {view.trace.sample + 1}: "
        if path.killer is None:
            return told + "no factor on the way makes it smaller."
        killer = path.factors[path.killer]
        if killer.value == 0.0:
            return told + f"{factor_name(layers, killer)} is exactly 0, and cuts it off."
        return (
            told + f"it shrinks most at {factor_name(layers, killer)}, to {figure(abs(killer.value))} of what it was."
        )

    def watches(self, view: View) -> object:
        return (view.trace, view.current.settings, view.selection.edge)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        edge = edge_shown(view)
        path = loss_path(view.trace, edge, view.current.settings)
        area = canvas.area
        room = area.height - canvas.px(FOOT)
        row = max(LEAST_ROW, min(canvas.px(ROW), room // (len(path.factors) + 1)))
        spots = self._waterfall(canvas, view.current.settings.layers, path, row)
        y = area.y + row * len(path.factors) + canvas.px(24)
        self._total(canvas, path, y)
        spots += self._layers(
            canvas, view, edge, pygame.Rect(area.x, area.bottom - canvas.px(42), area.width, canvas.px(42))
        )
        return spots

    def _waterfall(self, canvas: Canvas, layers: Layers, path: LossPath, row: int) -> list[Spot]:
        palette, area, spots = canvas.palette, canvas.area, []
        left = area.x + canvas.px(LABEL)
        bars = pygame.Rect(left, area.y, area.width - canvas.px(LABEL + VALUE), row * len(path.factors))
        step = next((step for step in (2, 4) if bars.width >= canvas.px((8 // step + 1) * TICK)), 8)
        for power in range(-8, 1, step):
            x = round(bars.x + _share(10.0**power) * bars.width)
            pygame.draw.line(canvas.surface, mix(palette.panel, palette.line, 0.5), (x, bars.y), (x, bars.bottom))
            label = "1" if power == 0 else f"1e{power}".replace("-", MINUS)
            canvas.write(label, (x, bars.bottom + canvas.px(7)), palette.muted, size=10, anchor="center")
        before = None
        for k, (factor, product) in enumerate(zip(path.factors, path.products, strict=True)):
            line = pygame.Rect(area.x, area.y + k * row, area.width, row)
            ink = palette.negative if k == path.killer else palette.text
            style = "medium" if k == path.killer else "regular"
            name = factor_name(layers, factor)
            canvas.write(name, (area.x, line.centery), ink, style=style, room=canvas.px(LABEL - 6))
            self._bar(canvas, bars, line, (before, product), _colour(canvas, factor))
            sign = "" if k == 0 else "× "
            text = sign + figure(factor.value, signed=k == 0)
            canvas.write(
                text, (area.right, line.centery), ink, style="mono", anchor="midright", room=canvas.px(VALUE - 4)
            )
            spots.append(Spot(line, self._hint(layers, factor, product, k == path.killer)))
            before = product
        return spots

    def _bar(
        self, canvas: Canvas, bars: pygame.Rect, line: pygame.Rect, products: tuple[float | None, float], colour: Colour
    ) -> None:
        """From where the product stood to where it stands now; what is gone is dark, a cut is a cross."""
        before, after = products
        thick = max(6, line.height - max(4, canvas.px(9)))
        top = line.centery - thick // 2
        end = round(_share(after) * bars.width)
        if before is not None:
            start = round(_share(before) * bars.width)
            lost = pygame.Rect(bars.x + min(start, end), top, abs(start - end), thick)
            tone = mix(canvas.palette.panel, canvas.palette.negative if end < start else canvas.palette.gradient, 0.4)
            pygame.draw.rect(canvas.surface, tone, lost)
        if after == 0.0 and before != 0.0:
            middle, reach = (bars.x + thick // 2, line.centery), thick // 2
            for up in (-1, 1):
                start_, end_ = (middle[0] - reach, middle[1] - up * reach), (middle[0] + reach, middle[1] + up * reach)
                pygame.draw.line(canvas.surface, canvas.palette.negative, start_, end_, max(2, canvas.px(2)))
            return
        kept = end if before is None else min(end, round(_share(before) * bars.width))
        pygame.draw.rect(canvas.surface, colour, (bars.x, top, max(kept, 2 if after else 0), thick), border_radius=2)

    def _hint(self, layers: Layers, factor: Factor, product: float, killer: bool) -> str:
        words = {
            FactorKind.ERROR: "the raw error, where the way begins",
            FactorKind.SLOPE: "how much this neuron lets through",
            FactorKind.WEIGHT: "the weight that the complaint goes back through",
            FactorKind.SOURCE: "what came in through the connection",
        }[factor.kind]
        worst = " No factor shrinks it more." if killer else ""
        value = figure(factor.value, 4, signed=True)
        return f"{factor_name(layers, factor)} = {value}: {words}. So far {figure(product, 4, signed=True)}.{worst}"

    def _total(self, canvas: Canvas, path: LossPath, y: int) -> None:
        palette = canvas.palette
        if path.paths == 1:
            text, value = "product = gradient", path.gradient
        else:
            text, value = f"the strongest of {path.paths:,} paths; their sum", path.gradient
        canvas.write(text, (canvas.area.x, y + canvas.px(4)), palette.muted, room=canvas.area.width - canvas.px(VALUE))
        shown = figure(value, signed=True)
        canvas.write(
            shown, (canvas.area.right, y + canvas.px(4)), palette.gradient, style="mono-medium", anchor="midright"
        )

    def _layers(self, canvas: Canvas, view: View, edge: Edge, area: pygame.Rect) -> list[Spot]:
        """The size of each layer's gradient on the same scale, the inputs' side at the left."""
        palette, spots = canvas.palette, []
        sizes = layer_gradients(view.trace)
        canvas.write("gradient, layer by layer", (area.x, area.y + canvas.px(5)), palette.muted, size=10.5)
        gap = canvas.px(6)
        width = (area.width + gap) // len(sizes) - gap
        layers = view.current.settings.layers
        for layer, size in enumerate(sizes):
            rect = pygame.Rect(area.x + layer * (width + gap), area.bottom - canvas.px(24), width, canvas.px(10))
            pygame.draw.rect(canvas.surface, palette.raised, rect, border_radius=3)
            filled = pygame.Rect(rect.x, rect.y, round(rect.width * _share(size)), rect.height)
            pygame.draw.rect(canvas.surface, palette.gradient, filled, border_radius=3)
            ink = palette.text if layer == edge.layer else palette.muted
            text, place = _short(canvas, size, width), (rect.x, area.bottom - canvas.px(5))
            canvas.write(text, place, ink, size=10.5, style="mono", room=width)
            first = next(each for each in edges(layers) if each.layer == layer)
            hint = f"Layer {layer + 1}: its gradient has the size {figure(size)}. Click to walk to its first weight."
            spots.append(Spot(rect.inflate(0, canvas.px(16)), hint, partial(_pin, first)))
        return spots


def _short(canvas: Canvas, size: float, room: int) -> str:
    """A size in `room` pixels: with two digits, or one, or one and a power of ten where many layers leave no room for
    more."""
    for text in (figure(size, 2), figure(size, 1)):
        if canvas.kit.fonts.width(text, 10.5, "mono") <= room or not size > 0.0:
            return text
    power = math.floor(math.log10(size))
    return f"{size / 10.0**power:.0f}e{power}".replace("-", MINUS)


def _pin(edge: Edge, _across: float, _down: float) -> Sequence[Message]:
    return [Pin(edge), ShowLens("path")]


def edge_shown(view: View) -> Edge:
    """The edge that is hovered or pinned, or the first weight."""
    return view.selection.edge or edges(view.current.settings.layers)[0]


def factor_name(layers: Layers, factor: Factor) -> str:
    """Such as "slope of h₁" or "w₅"."""
    if factor.edge is not None:
        return f"weight {edge_symbol(layers, factor.edge)}"
    name = neuron_label(layers, factor.layer, factor.unit)
    return {FactorKind.ERROR: "error", FactorKind.SLOPE: "slope of", FactorKind.SOURCE: "source"}[
        factor.kind
    ] + f" {name}"


def _colour(canvas: Canvas, factor: Factor) -> Colour:
    palette = canvas.palette
    colours = {
        FactorKind.ERROR: palette.negative,
        FactorKind.SLOPE: palette.gradient,
        FactorKind.WEIGHT: palette.positive,
        FactorKind.SOURCE: palette.source,
    }
    return colours[factor.kind]


def _share(value: float) -> float:
    """Where a size stands on the scale from FLOOR to CEILING: 0..1; 0 for nothing at all."""
    size = abs(value)
    if not size > 0.0:
        return 0.0
    reach = math.log10(CEILING / FLOOR)
    return max(0.0, min(1.0, math.log10(min(size, CEILING) / FLOOR) / reach))


LENS = PathLens
