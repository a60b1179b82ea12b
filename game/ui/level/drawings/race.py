"""Two counters racing: the gradient by nudging every parameter, and by one pass there and back; below them what three
shapes come to."""

from __future__ import annotations

from itertools import pairwise

import pygame

from game.sim.arithmetic.multiplications import COUNTS, CountName
from game.sim.network import Layers
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, mix
from game.ui.level.drawings import Drawing, Entry
from game.ui.level.drawings.drawing import verdict_colour

TRACKS = 150
"""Design pixels: height of both tracks."""
TRACK = 14
"""Design pixels: thickness of one."""
ROW = 26
"""Design pixels: height of a row of the table."""
HEAD = 24
"""Design pixels: height of the table's head."""
COLUMNS: dict[CountName, str] = {"forward": "forward", "backward": "back", "central": "nudging"}
"""The heads of the table, by what is counted."""
FLAG = 0.96
"""The share of the telling by which the slower runner is home."""


class RaceDrawing(Drawing):
    """Both runners do as many multiplications a second."""

    heading = "The race"
    seconds = 7.0

    def key(self) -> object:
        return tuple(self.answer(name) for name in COLUMNS)

    @property
    def _layers(self) -> Layers:
        return self.boxes.own_start.settings.layers

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        kit = pen.kit
        low = kit.px(HEAD + 3 * ROW + 12)
        shape = pygame.Rect(area.x, area.y, area.width, area.height - low - kit.px(TRACKS + 16))
        self._shape(pen, shape)
        tracks = pygame.Rect(area.x, shape.bottom + kit.px(8), area.width, kit.px(TRACKS))
        self._tracks(pen, tracks)
        self._table(pen, pygame.Rect(area.x, area.bottom - low, area.width, low))

    # -- the network -------------------------------------------------------------------------------------------------

    def _shape(self, pen: Lettering, rect: pygame.Rect) -> None:
        """Its neurons and connections; bright as far as the pass there and back has come."""
        kit, palette, layers = pen.kit, pen.kit.palette, self._layers
        radius = min(kit.px(13), rect.height // (3 * max(layers)))
        across = (rect.width - 4 * radius) / (len(layers) - 1)
        pitch = min(kit.px(56), (rect.height - 2 * radius) / max(1, max(layers) - 1))

        def place(layer: int, unit: int) -> tuple[float, float]:
            y = rect.centery + (unit - (layers[layer] - 1) / 2) * pitch
            return rect.x + 2 * radius + layer * across, y

        forward, back = self._swept()
        for layer, (sources, units) in enumerate(pairwise(layers)):
            colour = mix(palette.panel, palette.line, 1.0)
            if forward > layer:
                colour = mix(palette.panel, palette.activation, 0.6)
            if back > len(layers) - 2 - layer:
                colour = mix(palette.panel, palette.gradient, 0.7)
            for source in range(sources):
                for unit in range(units):
                    pygame.draw.aaline(pen.surface, colour, place(layer, source), place(layer + 1, unit))
        for layer, units in enumerate(layers):
            for unit in range(units):
                pygame.draw.aacircle(pen.surface, palette.panel, place(layer, unit), radius)
                pygame.draw.aacircle(pen.surface, palette.muted, place(layer, unit), radius, max(1, kit.px(2)))

    def _swept(self) -> tuple[float, float]:
        """Layers of connections that the pass has gone through forward, and back."""
        if not self.uncovered:
            return 0.0, 0.0
        done, forward = self._run("both"), COUNTS["forward"](self._layers)
        last = len(self._layers) - 1
        there = min(1.0, done / forward)
        again = max(0.0, done - forward) / COUNTS["backward"](self._layers)
        return there * last, again * last

    # -- the tracks --------------------------------------------------------------------------------------------------

    def _run(self, way: CountName) -> int:
        """Multiplications that the runner has done."""
        whole = COUNTS[way](self._layers)
        fastest = COUNTS["central"](self._layers) * min(1.0, self.told / FLAG)
        return min(whole, round(fastest))

    def _tracks(self, pen: Lettering, rect: pygame.Rect) -> None:
        palette = pen.kit.palette
        forward, back = self.answer("forward"), self.answer("backward")
        both = forward + back if forward is not None and back is not None else None
        half = rect.height // 2
        lanes: tuple[tuple[CountName, str, Colour, float | None], ...] = (
            ("both", "one pass there and back", palette.gradient, both),
            ("central", "nudging each parameter up and down", palette.activation, self.answer("central")),
        )
        for k, (way, words, colour, bet) in enumerate(lanes):
            self._lane(pen, pygame.Rect(rect.x, rect.y + k * half, rect.width, half), way, words, colour, bet)

    def _lane(
        self, pen: Lettering, rect: pygame.Rect, way: CountName, words: str, colour: Colour, bet: float | None
    ) -> None:
        kit, palette = pen.kit, pen.kit.palette
        whole, length = COUNTS[way](self._layers), COUNTS["central"](self._layers)
        done = self._run(way) if self.uncovered else 0
        middle = rect.y + kit.px(12)
        counter = f"{done:,}" if self.uncovered else "?"
        stands = pen.write(counter, (rect.right, middle), 20, colour, "mono-medium", anchor="midright")
        pen.write(words, (rect.x, middle), 13, palette.text, room=stands.x - rect.x - kit.px(8))
        track = pygame.Rect(rect.x, rect.y + kit.px(28), rect.width, kit.px(TRACK))
        pygame.draw.rect(pen.surface, palette.raised, track, border_radius=kit.px(5))
        if done:
            run = pygame.Rect(track.x, track.y, max(kit.px(3), round(track.width * done / length)), track.height)
            pygame.draw.rect(pen.surface, colour, run, border_radius=kit.px(5))
        if bet is not None:
            home = self.uncovered and done == whole
            ink = verdict_colour(pen, abs(bet - whole) < 0.5 if home else None)
            text = f"your bet {bet:,.0f}"
            pen.write(text, (rect.x, track.bottom + kit.px(11)), 12, ink, "medium")
            if self.uncovered:
                x = track.x + round(track.width * min(1.0, max(0.0, bet / length)))
                pygame.draw.line(pen.surface, ink, (x, track.y - kit.px(4)), (x, track.bottom + kit.px(4)), kit.px(2))

    # -- the table ---------------------------------------------------------------------------------------------------

    def _table(self, pen: Lettering, rect: pygame.Rect) -> None:
        kit, palette = pen.kit, pen.kit.palette
        ends = [rect.x + round(rect.width * share) for share in (0.56, 0.76, 1.0)]
        y = rect.y + kit.px(HEAD // 2)
        pen.write("multiplications", (rect.x, y), 11, palette.muted)
        for head, x in zip(COLUMNS.values(), ends, strict=True):
            pen.write(head, (x, y), 11, palette.muted, anchor="midright")
        over = self.uncovered and self.told >= 1.0
        rows: tuple[tuple[Layers, bool, Colour], ...] = (
            *((example, True, palette.muted) for example in self.boxes.table.example),
            (self._layers, over, palette.text),
            *((large, True, palette.muted) for large in self.boxes.table.afterwards if over),
        )
        y += kit.px(ROW)
        for layers, known, ink in rows:
            pygame.draw.line(pen.surface, palette.line, (rect.x, y - kit.px(13)), (rect.right, y - kit.px(13)))
            pen.write("-".join(map(str, layers)), (rect.x, y), 13, ink, "mono-medium")
            for way, x in zip(COLUMNS, ends, strict=True):
                text = f"{COUNTS[way](layers):,}" if known else "?"
                pen.write(text, (x, y), 13, ink, "mono-medium", anchor="midright")
            y += kit.px(ROW)


DRAWING = Entry("race", 2, RaceDrawing)
