"""A network to point at: connections and neurons are clicked where they stand. After the try the complaint travels back
from the output, over each weight and through each slope, and bars say how much every connection gets."""

from __future__ import annotations

import math

import pygame

from game.sim.arithmetic.interval import DECIMALS
from game.sim.level.measured_run import MeasuredRun
from game.sim.network import Edge, Layers, edge_label, edges
from game.sim.trace import Trace
from game.ui.draw.lettering import Lettering
from game.ui.draw.motion import smooth
from game.ui.draw.number_text import fixed
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import Colour
from game.ui.level.drawings import Entry
from game.ui.level.drawings.net_sketch import NetSketch
from game.ui.level.drawings.pointed_net import PointedNet

BAR = 24
"""Design pixels: height of a line of the ledger."""
LEDGER_TOP = 22
"""Design pixels: height of its heading."""
BELOW = 44
"""Design pixels: height of what stands below a neuron."""
PITCH = 250
"""Design pixels: how far neurons stand apart."""
BELOW_WIDTH = 84
"""Design pixels: width of what stands below a neuron."""
NAME = 74
"""Design pixels: width of a connection's name."""
FACTORS = 132
"""Design pixels: width of δ × activation."""
VALUE = 66
"""Design pixels: width of what comes of it."""
BACK = (0.08, 0.42)
"""From when to when the complaint goes back, in shares of the telling."""
GATE = (0.42, 0.58)
"""From when to when the slopes take their part."""
SHARED = (0.6, 0.95)
"""From when to when the connections get theirs."""
CARRIED = 15.0
"""Design pixels: radius of the largest complaint on its way."""
HALO = 16.0
"""Design pixels: width of the halo of whoever gets most."""


class WhoHearsDrawing(PointedNet):
    """The complaint starts at the output; what a connection gets, it gets by δ at its end and activation at its
    start."""

    seconds = 6.0

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit, layers = pen.kit, self.boxes.start.settings.layers
        trace = MeasuredRun(self.boxes.start, 0).batch(0).traces[0]
        high = kit.px(LEDGER_TOP + BAR * len(edges(layers)))
        ledger = pygame.Rect(area.x, area.bottom - high, area.width, high)
        top = pygame.Rect(area.x, area.y, area.width, ledger.y - area.y - kit.px(6))
        sketch = self._sketch = NetSketch(kit, top, layers, kit.px(BELOW) // 2, PITCH)
        sketch.draw(pen, trace, self._halos(pen, trace))
        self._rings(pen, sketch)
        if self.uncovered:
            self._complaints(pen, sketch, trace)
            self._below_neurons(pen, sketch, trace)
            self._ledger(pen, ledger, trace)
        else:
            self.cover(pen, ledger, f"who gets how much, covered until {self._play.level.button}")
        self._marks(pen, sketch)

    def _halos(self, pen: Lettering, trace: Trace) -> dict[Edge, tuple[Colour, float]]:
        """Before the try around what is chosen or pointed at; afterwards as wide as the gradient is large."""
        if not self.uncovered:
            return self.chosen_halos(pen)
        palette, grown = pen.kit.palette, smooth(self.told, *SHARED)
        most = max(abs(trace.gradient(edge)) for edge in self._edges) or 1.0
        sizes = {edge: abs(trace.gradient(edge)) / most * grown for edge in self._edges}
        halos = {edge: (palette.gradient, HALO * size) for edge, size in sizes.items() if size}
        return self.pointed_halo(pen) | halos

    @property
    def _edges(self) -> tuple[Edge, ...]:
        return edges(self.boxes.start.settings.layers)

    # -- what is so --------------------------------------------------------------------------------------------------

    def _complaints(self, pen: Lettering, sketch: NetSketch, trace: Trace) -> None:
        """Discs on their way back over the last weights, as large as what they carry."""
        way = smooth(self.told, *BACK)
        if not 0.0 < way < 1.0:
            return
        last = len(sketch.layers) - 2
        carried = {
            edge: float(trace.backprop_terms[last - 1][edge.source or 0, edge.target])
            for edge in self._edges
            if edge.layer == last
        }
        most = max(map(abs, carried.values())) or 1.0
        for edge, amount in carried.items():
            radius = pen.kit.px(CARRIED * math.sqrt(abs(amount) / most))
            if radius:
                face = disc(2 * radius, pen.kit.palette.signed(amount), pen.kit.palette.text)
                pen.surface.blit(face, face.get_rect(center=sketch.along(edge, 1.0 - way)))

    def _below_neurons(self, pen: Lettering, sketch: NetSketch, trace: Trace) -> None:
        """δ of the output at once; slopes and deltas of the hidden neurons once the complaint is there."""
        kit, palette = pen.kit, pen.kit.palette
        for layer in range(1, len(sketch.layers)):
            last = layer == len(sketch.layers) - 1
            if not last and self.told < GATE[0]:
                continue
            for unit in range(sketch.layers[layer]):
                x, y = sketch.place(layer, unit)
                plate = pygame.Rect(0, 0, kit.px(BELOW_WIDTH), kit.px(BELOW - 8))
                plate.midtop = (x, y + sketch.radius + kit.px(4))
                pen.surface.blit(rounded_box(plate.size, kit.px(5), palette.panel), plate)
                slope = f"slope {round(float(trace.slope[layer - 1][unit]), DECIMALS):g}"
                pen.write(slope, (x, plate.y + kit.px(9)), 12, palette.muted, anchor="center")
                if last or self.told >= GATE[1]:
                    delta = float(trace.delta[layer - 1][unit])
                    text, ink = f"δ {fixed(delta, DECIMALS, signed=True)}", palette.signed(delta)
                    text, ink = (text, ink) if delta else ("δ 0", palette.muted)
                    pen.write(text, (x, plate.y + kit.px(25)), 13, ink, "mono-medium", anchor="center")

    def _ledger(self, pen: Lettering, rect: pygame.Rect, trace: Trace) -> None:
        """A line for each connection: δ at its end × activation at its start, as a bar."""
        kit, palette = pen.kit, pen.kit.palette
        layers: Layers = self.boxes.start.settings.layers
        grown = smooth(self.told, *SHARED)
        pen.write("gradient = δ × activation", (rect.x, rect.y + kit.px(8)), 12, palette.muted)
        most = max(abs(trace.gradient(edge)) for edge in self._edges) or 1.0
        for k, edge in enumerate(self._edges):
            y = rect.y + kit.px(LEDGER_TOP) + k * kit.px(BAR) + kit.px(BAR) // 2
            gradient, delta = trace.gradient(edge), float(trace.delta[edge.layer][edge.target])
            a = float(trace.a[edge.layer][edge.source or 0])
            lit = self._edge == edge
            pen.write(edge_label(layers, edge), (rect.x, y), 13, palette.text if lit else palette.muted, "medium")
            if not grown:
                continue
            factors = f"{fixed(delta, DECIMALS)} × {a:g}".replace("-", "−")
            right = rect.x + kit.px(NAME + FACTORS)
            pen.write(factors, (right, y), 12, palette.text, "mono", anchor="midright", room=kit.px(FACTORS))
            left = right + kit.px(12)
            room = rect.right - kit.px(VALUE) - left - kit.px(8)
            bar = pygame.Rect(left, y - kit.px(6), round(room * abs(gradient) / most * grown), kit.px(12))
            pygame.draw.rect(pen.surface, palette.gradient, bar, border_radius=kit.px(3))
            text, ink = (
                (fixed(gradient, DECIMALS, signed=True), palette.text) if gradient else ("exactly 0", palette.muted)
            )
            pen.write(text, (rect.right, y), 12, ink, "mono-medium" if gradient else "medium", anchor="midright")


DRAWING = Entry("who_hears", 6, WhoHearsDrawing)
