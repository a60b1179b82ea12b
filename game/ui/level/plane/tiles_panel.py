"""The left panel of a level of lines: a tile for each map, or for each line where there is one map, and the button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.sim.level.actions import OpenCase
from game.sim.level.play.kinds.placing_lines import PlacingLines
from game.sim.level.play.level_play import LevelPlay
from game.sim.network import neuron_label
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.level.controls.work_panel import WorkPanel
from game.ui.level.intents import Do
from game.ui.level.plane.lines_panel import LinesPanel
from game.ui.level.plane.plane_picture import PlanePicture
from game.ui.level.plane.plane_sheet import PlaneSheet
from game.ui.level.text_block import write_block
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.hotspot import HotSpot

GAP = 8
"""Design pixels: between two tiles."""
LARGEST = 104
"""Design pixels: how high one is at most."""


class TilesPanel(WorkPanel):
    """A click on a tile opens its map, or chooses its line in `lines`."""

    def __init__(self, play: LevelPlay, lines: LinesPanel) -> None:
        super().__init__(play, lambda _question: None)
        self._lines = lines
        self._tiles: list[HotSpot] = []

    @property
    def _kind(self) -> PlacingLines:
        return self._lines.kind

    def _heading(self) -> str:
        return "Lines" if self._kind.folds else "Tables"

    def _names(self) -> list[str]:
        """Of the maps, or of the neurons."""
        kind = self._kind
        if not kind.folds:
            return list(kind.starts)
        return [neuron_label(kind.own_start.settings.layers, 1, k) for k in range(kind.count)]

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        super().build(kit, rect)
        names, gap = self._names(), kit.px(GAP)
        height = min(kit.px(LARGEST), (self._area.height - gap * (len(names) - 1)) // len(names))
        self._places = [
            pygame.Rect(self._area.x, self._area.y + k * (height + gap), self._area.width, height)
            for k in range(len(names))
        ]
        self._tiles = [
            HotSpot(kit, place, tip=self._tip(name)) for name, place in zip(names, self._places, strict=True)
        ]

    def _tip(self, name: str) -> Callable[[], str]:
        words = f"Choose the line of {name}." if self._kind.folds else f"Open table {name}."
        return lambda: words

    def _deal(self, kit: Kit) -> None:
        """Its tiles stand for the nets of the deal."""

    def kill(self) -> None:
        super().kill()
        for tile in self._tiles:
            tile.kill()
        self._tiles = []

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for k, tile in enumerate(self._tiles):
            if tile.pressed(event):
                if not self._kind.folds:
                    return [Do(OpenCase(self._names()[k]))]
                self._lines.chosen = k + 1
                return []
        return super().commands_from(event)

    # -- looks -------------------------------------------------------------------------------------------------------

    def _extra_look(self) -> object:
        kind = self._kind
        lines = tuple(kind.line(net, k) for net in kind.starts for k in range(1, kind.count + 1))
        said = tuple((kind.placed(net), kind.called_impossible(net)) for net in kind.starts)
        return (lines, said, tuple(kind.marks.items()), kind.net, self._lines.chosen, len(kind.margins))

    def _painted(self, kit: Kit) -> pygame.Surface:
        picture = super()._painted(kit)
        for k, name in enumerate(self._names()):
            self._tile(kit, picture, self._places[k].move(-self._rect.x, -self._rect.y), k, name)
        if self._kind.folds:
            self._earlier(kit, picture)
        return picture

    def _tile(self, kit: Kit, picture: pygame.Surface, rect: pygame.Rect, number: int, name: str) -> None:
        kind, palette = self._kind, kit.palette
        net = kind.net if kind.folds else name
        chosen = number + 1 == self._lines.chosen if kind.folds else name == kind.net
        ground = mix(palette.panel, palette.positive, 0.22) if chosen else mix(palette.panel, palette.raised, 0.55)
        line = palette.positive if chosen else palette.line
        pygame.draw.rect(picture, ground, rect, 0, kit.px(6))
        pygame.draw.rect(picture, line, rect, 1, kit.px(6))
        inset = kit.px(7)
        side = rect.height - 2 * inset
        sheet = PlaneSheet(pygame.Rect(rect.x + inset, rect.y + inset, side, side), kind.grid)
        painter = PlanePicture(kit, picture, kind.shown(net))
        shown = kind.placed(net) and not kind.called_impossible(net)
        if kind.folds:
            painter.ground(sheet, [number + 1])
            painter.line(sheet, kind.line(net, number + 1), arrow=False)
        elif shown:
            painter.ground(sheet)
            painter.line(sheet, kind.line(net, 1), arrow=False)
        else:
            painter.bare(sheet)
        wrong = kind.wrong(net) if kind.marks and shown and not kind.folds else []
        painter.points(sheet, wrong, small=True)
        text = pygame.Rect(sheet.rect.right + kit.px(12), rect.y, 0, rect.height)
        text.width = rect.right - inset - text.x
        self._caption(kit, picture, text, number, name)

    def _caption(self, kit: Kit, picture: pygame.Surface, rect: pygame.Rect, number: int, name: str) -> None:
        kind, palette, pen = self._kind, kit.palette, Lettering(kit, picture)
        title = name if kind.folds else f"Table {name}"
        pen.write(title, (rect.x, rect.centery - kit.px(10)), 14, palette.text, "medium", room=rect.width)
        if kind.folds:
            line = kind.line(kind.net, number + 1)
            words, colour = f"{line.angle:g}°, {line.offset:g} out".replace("-", "−"), palette.muted
        elif kind.called_impossible(name):
            words, colour = "IMPOSSIBLE", palette.activation
        else:
            words, colour = ("line placed" if kind.placed(name) else "no line yet"), palette.muted
        pen.write(words, (rect.x, rect.centery + kit.px(10)), 12, colour, room=rect.width)
        if kind.marks and not kind.folds:
            sign, ink = ("check", palette.gradient) if kind.marks[name] else ("cross", palette.negative)
            icon = kit.icons.get(sign, kit.px(18), ink)
            picture.blit(icon, icon.get_rect(midright=(rect.right - kit.px(4), rect.centery)))

    def _earlier(self, kit: Kit, picture: pygame.Surface) -> None:
        """The margins of the tests so far."""
        margins = self._kind.margins
        below = self._places[-1].move(-self._rect.x, -self._rect.y)
        place = pygame.Rect(below.x, below.bottom + kit.px(16), below.width, 0)
        pen = Lettering(kit, picture)
        for k, margin in enumerate(margins, start=1):
            words = f"{self._play.level.noun} {k}: margin {margin:.3f}".replace("-", "−")
            colour = kit.palette.gradient if margin > 0 else kit.palette.negative
            place.y = write_block(pen, words, place, 13, colour)

    # -- help --------------------------------------------------------------------------------------------------------

    def hints(self) -> Iterable[Hint]:
        yield from (hint for tile in self._tiles if (hint := tile.hint()))
        yield from super().hints()

    def focusables(self) -> Sequence[Focusable]:
        return [*self._tiles, *super().focusables()]

    # -- for the tour and tests --------------------------------------------------------------------------------------

    def tile(self, name: str) -> pygame.Rect:
        """Where the tile of a map or a neuron is."""
        return self._tiles[self._names().index(name)].rect
