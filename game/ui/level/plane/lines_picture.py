"""The picture of the open map with its lines, hidden space beside it, and the words below them."""

from __future__ import annotations

import pygame

from game.sim.level.play.kinds.placing_lines import PlacingLines
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.shown_map import ShownMap, map_of
from game.sim.network import neuron_label, params_from_flat
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.plane.lines_words import counterexample_words, lines_note, lines_words
from game.ui.level.plane.plane_picture import PlanePicture
from game.ui.level.plane.plane_sheet import PlaneSheet
from game.ui.level.text_block import write_block

GAP = 12
"""Design pixels between pictures, and between them and the words."""


class LinesPicture:
    """Paints what `play`, of kind "lines", has come to: `sheet` is where the map lies within a picture of `size`,
    `space` where hidden space lies, if there is one."""

    def __init__(
        self, kit: Kit, size: tuple[int, int], play: LevelPlay, sheet: PlaneSheet, space: pygame.Rect | None
    ) -> None:
        self._kit, self._size, self._play, self._sheet, self._space = kit, size, play, sheet, space
        assert isinstance(play.kind, PlacingLines)
        self._kind = play.kind
        self._example = self._counterexample()
        self._predicting = play.visit.stage is Stage.PREDICTING

    def _counterexample(self) -> ShownMap | None:
        """The counterexample that is shown in place of the player's own map."""
        example = self._play.example
        if example is None:
            return None
        params = params_from_flat(example.settings.layers, example.cursor.params)
        return map_of(example.start, params, self._kind.grid.middle)

    def paint(self, chosen: int, share: float) -> pygame.Surface:
        """All of it: line `chosen` is lit, and the points have come `share` (0..1) of their way into hidden space."""
        kind, net, example = self._kind, self._kind.net, self._example
        title = "A counterexample" if example else f"Table {net}" if net else "Where the points go"
        picture = panel_background(self._kit, self._size, title, "" if example else lines_note(kind))
        painter = PlanePicture(self._kit, picture, example or kind.shown(net))
        if example:
            self._paint_example(painter, example)
        else:
            self._paint_own(painter, picture, chosen)
        if self._space:
            self._paint_space(painter, picture, self._space, share)
        self._write(picture)
        return picture

    def _paint_example(self, painter: PlanePicture, example: ShownMap) -> None:
        sheet = self._sheet
        painter.ground(sheet)
        for number, line in enumerate(example.lines):
            painter.line(sheet, line, name=neuron_label(example.settings.layers, 1, number) if example.folds else "")
        painter.points(sheet, [] if example.folds else example.wrong)
        painter.axes(sheet, self._inputs())

    def _paint_own(self, painter: PlanePicture, picture: pygame.Surface, chosen: int) -> None:
        kind, net, sheet = self._kind, self._kind.net, self._sheet
        called, tested = kind.called_impossible(net), bool(kind.marks)
        if called:
            painter.bare(sheet)
        else:
            painter.ground(sheet)
            self._paint_lines(painter, chosen)
        apart = tested and called and kind.marks[net]
        if apart:
            painter.diagonals(sheet)
        painter.points(sheet, kind.wrong(net) if tested and not kind.folds and not called else [])
        painter.axes(sheet, self._inputs())
        if called and not apart:
            self._stamp(picture)

    def _paint_lines(self, painter: PlanePicture, chosen: int) -> None:
        kind = self._kind
        numbers = [k for k in range(1, kind.count + 1) if k != chosen]
        for number in [*numbers, chosen]:
            name = neuron_label(kind.own_start.settings.layers, 1, number - 1) if kind.folds else ""
            lit = number == chosen and not self._predicting
            painter.line(self._sheet, kind.line(kind.net, number), name=name, lit=lit)

    def _paint_space(self, painter: PlanePicture, picture: pygame.Surface, rect: pygame.Rect, share: float) -> None:
        kit = self._kit
        pen = Lettering(kit, picture)
        for square, text in ((self._sheet.rect, "The plane"), (rect, "Hidden space")):
            pen.write(text, (square.x, square.y - kit.px(11)), 13, kit.palette.text, "medium")
        if self._kind.cut:
            painter.hidden_space(rect, share, self._sheet)
            return
        palette = kit.palette
        pygame.draw.rect(picture, mix(palette.panel, palette.raised, 0.7), rect)
        pygame.draw.rect(picture, palette.line, rect, 1)
        pen.write("?", rect.center, 44, mix(palette.raised, palette.activation, 0.7), "semibold", anchor="center")
        words, below = f"covered until {self._play.level.button}", (rect.centerx, rect.centery + kit.px(44))
        pen.write(words, below, 12, palette.muted, anchor="center", room=rect.width - kit.px(12))

    def _inputs(self) -> tuple[str, str]:
        layers = self._kind.own_start.settings.layers
        return neuron_label(layers, 0, 0), neuron_label(layers, 0, 1)

    def _stamp(self, picture: pygame.Surface) -> None:
        """The map is called impossible."""
        kit, palette = self._kit, self._kit.palette
        text = kit.fonts.text("IMPOSSIBLE", 20, palette.activation, "semibold")
        plate = text.get_rect(center=self._sheet.rect.center).inflate(kit.px(28), kit.px(16))
        ground = mix(palette.background, palette.activation, 0.12)
        pygame.draw.rect(picture, ground, plate, 0, kit.px(8))
        pygame.draw.rect(picture, palette.activation, plate, max(1, kit.px(2)), kit.px(8))
        picture.blit(text, text.get_rect(center=plate.center))

    def _write(self, picture: pygame.Surface) -> None:
        """What there is to be said below the pictures."""
        kit, kind, example = self._kit, self._kind, self._example
        margin = kit.px(MARGIN)
        place = pygame.Rect(margin, self._sheet.rect.bottom + kit.px(GAP), picture.get_width() - 2 * margin, 0)
        text = counterexample_words(example) if example else lines_words(kind, predicting=self._predicting)
        colour = kit.palette.muted
        if kind.marks and not example:
            colour = kit.palette.gradient if kind.marks[kind.net] else kit.palette.negative
        write_block(Lettering(kit, picture), text, place, 13, colour)
