"""Seven floors, the last layer on top: what each multiplies by, and how much of δ comes down, on a scale of powers of
ten; afterwards what three cures do, each a line down the house."""

from __future__ import annotations

import math

import pygame

from game.sim.level.floors import FLOORS, floor_deltas
from game.sim.level.questions.ratio_after import RatioAfter
from game.sim.start import Start
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure
from game.ui.draw.paint import disc
from game.ui.draw.palette import Colour, mix
from game.ui.level.drawings import Drawing, Entry
from game.ui.level.drawings.drawing import verdict_colour

LOWEST = -8
"""Power of ten at the lower end of the scale."""
HIGHEST = 0
"""Power of ten at its upper end."""
DOWN = 0.7
"""The share of the telling in which δ comes down; after it the cures are shown."""
HOUSE = 168
"""Design pixels: width of the house."""
AXIS = 26
"""Design pixels: height of the scale's numbers."""
LEGEND = 76
"""Design pixels: height of the words below."""
RADIUS = 15
"""Design pixels: a radius."""
ROW = 22
"""Design pixels: a line."""
CURES = {"loss": "cross-entropy", "relu": "ReLU, w = 1", "wide": "w = 4"}
"""What cures, by the names of the questions."""
NEAR = 0.07


class FloorsDrawing(Drawing):
    """The question "ratio" is answered below, the others by the cures' lines."""

    heading = "Seven floors"
    seconds = 6.0

    def key(self) -> object:
        return self.answer("ratio")

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit = pen.kit
        start = self.boxes.own_start
        deltas = floor_deltas(start)
        house = pygame.Rect(area.x, area.y, kit.px(HOUSE), area.height - kit.px(AXIS + LEGEND))
        scale = pygame.Rect(house.right + kit.px(12), area.y, area.right - house.right - kit.px(12), house.height)
        pitch = house.height / FLOORS
        middles = [round(house.bottom - (k + 0.5) * pitch) for k in range(FLOORS)]
        self._house(pen, house, middles)
        if not self.uncovered:
            words = f"|δ| of each floor, covered until {self._play.level.button}"
            self.cover(pen, pygame.Rect(scale.x, scale.y, scale.width, scale.height + kit.px(AXIS)), words)
            return
        self._scale(pen, scale)
        lines = self._cures(start) if self.told > DOWN else ()
        for _, values, colour in lines:
            self._line(pen, scale, middles, values, colour)
        self._bars(pen, scale, middles, deltas)
        self._bet(pen, scale, middles, deltas)
        self._legend(pen, pygame.Rect(area.x, scale.bottom + kit.px(AXIS + 8), area.width, kit.px(LEGEND)), lines)

    def _house(self, pen: Lettering, rect: pygame.Rect, middles: list[int]) -> None:
        """Each floor's number, neuron and slope; between two floors what δ is multiplied by."""
        kit, palette, given = pen.kit, pen.kit.palette, dict(self._play.level.facts)
        x = rect.x + kit.px(64)
        pygame.draw.line(pen.surface, palette.line, (x, middles[0]), (x, middles[-1]), max(1, kit.px(3)))
        face = disc(
            2 * kit.px(RADIUS),
            mix(palette.raised, palette.activation, 0.4),
            mix(palette.panel, palette.activation, 0.7),
            max(1, kit.px(2)),
        )
        for k, y in enumerate(middles):
            pen.write(f"floor {k + 1}", (rect.x, y), 12, palette.muted)
            pen.surface.blit(face, face.get_rect(center=(x, y)))
            pen.write("0.5", (x, y), 11, palette.text, "mono-medium", anchor="center")
            if not self.uncovered:
                place = (x + kit.px(22), y)
                words = f"slope {given['slope']:g}"
                pen.write(words, place, 12, palette.text, "mono", room=rect.right - place[0])
            if k:
                place = (x + kit.px(22), (y + middles[k - 1]) // 2)
                uncovered = f"× {given['w']:g} × {given['slope']:g}"
                words = uncovered if self.uncovered else f"w = {given['w']:g}"
                pen.write(words, place, 12, palette.muted, "mono", room=rect.right - place[0])

    @staticmethod
    def _x(rect: pygame.Rect, delta: float) -> int:
        power = math.log10(delta) if delta > 0.0 else LOWEST
        share = (min(max(power, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)
        return rect.x + round(share * rect.width)

    def _scale(self, pen: Lettering, rect: pygame.Rect) -> None:
        kit, palette = pen.kit, pen.kit.palette
        pygame.draw.rect(pen.surface, mix(palette.panel, palette.raised, 0.6), rect, border_radius=kit.px(4))
        for power in range(LOWEST, HIGHEST + 1, 2):
            x = self._x(rect, 10.0**power)
            pygame.draw.line(pen.surface, mix(palette.panel, palette.line, 0.9), (x, rect.y), (x, rect.bottom))
            text = "1" if power == 0 else f"{10.0**power:.0e}".replace("e-0", "e−")
            anchor = "midright" if power == HIGHEST else "midleft" if power == LOWEST else "center"
            pen.write(text, (x, rect.bottom + kit.px(12)), 11, palette.muted, "mono", anchor=anchor)

    def _bars(self, pen: Lettering, rect: pygame.Rect, middles: list[int], deltas: tuple[float, ...]) -> None:
        """As far down as it has been heard."""
        kit, palette = pen.kit, pen.kit.palette
        heard = min(1.0, self.told / DOWN) * FLOORS
        for k in range(FLOORS - 1, -1, -1):
            since = heard - (FLOORS - 1 - k)
            if since <= 0.0:
                break
            length = self._x(rect, deltas[k]) - rect.x
            bar = pygame.Rect(rect.x, middles[k] - kit.px(7), max(2, round(length * min(1.0, since))), kit.px(14))
            pygame.draw.rect(pen.surface, mix(palette.panel, palette.gradient, 0.8), bar, border_radius=kit.px(4))
            if since >= 1.0:
                text = figure(deltas[k])
                width = kit.fonts.width(text, 12, "mono-medium") + kit.px(10)
                inside = bar.width > width
                place = (bar.right - kit.px(5) if inside else bar.right + kit.px(6), middles[k])
                ink, anchor = (palette.background, "midright") if inside else (palette.gradient, "midleft")
                pen.write(text, place, 12, ink, "mono-medium", anchor=anchor)

    def _bet(self, pen: Lettering, rect: pygame.Rect, middles: list[int], deltas: tuple[float, ...]) -> None:
        """Where floor 1 would be by the student's answer."""
        answered = self.answer("ratio")
        if answered is None or answered <= 0.0:
            return
        kit = pen.kit
        right = abs(answered * deltas[-1] - deltas[0]) <= NEAR * deltas[0] if self.told >= DOWN else None
        x, colour = self._x(rect, answered * deltas[-1]), verdict_colour(pen, right)
        pygame.draw.line(
            pen.surface, colour, (x, middles[0] - kit.px(15)), (x, middles[0] + kit.px(15)), max(2, kit.px(3))
        )
        anchor = "midright" if x > rect.centerx else "midleft"
        step = -kit.px(4) if anchor == "midright" else kit.px(4)
        pen.write("your answer", (x + step, middles[0] - kit.px(19)), 11, colour, anchor=anchor)

    def _cures(self, start: Start) -> tuple[tuple[str, tuple[float, ...], Colour], ...]:
        palette = self._kit.palette if self._kit else None
        if palette is None:
            return ()
        inks = (palette.source, palette.positive, palette.negative)
        found = []
        for (name, words), ink in zip(CURES.items(), inks, strict=True):
            question = self._play.level.question(name)
            if isinstance(question, RatioAfter):
                found.append((words, floor_deltas(question.cured(start)), ink))
        return tuple(found)

    def _line(
        self, pen: Lettering, rect: pygame.Rect, middles: list[int], values: tuple[float, ...], colour: Colour
    ) -> None:
        points = [(self._x(rect, value), y) for value, y in zip(values, middles, strict=True)]
        pygame.draw.lines(pen.surface, colour, False, points, max(2, pen.kit.px(2)))
        for point in points:
            pygame.draw.aacircle(pen.surface, colour, point, pen.kit.px(4))

    def _legend(
        self, pen: Lettering, rect: pygame.Rect, lines: tuple[tuple[str, tuple[float, ...], Colour], ...]
    ) -> None:
        """Of each cure: floor 1 ÷ floor 7."""
        kit, palette = pen.kit, pen.kit.palette
        y = rect.y + kit.px(6)
        for words, values, colour in lines:
            pygame.draw.aacircle(pen.surface, colour, (rect.x + kit.px(6), y), kit.px(5))
            pen.write(words, (rect.x + kit.px(18), y), 12.5, palette.text)
            ratio = figure(values[0] / values[-1])
            pen.write(f"floor 1 ÷ floor 7: {ratio}", (rect.right, y), 12.5, palette.text, "mono", anchor="midright")
            y += kit.px(ROW)


DRAWING = Entry("floors", 3, FloorsDrawing)
