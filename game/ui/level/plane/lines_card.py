"""The neurons of the open map in numbers: which line is which weights."""

from __future__ import annotations

import pygame

from game.sim.level.play.kinds.placing_lines import PlacingLines
from game.sim.level.play.level_play import LevelPlay
from game.sim.network import neuron_label
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.text_block import write_block
from game.ui.toolkit.picture_panel import PicturePanel

TOP = 40
"""Design pixels."""


class LinesCard(PicturePanel):
    """It reads `play`, which must be of kind "lines"."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._look: object = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._picture = panel_background(kit, rect.size)

    def update(self, now: float, *, still: bool) -> None:
        kind = self._play.kind
        assert isinstance(kind, PlacingLines)
        called = kind.called_impossible(kind.net)
        look = (kind.net, called, *(kind.line(kind.net, number) for number in range(1, kind.count + 1)))
        if look != self._look:
            self._look = look
            self._picture = self._painted(kind, called=called)

    def _painted(self, kind: PlacingLines, *, called: bool) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        title = "The two neurons" if kind.count > 1 else "The neuron"
        picture = panel_background(kit, self._rect.size, title)
        pen, margin, layers = Lettering(kit, picture), kit.px(MARGIN), kind.own_start.settings.layers
        inner = pygame.Rect(margin, kit.px(TOP), self._rect.width - 2 * margin, 0)
        if called:
            write_block(pen, "No line, no weights: this table is called impossible.", inner, 14, palette.text)
            return picture
        params = kind.params(kind.net)
        names = [neuron_label(layers, 0, k) for k in range(2)]
        for unit in range(kind.count):
            weights, bias = params.weights[0][unit].tolist(), float(params.biases[0][unit])
            inner.y = self._head(pen, inner, neuron_label(layers, 1, unit))
            for name, value in (*zip((f"weight of {each}" for each in names), weights, strict=True), ("bias", bias)):
                inner.y = self._row(pen, inner, name, value)
            inner.y += kit.px(6)
        words = (
            f"The line is where weight × {names[0]} + weight × {names[1]} + bias is 0. "
            "The weights say which way it is turned, the bias how far from the middle it lies."
        )
        write_block(pen, words, inner, 13, palette.muted)
        return picture

    def _head(self, pen: Lettering, inner: pygame.Rect, name: str) -> int:
        kit = self._kit
        pen.write(name, (inner.x, inner.y + kit.px(9)), 14, kit.palette.activation, "semibold")
        return inner.y + kit.px(22)

    def _row(self, pen: Lettering, inner: pygame.Rect, name: str, value: float) -> int:
        kit, palette = self._kit, self._kit.palette
        middle = inner.y + kit.px(10)
        pen.write(name, (inner.x, middle), 13, palette.text)
        colour = palette.positive if value > 0 else palette.negative if value < 0 else palette.muted
        pen.write(fixed(value, 2), (inner.right, middle), 13, colour, "mono-medium", anchor="midright")
        return inner.y + kit.px(21)
