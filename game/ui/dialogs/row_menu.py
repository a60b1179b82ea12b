"""A menu below a button: rows of a name and a sentence, of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.intents import Open
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.menu_row import MenuRow, menu_row_height

PADDING, GAP = 10, 6
"""Design pixels."""


@dataclass(frozen=True)
class MenuChoice:
    """A row: its `name`, a sentence `about` it, what choosing it does, and a `note` such as a key."""

    name: str
    about: str
    messages: tuple[Message, ...]
    note: str = ""


class RowMenu(Panel):
    """Below the button at `anchor()`. `width` in design pixels."""

    def __init__(self, anchor: Callable[[], pygame.Rect], choices: Sequence[MenuChoice], width: int) -> None:
        self.choices = tuple(choices)
        self.rows: list[MenuRow] = []
        self._anchor, self._width = anchor, width
        self._sheet: OverlaySheet | None = None

    def row(self, name: str) -> MenuRow:
        """The row called `name`. Raises StopIteration when there is none."""
        return next(row for row, choice in zip(self.rows, self.choices, strict=True) if choice.name == name)

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        px = kit.px
        width = px(self._width - 2 * PADDING)
        heights = [menu_row_height(kit, width, choice.about) for choice in self.choices]
        area = pygame.Rect(0, 0, px(self._width), sum(heights) + px(GAP) * (len(heights) - 1) + 2 * px(PADDING))
        area.midtop = (self._anchor().centerx, self._anchor().bottom + px(6))
        area.clamp_ip(rect.inflate(-2 * px(PADDING), -2 * px(PADDING)))
        self._sheet = OverlaySheet(kit, area)
        self._sheet.show(self._sheet.blank())
        y = area.y + px(PADDING)
        for choice, height in zip(self.choices, heights, strict=True):
            place = pygame.Rect(area.x + px(PADDING), y, width, height)
            self.rows.append(MenuRow(kit, place, choice.name, choice.about, LAYER + 1, note=choice.note))
            y += height + px(GAP)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for row, choice in zip(self.rows, self.choices, strict=True):
            if row.pressed(event):
                return [Open(None), *choice.messages]
        if escaped(event):
            return [Open(None)]
        pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
        away = pressed and not (self._sheet and self._sheet.rect.collidepoint(event.pos))
        return [Open(None)] if away and not self._anchor().collidepoint(event.pos) else []

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
