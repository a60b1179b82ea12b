"""The sessions dialog: save and open sessions, and swap share codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import pygame

from game.sim.files.share_code import LONGEST
from game.storage.saved_sessions import Saved, free_session_name
from game.ui.draw.in_sight import in_sight_of
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut, filled_lines
from game.ui.draw.palette import Colour
from game.ui.intents import CopyCode, Open, OpenSession, SaveSession, ShowFolder, UseCode
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets import clipboard
from game.ui.widgets.button import Button
from game.ui.widgets.text_box import TextBox

SIZE = (700, 458)
"""Design pixels: size of the dialog."""
MARGIN = 22
"""Design pixels: from the dialog's left and right edges to what is in it."""
GUTTER = 28
"""Design pixels: between the two halves of the dialog."""
BUTTON = 84
"""Design pixels: width of a button."""
LINE = 32
"""Design pixels: height of a button and of a line to type in."""
GAP = 8
"""Design pixels: between what stands side by side."""
NAME_TOP = 72
"""Design pixels: from the dialog's top to the line for a name."""
LIST_TOP = 150
"""Design pixels: from the dialog's top to the first session."""
PITCH = 40
"""Design pixels: from one session to the next."""
CODE_TOP = 88
"""Design pixels: from the dialog's top to the code."""
TYPED_TOP = 292
"""Design pixels: from the dialog's top to the line for a code."""
NOTE_TOP = 384
"""Design pixels: from the dialog's top to the note below that line."""
FILES_TOP = 404
"""Design pixels: from the dialog's top to the buttons for files."""
ROWS = 6
"""Saved sessions shown at once."""


class CodeLook(NamedTuple):
    """Design pixels: the size of the code's text, and the height of its lines."""

    size: float
    pitch: int


CODE_LOOKS = (CodeLook(12.5, 19), CodeLook(12.0, 17), CodeLook(11.0, 14))
"""From the best to the one that even the longest code has room in."""
NAME = "my session"
NOTE = "A code starts anew from the weights its seed draws; weights you or a level set need a saved session."


class SessionsPanel(Panel):
    """A dialog in the middle of the screen. `saved()` lists what can be opened, `code()` is the share code."""

    def __init__(self, saved: Callable[[], list[Saved]], code: Callable[[], str]) -> None:
        self._saved, self._code = saved, code
        self.first = 0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the dialog out in the middle of `rect`."""
        self._kit = kit
        self.area = pygame.Rect(0, 0, kit.px(SIZE[0]), kit.px(SIZE[1]))
        self.area.center = rect.center
        self._rows = self._saved()
        self.first = max(0, min(self.first, len(self._rows) - ROWS))
        self._sheet = OverlaySheet(kit, self.area)
        self._wide = (self.area.width - 2 * kit.px(MARGIN) - kit.px(GUTTER)) // 2
        self._left, self._right = self.area.x + kit.px(MARGIN), self.area.right - kit.px(MARGIN) - self._wide
        name = self._line(self._left, NAME_TOP, self._wide - kit.px(BUTTON + GAP))
        self.name = TextBox(kit, name, free_session_name(NAME, self._rows), LAYER + 1)
        self.save = self._button(self._left, NAME_TOP, "Save", style="primary")
        rows = range(min(ROWS, len(self._rows)))
        self.opens = [self._button(self._left, LIST_TOP + PITCH * row, "Open", "Open this session") for row in rows]
        self.copy = self._button(self._right, NAME_TOP, "Copy", "Copy the code")
        self.typed = TextBox(kit, self._line(self._right, TYPED_TOP, self._wide), "", LAYER + 1)
        self.use = self._button(self._right, TYPED_TOP + LINE + GAP, "Use", style="primary")
        place = self.use.rect.move(-kit.px(BUTTON + GAP), 0)
        self.paste = Button(kit, place, "Paste", tip="Take what is on the clipboard", layer=LAYER + 1)
        half = (self._wide - kit.px(GAP)) // 2
        line = self._line(self._left, FILES_TOP, half)
        self.file = Button(kit, line, "Open file…", tip="A session or code that someone sent", layer=LAYER + 1)
        beside = line.move(half + kit.px(GAP), 0)
        self.folder = Button(
            kit, beside, "Show folder", tip="Where sessions are saved: to hand one on", layer=LAYER + 1
        )
        corner = pygame.Rect(self.area.right - kit.px(46), self.area.y + kit.px(12), kit.px(32), kit.px(30))
        self.close = Button(kit, corner, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._paint()

    def _line(self, x: int, y: float, width: int) -> pygame.Rect:
        return pygame.Rect(x, self.area.y + self._kit.px(y), width, self._kit.px(LINE))

    def _button(self, column: int, y: float, text: str, tip: str = "", style: str = "normal") -> Button:
        """A button at the right end of a column."""
        width = self._kit.px(BUTTON)
        place = self._line(column + self._wide - width, y, width)
        return Button(self._kit, place, text, tip=tip, style=style, layer=LAYER + 1)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Saving, opening, copying, using a code, closing."""
        if self.save.pressed(event) or self.name.entered(event):
            return [SaveSession(self.name.text), Open(None)]
        for row, button in enumerate(self.opens):
            if button.pressed(event):
                return [OpenSession(self._rows[self.first + row].name), Open(None)]
        if self.file.pressed(event):
            return [Open("files")]
        if self.folder.pressed(event):
            return [ShowFolder()]
        if self.copy.pressed(event):
            return [CopyCode()]
        if self.paste.pressed(event):
            self.typed.set_text("".join((clipboard.paste() or "").split())[: 2 * LONGEST])
            self.typed.begin()
        if self.use.pressed(event) or self.typed.entered(event):
            return [UseCode(self.typed.text)]
        self._scroll(event)
        return [Open(None)] if self.close.pressed(event) or escaped(event) else []

    def _scroll(self, event: pygame.event.Event) -> None:
        """The wheel by a row, Page Up and Page Down by as many as are shown."""
        rows = 0
        if event.type == pygame.MOUSEWHEEL:
            rows = -event.y
        elif event.type == pygame.KEYDOWN:
            rows = {pygame.K_PAGEUP: -ROWS, pygame.K_PAGEDOWN: ROWS}.get(event.key, 0)
        first = max(0, min(self.first + rows, len(self._rows) - ROWS))
        if first != self.first:
            self.first = first
            self._paint()

    def _paint(self) -> None:
        """The dialog's texts and list."""
        palette, surface = self._kit.palette, self._sheet.blank()
        self._pen = Lettering(self._kit, surface)
        self._write("Sessions", self._left, 30, palette.text, 18, "semibold")
        self._write("Save this session as", self._left, 58)
        self._paint_list()
        self._write("Share code: data, seed and settings", self._right, 58)
        self._paint_code()
        self._write("Got a code? Type or paste it here", self._right, TYPED_TOP - 14)
        for row, line in enumerate(self._note_lines()):
            self._write(line, self._right, NOTE_TOP + 17 * row, size=12)
        self._sheet.show(surface)

    def _paint_code(self) -> None:
        for size, pitch in CODE_LOOKS:
            lines = self._code_lines(size)
            if CODE_TOP + pitch * len(lines) < TYPED_TOP - 22:
                break
        room = int((TYPED_TOP - 22 - CODE_TOP) // pitch)
        if len(lines) > room:
            lines = [*lines[: room - 1], f"… {len(self._code()):,} characters"]
        for row, line in enumerate(lines):
            self._write(line, self._right, CODE_TOP + pitch * row, self._kit.palette.activation, size, "mono")

    def _paint_list(self) -> None:
        palette, room = self._kit.palette, self._wide - self._kit.px(BUTTON + GAP)
        shown = self._rows[self.first : self.first + ROWS]
        heading = f"Saved sessions ({len(self._rows)})" if self._rows else "No saved sessions yet"
        if len(self._rows) > ROWS:
            heading = f"Saved sessions: {in_sight_of(self.first, len(shown), len(self._rows))}"
        self._write(heading, self._left, 130)
        for row, entry in enumerate(shown):
            y = LIST_TOP + PITCH * row
            self._write(cut(self._kit, entry.name, 13, room), self._left, y + 8, palette.text)
            self._write(f"{datetime.fromtimestamp(entry.when):%d %b %Y %H:%M}", self._left, y + 24, size=11)

    def _write(
        self, text: str, x: int, y: float, colour: Colour | None = None, size: float = 13, style: str = "regular"
    ) -> None:
        """Write from `x` (screen pixels) on, `y` design pixels below the dialog's edge, muted if in no `colour`."""
        place = (x - self.area.x, self._kit.px(y))
        self._pen.write(text, place, size, colour or self._kit.palette.muted, style, room=self._wide)

    def _code_lines(self, size: float) -> list[str]:
        """The code in lines that end in dashes, left of the button that copies it."""
        room = self._wide - self._kit.px(BUTTON + GAP)
        *parts, last = self._code().split("-")
        words = [*(f"{part}-" for part in parts), last]
        return filled_lines(words, "", room, lambda part: self._kit.fonts.width(part, size, "mono"))

    def _note_lines(self) -> list[str]:
        return filled_lines(NOTE.split(), " ", self._wide, lambda part: self._kit.fonts.width(part, 12))

    def hints(self) -> Iterable[Hint]:
        """Hover help of the buttons, and the ground that covers what lies below."""
        buttons = [self.file, self.folder, self.copy, self.paste, self.close, *self.opens]
        return [*(hint for button in buttons if (hint := button.hint())), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """Everything Tab stops at."""
        return self._widgets()

    def _widgets(self) -> list[TextBox | Button]:
        code: tuple[TextBox | Button, ...] = (self.copy, self.typed, self.paste, self.use)
        files = (self.file, self.folder)
        return [self.name, self.save, *self.opens, *files, *code, self.close]

    def kill(self) -> None:
        """Take the widgets away."""
        for widget in self._widgets():
            widget.kill()
        self._sheet.kill()
