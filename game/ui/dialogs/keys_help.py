"""The list of keys that `?` opens, and with a click the list of words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec
import pygame

from game.ui.draw.capitals import in_capitals
from game.ui.draw.glossary import Meaning, glossary
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.draw.text_files import load_text
from game.ui.intents import Open
from game.ui.lab.lab_layout import closing_click
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.segmented import Segmented

WIDTH = 660
"""Design pixels: width of the dialog."""
PADDING = 24
"""Design pixels: from the dialog's edges to what is in it."""
TITLE_Y = 32
"""Design pixels: from the dialog's top to the middle of its tabs."""
TOP = 56
"""Design pixels: from the dialog's top to the first row."""
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
KEYS_TAB, WORDS_TAB = "keys", "words"
TABS = (170, 26)
"""Design pixels: width and height of the two tabs together."""
WORD = 110
"""Design pixels: width of the column of words."""
WORD_SIZE = 13
"""Design pixels: the type of words and of what they mean."""
WORD_LINE = 17
"""Design pixels: height of a line of what a word means."""
SMALLEST_LINE = 15
WORD_GAP = 7
"""Design pixels: between two words."""


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
    """In the middle of the window; `name` is that of the texts. Words of what the student is `without` are left out."""

    def __init__(self, name: str = "keys", without: Collection[str] = ()) -> None:
        self.texts = load_text(name, KeysTexts)
        self.words = glossary().met(without)
        self.tabs: Segmented | None = None
        self._sheet: OverlaySheet | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self.kill()
        self._kit, self._window = kit, rect
        row = max(kit.px(ROW), SMALLEST_ROW)
        columns = self._columns()
        tallest = max(sum(kit.px(HEAD) + row * len(group.keys) for group in column) for column in columns)
        tallest = max(tallest, _words_height(kit, self.words))
        place = pygame.Rect(0, 0, kit.px(WIDTH), kit.px(TOP) + tallest + kit.px(PADDING))
        place.center = rect.center
        self._sheet, self._row = OverlaySheet(kit, place), row
        tabs = pygame.Rect((0, 0), (kit.px(TABS[0]), kit.px(TABS[1])))
        tabs.midleft = (place.x + kit.px(PADDING), place.y + kit.px(TITLE_Y))
        names = [(KEYS_TAB, self.texts.title), (WORDS_TAB, glossary().title)]
        self.tabs = Segmented(kit, tabs, names, layer=LAYER + 1)
        self._open(KEYS_TAB)

    def _open(self, tab: str) -> None:
        """Show the keys or the words."""
        assert self._sheet
        assert self.tabs
        kit, surface = self._kit, self._sheet.blank()
        self.tabs.show(tab)
        pen, wide = Lettering(kit, surface), surface.get_width() - kit.px(PADDING)
        pen.write(self.texts.note, (wide, kit.px(TITLE_Y)), 12, kit.palette.muted, anchor="midright")
        if tab == WORDS_TAB:
            _write_words(pen, self.words)
        else:
            for index, column in enumerate(self._columns()):
                _column(pen, column, kit.px(PADDING) + index * (wide // COLUMNS), self._row)
        self._sheet.show(surface)

    def _columns(self) -> list[list[KeyGroup]]:
        """Every other group in each column."""
        return [list(self.texts.groups[start::COLUMNS]) for start in range(COLUMNS)]

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        asked = self.tabs.changed(event) if self.tabs else None
        if asked:
            self._open(asked)
            return []
        on_tabs = event.type == pygame.MOUSEBUTTONDOWN and self.tabs and self.tabs.rect.collidepoint(event.pos)
        closed = self._sheet and not on_tabs and (escaped(event) or closing_click(event, self._window))
        return [Open(None)] if closed else []

    def hints(self) -> Iterable[Hint]:
        return self._sheet.hints() if self._sheet else ()

    def focusables(self) -> Sequence[Focusable]:
        return [self.tabs] if self.tabs else []

    def kill(self) -> None:
        for part in (self._sheet, self.tabs):
            if part:
                part.kill()
        self._sheet = self.tabs = None


def _lines(kit: Kit, meaning: Meaning) -> list[str]:
    """What a word means, line by line."""
    return wrapped(kit, meaning.means, WORD_SIZE, kit.px(WIDTH - 2 * PADDING - WORD))


def _words_height(kit: Kit, words: Sequence[Meaning]) -> int:
    """Pixels that the words need."""
    line = max(kit.px(WORD_LINE), SMALLEST_LINE)
    return sum(len(_lines(kit, each)) * line + kit.px(WORD_GAP) for each in words)


def _write_words(pen: Lettering, words: Sequence[Meaning]) -> None:
    """Each word beside what it means."""
    kit, palette = pen.kit, pen.kit.palette
    line, y = max(kit.px(WORD_LINE), SMALLEST_LINE), kit.px(TOP)
    for each in words:
        place = (kit.px(PADDING), y + line // 2)
        pen.write(each.word, place, WORD_SIZE, palette.activation, "medium", room=kit.px(WORD - 8))
        for text in _lines(kit, each):
            pen.write(text, (kit.px(PADDING + WORD), y + line // 2), WORD_SIZE, palette.text)
            y += line
        y += kit.px(WORD_GAP)


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
