"""What a neuron adds up on the sample shown, vote by vote, and how the sum is squashed: the card of levels in which
weights are set by hand and nothing is trained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.sim.network import Edge, bias_edges, edge_symbol, edges, neuron_label
from game.sim.trace import Trace
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure, fixed
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.hidden import Hidden
from game.ui.network.scales import activation_of
from game.ui.toolkit.panel import Hint, ViewPanel
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.view import View

TOP = 46
"""Design pixels: where the first line begins."""
LINE = 26
"""Design pixels: how high one is."""
TEXT = 13.5
"""Design pixels: size of words."""
NUMBER = 14
"""Design pixels: size of numbers."""
PLOT = 150
"""Design pixels: height of the curve."""
REACH = 12.0
"""The curve is shown from z = −12 to 12, beyond which a dot stands at its edge."""


@dataclass(frozen=True)
class Vote:
    """One line of the sum: who votes, `weight` × `source`; a bias has no source."""

    name: str
    weight: float
    source: float | None

    @property
    def worth(self) -> float:
        """What it adds to the sum."""
        return self.weight if self.source is None else self.weight * self.source


class VotesCard(PicturePanel, ViewPanel):
    """About the neuron that the selected edge leads to, or the output. `hidden` says what is covered now. `z`
    is the sum, None while it is covered."""

    def __init__(self, hidden: Callable[[], Hidden]) -> None:
        self._hidden = hidden
        self.z: float | None = None
        self._look: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._picture = panel_background(kit, rect.size, "Weighted sum")

    def sync(self, view: View) -> None:
        layers = view.current.settings.layers
        edge = view.selection.edge or Edge(len(layers) - 2, 0, 0)
        trace = view.trace
        covered = "output" in self._hidden() and edge.layer == len(layers) - 2
        votes = tuple(_votes(view, trace, edge))
        look = (edge.layer, edge.target, votes, covered, view.current.settings)
        if look != self._look:
            self._look = look
            self._paint(view, edge, votes, covered=covered)

    def _paint(self, view: View, edge: Edge, votes: Sequence[Vote], *, covered: bool) -> None:
        kit, palette, settings = self._kit, self._kit.palette, view.current.settings
        neuron = neuron_label(settings.layers, edge.layer + 1, edge.target)
        inputs = " ".join(f"{x:g}" for x in view.trace.a[0])
        self._picture = panel_background(kit, self._rect.size, "Weighted sum", f"of {neuron} · inputs {inputs}")
        pen, margin = Lettering(kit, self._picture), kit.px(MARGIN)
        right, y = self._rect.width - margin, kit.px(TOP)
        for vote in votes:
            pen.write(vote.name, (margin, y), TEXT, palette.text)
            if vote.source is not None:
                sum_ = f"{fixed(vote.weight, 2, signed=True)} × {fixed(vote.source, 3)}"
                pen.write(sum_, (right - kit.px(84), y), NUMBER, palette.muted, "mono", anchor="midright")
            colour = palette.positive if vote.worth >= 0 else palette.negative
            worth = fixed(vote.worth, 2, signed=True)
            pen.write(worth, (right, y), NUMBER, colour, "mono", anchor="midright")
            y += kit.px(LINE)
        pygame.draw.line(self._picture, palette.line, (margin, y - kit.px(10)), (right, y - kit.px(10)), 1)
        y += kit.px(6)
        self.z = z = None if covered else sum(vote.worth for vote in votes)
        a = None if z is None else float(activation_of(settings, edge.layer + 1).value(np.array(z), settings.leak))
        self._reading(pen, y, "together: z", "?" if z is None else fixed(z, 2, signed=True), palette.text)
        y += kit.px(LINE)
        self._reading(pen, y, f"squashed: {neuron}", "?" if a is None else figure(a), palette.activation)
        y += kit.px(LINE)
        plot = pygame.Rect(margin + kit.px(24), y, right - margin - kit.px(24), kit.px(PLOT))
        plot.height = min(plot.height, self._rect.height - y - kit.px(30))
        self._curve(pen, plot, lambda zs: activation_of(settings, edge.layer + 1).value(zs, settings.leak), z, a)

    def _reading(self, pen: Lettering, y: int, name: str, number: str, colour: tuple[int, int, int]) -> None:
        right = self._rect.width - pen.kit.px(MARGIN)
        pen.write(name, (pen.kit.px(MARGIN), y), TEXT, pen.kit.palette.text, "medium")
        pen.write(number, (right, y), NUMBER + 1, colour, "mono-medium", anchor="midright")

    def _curve(
        self,
        pen: Lettering,
        plot: pygame.Rect,
        squash: Callable[[np.ndarray], np.ndarray],
        z: float | None,
        a: float | None,
    ) -> None:
        """The squash, with the half at which an output changes sides, and a dot at z."""
        kit, palette = pen.kit, pen.kit.palette
        zs = np.linspace(-REACH, REACH, 97)

        def at(across: float, up: float) -> tuple[float, float]:
            share = (min(max(across, -REACH), REACH) + REACH) / (2 * REACH)
            return (plot.x + share * plot.width, plot.bottom - up * plot.height)

        faint = mix(palette.panel, palette.line, 0.8)
        for level, name in ((0.0, "0"), (0.5, "½"), (1.0, "1")):
            pygame.draw.line(self._picture, faint, at(-REACH, level), at(REACH, level))
            place = (plot.x - kit.px(8), round(at(0, level)[1]))
            pen.write(name, place, 11, palette.muted, anchor="midright")
        pygame.draw.line(self._picture, faint, at(0.0, 0.0), at(0.0, 1.0))
        for mark in (-10, 0, 10):
            place = (round(at(mark, 0.0)[0]), plot.bottom + kit.px(11))
            pen.write(f"{mark}".replace("-", "−"), place, 11, palette.muted, "mono", anchor="center")
        points = [at(float(x), float(value)) for x, value in zip(zs, squash(zs), strict=True)]
        pygame.draw.aalines(self._picture, palette.activation, False, points)
        if z is not None and a is not None:
            foot, dot = at(z, 0.0), at(z, a)
            pygame.draw.line(self._picture, mix(palette.panel, palette.activation, 0.5), foot, dot)
            pygame.draw.aacircle(self._picture, palette.text, dot, 5 * kit.scale)

    def hints(self) -> Iterable[Hint]:
        words = "Each source votes with its weight times its activation; the bias is a vote that is always there."
        return [Hint(self._rect, lambda: words)]


def _votes(view: View, trace: Trace, edge: Edge) -> Iterator[Vote]:
    """All that is added up in the neuron that `edge` leads to."""
    layers, params = view.current.settings.layers, view.current
    for each in (*edges(layers), *bias_edges(layers)):
        if (each.layer, each.target) != (edge.layer, edge.target):
            continue
        symbol = edge_symbol(layers, each)
        if each.source is None:
            yield Vote(f"bias {symbol}", params.value(each), None)
        else:
            source = float(trace.a[each.layer][each.source])
            yield Vote(f"{symbol} × {neuron_label(layers, each.layer, each.source)}", params.value(each), source)
