"""The list of keys that `?` opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import pygame

from game.ui.draw.capitals import in_capitals
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.draw.text_files import load_text
from game.ui.intents import Open
from game.ui.lab.lab_layout import closing_click
from game.ui.toolkit.overlay_sheet import OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel

WIDTH, PADDING, TITLE_Y, TOP = 660, 24, 32, 56
ROW = 27
"""Design pixels: height of a line."""
HEAD = 30
"""Design pixels: height of a group's heading."""
KEYS = 114
"""Design pixels: width of the column of keys."""
CAP = 20
"""Design pixels: height of a key."""
SMALLEST_ROW = 22
COLUMNS = 2


class KeyGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys that belong together, each with what it does."""

    title: str
    keys: list[tuple[str, str]]


class KeysTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/text/keys.toml`."""

    title: str
    note: str
    groups: list[KeyGroup]


class KeysHelp(Panel):
    """In the middle of the window; `name` is that of the texts."""

    def __init__(self, name: str = "keys") -> None:
        self.texts = load_text(name, KeysTexts)
        self._sheet: OverlaySheet | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self.kill()
        self._window = rect
        row = max(kit.px(ROW), SMALLEST_ROW)
        columns = self._columns()
        tallest = max(sum(kit.px(HEAD) + row * len(group.keys) for group in column) for column in columns)
        place = pygame.Rect(0, 0, kit.px(WIDTH), kit.px(TOP) + tallest + kit.px(PADDING))
        place.center = rect.center
        self._sheet = OverlaySheet(kit, place)
        surface = self._sheet.blank()
        pen, palette = Lettering(kit, surface), kit.palette
        pen.write(self.texts.title, (kit.px(PADDING), kit.px(TITLE_Y)), 18, palette.text, "semibold")
        place_of_note = (place.width - kit.px(PADDING), kit.px(TITLE_Y))
        pen.write(self.texts.note, place_of_note, 12, palette.muted, anchor="midright")
        width = (place.width - kit.px(PADDING)) // COLUMNS
        for index, column in enumerate(columns):
            _column(pen, column, kit.px(PADDING) + index * width, row)
        self._sheet.show(surface)

    def _columns(self) -> list[list[KeyGroup]]:
        """Every other group in each column."""
        return [list(self.texts.groups[start::COLUMNS]) for start in range(COLUMNS)]

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        closed = self._sheet is not None and (escaped(event) or closing_click(event, self._window))
        return [Open(None)] if closed else []

    def hints(self) -> Iterable[Hint]:
        return self._sheet.hints() if self._sheet else ()

    def focusables(self) -> Sequence[Focusable]:
        return []

    def kill(self) -> None:
        if self._sheet:
            self._sheet.kill()
        self._sheet = None


def _column(pen: Lettering, groups: Sequence[KeyGroup], left: int, row: int) -> None:
    kit, palette = pen.kit, pen.kit.palette
    y = kit.px(TOP)
    for group in groups:
        place = (left, y + kit.px(HEAD) // 2)
        pen.write(in_capitals(group.title), place, 11, palette.muted, "semibold")
        y += kit.px(HEAD)
        for keys, meaning in group.keys:
            _caps(pen, keys, left, y + row // 2)
            pen.write(meaning, (left + kit.px(KEYS), y + row // 2), 13, palette.text)
            y += row


def _caps(pen: Lettering, keys: str, x: int, y: int) -> None:
    """Each key of a combination on a cap of its own."""
    kit, palette = pen.kit, pen.kit.palette
    height = max(kit.px(CAP), SMALLEST_ROW - 4)
    for key in keys.split():
        width = max(height, kit.fonts.width(key, 11.5, "medium") + kit.px(12))
        cap = pygame.Rect(x, y - height // 2, width, height)
        line = mix(palette.line, palette.text, 0.2)
        pen.surface.blit(rounded_box(cap.size, kit.px(5), palette.raised, line, max(1, kit.px(1))), cap)
        pen.write(key, cap.center, 11.5, palette.text, "medium", anchor="center")
        x = cap.right + kit.px(5)
