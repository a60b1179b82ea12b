"""A small network with one connection to trace, and below it the product that makes its gradient: what is given, what
is asked, what was filled in."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.sim.arithmetic.interval import DECIMALS
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import NumberQuestion
from game.sim.network import Layers
from game.sim.trace import Trace
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed, typed_beside
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.level.drawings import Drawing, Entry
from game.ui.level.drawings.drawing import verdict_colour
from game.ui.level.drawings.net_sketch import NetSketch

CHAIN = 190
"""Design pixels: height of the products."""
ROW = 84
"""Design pixels: height of one of them."""
BOX = (112, 34)
"""Design pixels: size of a number's box."""
SIGN = 26
"""Design pixels: room for × and =."""
PITCH = 270
"""Design pixels: how far apart neurons of a layer stand at most."""


class Product(NamedTuple):
    """Two factors and what they make, by the names of facts and questions."""

    first: str
    second: str
    comes_to: str


PRODUCTS = (Product("error", "slope", "delta"), Product("delta", "h", "gradient"))
WORDS = {
    "error": "error a − y",
    "slope": "slope a(1 − a)",
    "delta": "δ of ŷ",
    "h": "activation of h₁",
    "gradient": "gradient",
}


class OneEdgeDrawing(Drawing):
    """Of the net that is shown. Which products there are follows from what is asked about it."""

    heading = "From h₁ to ŷ"

    def key(self) -> object:
        kind = self.boxes
        return (kind.net, tuple(kind.sheet.filled.items()), tuple(kind.marks.items()))

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit = pen.kit
        trace = MeasuredRun(self.boxes.start, 0).batch(0).traces[0]
        chain = pygame.Rect(area.x, area.bottom - kit.px(CHAIN), area.width, kit.px(CHAIN))
        self._network(pen, pygame.Rect(area.x, area.y, area.width, chain.y - area.y - kit.px(8)), trace)
        asked = [product for product in PRODUCTS if self._question(product.comes_to)]
        for k, product in enumerate(asked):
            y = chain.bottom - (len(asked) - k) * kit.px(ROW)
            self._product(pen, pygame.Rect(chain.x, y, chain.width, kit.px(ROW)), product)

    # -- the network -------------------------------------------------------------------------------------------------

    def _network(self, pen: Lettering, rect: pygame.Rect, trace: Trace) -> None:
        layers: Layers = self.boxes.start.settings.layers
        question = self._question("gradient") or self._question("delta")
        traced = question.edge_asked(layers) if question else None
        halos = {traced: (pen.kit.palette.gradient, 8.0)} if traced else {}
        NetSketch(pen.kit, rect, layers, pitch=PITCH).draw(pen, trace, halos)

    # -- the products ------------------------------------------------------------------------------------------------

    def _question(self, part: str) -> NumberQuestion | None:
        found = self._play.level.question(f"{self.boxes.net}_{part}")
        return found if isinstance(found, NumberQuestion) else None

    def _product(self, pen: Lettering, rect: pygame.Rect, product: Product) -> None:
        kit, palette = pen.kit, pen.kit.palette
        sign = kit.px(SIGN)
        width = min(kit.px(BOX[0]), (rect.width - 2 * sign) // 3)
        x = rect.x + (rect.width - 3 * width - 2 * sign) // 2
        middle = rect.y + kit.px(20 + BOX[1] // 2)
        for k, part in enumerate(product):
            box = pygame.Rect(x, rect.y + kit.px(20), width, kit.px(BOX[1]))
            self._box(pen, box, part)
            if k < 2:
                place = (box.right + sign // 2, middle)
                pen.write("×" if k == 0 else "=", place, 18, palette.muted, anchor="center")
            x = box.right + sign

    def _box(self, pen: Lettering, rect: pygame.Rect, part: str) -> None:
        """Given, asked, filled in, or marked with what is right below it."""
        kit, palette, kind = pen.kit, pen.kit.palette, self.boxes
        question, name = self._question(part), f"{kind.net}_{part}"
        mark = kind.marks.get(name) if self.uncovered else None
        filled = self.answer(name)
        if question is None:
            given = self._play.level.facts[name]
            text, colour = fixed(float(given), DECIMALS) if isinstance(given, (int, float)) else "", palette.activation
        elif filled is None:
            text, colour = "?", palette.muted
        else:
            text, colour = typed_beside(filled, DECIMALS), verdict_colour(pen, mark)
        line = mix(palette.panel, colour, 0.8)
        pen.surface.blit(rounded_box(rect.size, kit.px(8), palette.raised, line, max(1, kit.px(2))), rect)
        pen.write(text, rect.center, 15, colour, "mono-medium", anchor="center", room=rect.width - kit.px(8))
        pen.write(WORDS[part], (rect.centerx, rect.y - kit.px(10)), 12, palette.muted, anchor="center", room=rect.width)
        if question is not None and mark is False:
            right = question.spelt(question.right(kind.start), kind.start)
            place = (rect.centerx, rect.bottom + kit.px(10))
            pen.write(right, place, 12, palette.gradient, "mono", anchor="center", room=rect.width)


DRAWING = Entry("one_edge", 5, OneEdgeDrawing)
