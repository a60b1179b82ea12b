"""The table in which data are typed, pasted and edited: painted, with one text entry that stands where one types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim import commands as c
from game.sim.dataset import LONGEST_DATA_NAME, OWN
from game.sim.files.data_file import DataFileError
from game.sim.files.data_table import NAMES, DataTable, table_of
from game.sim.quoting import counted
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut
from game.ui.intents import Open
from game.ui.toolkit.draft import Draft, Drafted
from game.ui.toolkit.focus_ring import ENTER
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.view import View
from game.ui.widgets import clipboard
from game.ui.widgets.button import Button, ButtonWords
from game.ui.widgets.text_box import TextBox

WIDTH = 760
"""Design pixels: width of the dialog at most."""
HEIGHT = 560
"""Design pixels: height of the dialog at most."""
BORDER = 30
"""Design pixels: how far the dialog keeps away from the window's edges, both sides together."""
PADDING = 20
"""Design pixels: from the dialog's edges to what is in it."""
TOP = 62
"""Design pixels: from the dialog's top to the table."""
FOOT = 112
"""Design pixels: room below the table for words and buttons."""
LINE = 24
"""Design pixels: height of a line of the table."""
NUMBER = 40
"""Design pixels: width of the lines' numbers."""
BUTTON = 30
"""Design pixels: height of a button."""
GAP = 6
"""Design pixels: between buttons."""
WIDEST_CELL, NARROWEST_CELL = 110, 42
MOST_UNDONE = 100
BUTTONS = {
    "row": ButtonWords("+ Row", "Another sample below the marked cell."),
    "no_row": ButtonWords("− Row", "Take the marked sample away."),
    "input": ButtonWords("+ Input", "Another column of inputs."),
    "target": ButtonWords("+ Target", "Another column of targets: their names begin with y."),
    "no_column": ButtonWords("− Column", "Take the marked column away."),
    "undo": ButtonWords("Undo", "Take back the last change of the table (Ctrl+Z)."),
    "paste": ButtonWords("Paste", "Cells of a spreadsheet or lines of a CSV, from the marked cell on (Ctrl+V)."),
    "use": ButtonWords("Learn these", "Start over at epoch 0 with these data."),
}


class OwnDataDialog(ViewPanel, Drafted):
    """A dialog in the middle of the window. It begins with the data that are learnt, keeps what is typed until it is
    used, or as what Undo brings back where other data are learnt, and says of what cannot be used where the mistake
    is."""

    def __init__(self) -> None:
        self.table = DataTable(("x1", "x2", "y"), (("", "", ""),))
        self.cell = (0, 0)
        self.said = ""
        self._before: list[DataTable] = []
        self._first = 0
        self._source: object = None
        self._name = "Own data"
        self._view: View | None = None
        self._sheet: OverlaySheet | None = None
        self._buttons: dict[str, Button] = {}
        self._entry: TextBox | None = None
        self._typing = False

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the dialog out in the middle of `rect`."""
        self.kill()
        px = kit.px
        self._kit = kit
        self.area = pygame.Rect(
            0, 0, min(px(WIDTH), rect.width - px(BORDER)), min(px(HEIGHT), rect.height - px(BORDER))
        )
        self.area.center = rect.center
        self._first = self._clamped(self._first)  # a larger window has room for more
        self._sheet = OverlaySheet(kit, self.area)
        width = (self.area.width - 2 * px(PADDING) - (len(BUTTONS) - 1) * px(GAP)) // len(BUTTONS)
        for k, (name, words) in enumerate(BUTTONS.items()):
            x, y = self.area.x + px(PADDING) + k * (width + px(GAP)), self.area.bottom - px(BUTTON + 16)
            style = "primary" if name == "use" else "normal"
            self._buttons[name] = Button(
                kit, pygame.Rect(x, y, width, px(BUTTON)), words.text, style=style, tip=words.tip, layer=LAYER + 1
            )
        corner = pygame.Rect(self.area.right - px(46), self.area.y + px(14), px(32), px(30))
        self._close = Button(
            kit, corner, icon="close", style="quiet", tip="Close (Esc): the table is kept", layer=LAYER + 1
        )
        self._entry = TextBox(kit, self.cell_rect(*self.cell), "", LAYER + 2)
        self._entry.set_visible(False)
        self._typing = False
        self._paint()

    def sync(self, view: View) -> None:
        """Take over the data that are learnt, whenever they are others."""
        self._view = view
        snapshot = view.current
        source = (snapshot.dataset, snapshot.targets)
        if source != self._source:
            self._source = source
            self._before = [*self._before[1 - MOST_UNDONE :], self.table] if self._before else []
            self.table = table_of(snapshot.dataset, snapshot.targets)
            self._name = snapshot.dataset.label if snapshot.scenario == OWN else "Own data"
            self.cell, self._first, self.said = (0, 0), 0, ""
            self._paint()

    # -- places ------------------------------------------------------------------------------------------------------

    def _clamped(self, first: int) -> int:
        """`first`, or the nearest row from which on all that is seen holds rows."""
        return max(0, min(first, len(self.table.rows) - self._lines))

    @property
    def _lines(self) -> int:
        """Rows that are seen at once."""
        return (self.area.height - self._kit.px(TOP + FOOT)) // self._kit.px(LINE) - 1

    @property
    def _width(self) -> int:
        """Of a column."""
        px = self._kit.px
        room = self.area.width - 2 * px(PADDING) - px(NUMBER)
        return min(px(WIDEST_CELL), max(px(NARROWEST_CELL), room // len(self.table.names)))

    def cell_rect(self, row: int, column: int) -> pygame.Rect:
        """Where a cell stands on screen; `NAMES` is the row of the names."""
        px = self._kit.px
        line = 0 if row == NAMES else 1 + row - self._first
        x = self.area.x + px(PADDING) + px(NUMBER) + column * self._width
        return pygame.Rect(x, self.area.y + px(TOP) + line * px(LINE), self._width, px(LINE))

    def button(self, name: str) -> Button:
        """One of `BUTTONS`."""
        return self._buttons[name]

    def _cell_at(self, position: tuple[int, int]) -> tuple[int, int] | None:
        rows = range(self._first, min(len(self.table.rows), self._first + self._lines))
        for row in (NAMES, *rows):
            for column in range(len(self.table.names)):
                if self.cell_rect(row, column).collidepoint(position):
                    return row, column
        return None

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Typing, editing, using the data, closing."""
        if self._sheet is None or self._entry is None:
            return []
        if self._typing:
            return self._typed(event, self._entry)
        if escaped(event) or self._close.pressed(event):
            return [Open(None)]
        for name, button in self._buttons.items():
            if button.pressed(event):
                return self._pressed(name)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            cell = self._cell_at(event.pos)
            if cell:
                self.cell = cell
                self._begin_typing(self.table.text(*cell))
        elif event.type == pygame.MOUSEWHEEL:
            self._first = self._clamped(self._first - event.y)
            self._paint()
        elif event.type == pygame.KEYDOWN:
            self._key(event)
        return []

    def _typed(self, event: pygame.event.Event, entry: TextBox) -> Sequence[Message]:
        """An event while one types: Enter goes down, Tab and a click elsewhere end it, Esc gives it up."""
        if escaped(event):
            self._stop_typing()
            return []
        down = entry.entered(event)
        if down or entry.finished(event) is not None:
            self._change(self.table.with_text(*self.cell, entry.text))
            self._stop_typing()
            row, column = self.cell
            if down and row + 1 < len(self.table.rows):
                self._mark(row + 1, column)
            return []
        if event.type == pygame.MOUSEBUTTONDOWN:
            cell = self._cell_at(event.pos)
            if cell and cell != self.cell:
                self._change(self.table.with_text(*self.cell, entry.text))
                self._stop_typing()
                self._mark(*cell)
        return []

    def _key(self, event: pygame.event.Event) -> None:
        row, column = self.cell
        ways = {pygame.K_LEFT: (0, -1), pygame.K_RIGHT: (0, 1), pygame.K_UP: (-1, 0), pygame.K_DOWN: (1, 0)}
        ways |= {pygame.K_PAGEUP: (-self._lines, 0), pygame.K_PAGEDOWN: (self._lines, 0)}
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            if event.key in (pygame.K_v, pygame.K_z):
                self._pressed("paste" if event.key == pygame.K_v else "undo")
        elif event.key in ways:
            down, right = ways[event.key]
            self._mark(row + down, column + right)
        elif event.key in (*ENTER, pygame.K_F2):
            self._begin_typing(self.table.text(*self.cell))
        elif event.key in (pygame.K_DELETE, pygame.K_BACKSPACE):
            self._change(self.table.with_text(*self.cell, ""))
        elif event.unicode and event.unicode.isprintable() and event.unicode != " ":
            self._begin_typing("")  # the character itself comes to the entry by itself

    def _pressed(self, name: str) -> Sequence[Message]:
        row, column = self.cell
        if name == "use":
            return self._used()
        if name == "undo":
            if self._before:
                self.table, self.said = self._before.pop(), ""
                self._mark(row, column)
            return []
        if name == "paste":
            self._paste()
            return []
        way = {
            "row": lambda: self.table.with_row(row + 1),
            "no_row": lambda: self.table.without_row(max(row, 0)),
            "input": lambda: self.table.with_column(target=False),
            "target": lambda: self.table.with_column(target=True),
            "no_column": lambda: self.table.without_column(column),
        }[name]
        try:
            self._change(way())
        except DataFileError as problem:
            self._say(str(problem))
            return []
        self._mark(row + 1 if name == "row" else row, column)
        return []

    def _paste(self) -> None:
        text = clipboard.paste() or ""
        try:
            self._change(self.table.pasted(text, max(self.cell[0], 0), self.cell[1]))
        except DataFileError as problem:
            self._say(str(problem))
        if not text.strip():
            self._say("There is nothing on the clipboard")

    def _used(self) -> Sequence[Message]:
        """What learns the data; a mistake is told instead, and marked."""
        try:
            data = self.table.data(self._name[:LONGEST_DATA_NAME])
        except DataFileError as problem:
            if problem.place:
                line, column = problem.place
                self._mark(line - 2, column - 1)
            self._say(str(problem))
            return []
        return [c.SetData(data), Open(None)]

    def _change(self, table: DataTable) -> None:
        """Have `table` from now on, as a step that can be undone."""
        if table != self.table:
            self._before = [*self._before[1 - MOST_UNDONE :], self.table]
            self.table, self.said = table, ""
        self._paint()

    def _mark(self, row: int, column: int) -> None:
        """Mark a cell, and bring it into sight."""
        row = max(NAMES, min(row, len(self.table.rows) - 1))
        self.cell = (row, max(0, min(column, len(self.table.names) - 1)))
        if row != NAMES:
            first = max(row - self._lines + 1, min(self._first, row))
            self._first = max(0, min(first, len(self.table.rows) - 1))
        self._paint()

    def _begin_typing(self, text: str) -> None:
        if self._entry is not None:
            self._mark(*self.cell)
            self._entry.move_to(self.cell_rect(*self.cell))
            self._entry.set_text(text)
            self._entry.set_visible(True)
            self._entry.begin()
            self._typing = True

    def typed_in(self) -> Sequence[Drafted]:
        return [self]

    def draft(self) -> Draft | None:
        return self._entry.draft() if self._typing and self._entry else None

    def resume(self, draft: Draft) -> None:
        self._begin_typing(draft.text)
        if self._entry is not None:
            self._entry.resume(draft)

    def _stop_typing(self) -> None:
        self._typing = False
        if self._entry is not None:
            self._entry.set_visible(False)
        self._paint()

    def _say(self, sentence: str) -> None:
        self.said = capitalised(sentence)
        self._paint()

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _paint(self) -> None:
        if self._sheet is None:
            return
        kit, px, surface = self._kit, self._kit.px, self._sheet.blank()
        palette, pen, left = kit.palette, Lettering(kit, surface), px(PADDING)
        pen.write("Your own data", (left, px(28)), 18, palette.text, "semibold")
        told = f"{counted(len(self.table.rows), 'sample')} · columns whose name begins with y are targets"
        pen.write(told, (self.area.width - px(56), px(29)), 12, palette.muted, anchor="midright")
        seen = range(self._first, min(len(self.table.rows), self._first + self._lines))
        for row in (NAMES, *seen):
            self._paint_line(pen, row)
        room, y = self.area.width - 2 * left, self.area.height - px(FOOT - 24)
        text = self.said or "Click a cell and type; Enter goes down. A CSV can also be dropped on the window."
        colour = palette.negative if self.said else palette.muted
        pen.write(cut(kit, text, 12.5, room), (left, y), 12, colour)
        self._buttons["undo"].set_enabled(bool(self._before))
        self._sheet.show(surface)

    def _paint_line(self, pen: Lettering, row: int) -> None:
        kit, px, palette = self._kit, self._kit.px, self._kit.palette
        for column in range(len(self.table.names)):
            place = self.cell_rect(row, column).move(-self.area.x, -self.area.y)
            if column == 0:
                number = "1" if row == NAMES else f"{row + 2}"
                pen.write(number, (place.x - px(8), place.centery), 11, palette.muted, "mono", anchor="midright")
            if (row, column) == self.cell:
                pygame.draw.rect(pen.surface, palette.raised, place)
            pygame.draw.rect(pen.surface, palette.text if (row, column) == self.cell else palette.line, place, 1)
            ink = palette.activation if self.table.is_target(column) else palette.text
            style = "semibold" if row == NAMES else "mono"
            text = cut(kit, self.table.text(row, column), 12, place.width - px(8))
            pen.write(text, (place.x + px(5), place.centery), 12, ink, style, room=place.width - px(8))

    def hints(self) -> Iterable[Hint]:
        """Hover help of the buttons, and the ground that covers what lies below."""
        if self._sheet is None:
            return []
        buttons = (*self._buttons.values(), self._close)
        return [*(hint for button in buttons if (hint := button.hint())), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """The buttons; within the table the arrows move."""
        return [*self._buttons.values(), self._close] if self._sheet else []

    def kill(self) -> None:
        """Take it away; what was typed is kept."""
        if self._sheet:
            for widget in (*self._buttons.values(), self._close):
                widget.kill()
            if self._entry is not None:
                self._entry.kill()
            self._sheet.kill()
        self._sheet, self._entry, self._buttons = None, None, {}
