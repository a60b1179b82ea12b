"""The menu of demos: each sets the sandbox up to show one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.paths import ASSETS
from game.sim.demos import Demo, read_demos
from game.ui.draw.kit import Kit
from game.ui.intents import Begin, Open
from game.ui.lab.lab_layout import closing_click
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.menu_row import MenuRow, row_height

WIDTH, PADDING, GAP = 430, 12, 8
"""Design pixels."""


class DemosPanel(Panel):
    """Below the button that opens it, at `anchor()`."""

    def __init__(self, anchor: Callable[[], pygame.Rect]) -> None:
        self.demos = read_demos(ASSETS / "demos")
        self.rows: list[MenuRow] = []
        self._anchor = anchor
        self._window = pygame.Rect(0, 0, 0, 0)
        self._sheet: OverlaySheet | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._window = rect
        px = kit.px
        width = px(WIDTH - 2 * PADDING)
        heights = [row_height(kit, width, demo.sentence) for demo in self.demos]
        area = pygame.Rect(0, 0, px(WIDTH), sum(heights) + px(GAP) * (len(heights) - 1) + 2 * px(PADDING))
        area.midtop = (self._anchor().centerx, self._anchor().bottom + px(16))
        area.clamp_ip(rect)
        self._sheet = OverlaySheet(kit, area)
        self._sheet.show(self._sheet.blank())
        y = area.y + px(PADDING)
        for demo, height in zip(self.demos, heights, strict=True):
            place = pygame.Rect(area.x + px(PADDING), y, width, height)
            self.rows.append(MenuRow(kit, place, demo.name, demo.sentence, LAYER + 1))
            y += height + px(GAP)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for demo, row in zip(self.demos, self.rows, strict=True):
            if row.pressed(event):
                return [Open(None), _begun(demo)]
        if escaped(event):
            return [Open(None)]
        inside = self._sheet is not None and self._sheet.rect.collidepoint(self._sheet.kit.pointer())
        return [Open(None)] if closing_click(event, self._window) and not inside else []

    def hints(self) -> Iterable[Hint]:
        return self._sheet.hints() if self._sheet else ()

    def focusables(self) -> Sequence[Focusable]:
        return self.rows

    def kill(self) -> None:
        for row in self.rows:
            row.kill()
        self.rows = []
        if self._sheet:
            self._sheet.kill()
        self._sheet = None


def _begun(demo: Demo) -> Begin:
    return Begin(demo.start.start(), demo.sentence, demo.edge, demo.speed, demo.name, demo.moment)
