"""The dialog that opens a file: those that lie where files usually land, and one whose path is typed or pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import pygame

from game.storage.saved_sessions import Saved
from game.ui.draw.in_sight import in_sight_of
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut
from game.ui.draw.palette import Colour
from game.ui.intents import Open, OpenFile
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets import clipboard
from game.ui.widgets.button import Button
from game.ui.widgets.text_box import TextBox

SIZE = (620, 470)
"""Design pixels: size of the dialog."""
MARGIN = 22
"""Design pixels: from the dialog's left and right edges to what is in it."""
BUTTON = 84
"""Design pixels: width of a button."""
LINE = 32
"""Design pixels: height of a button and of the line for a path."""
GAP = 8
"""Design pixels: between what stands side by side."""
LIST_TOP = 72
"""Design pixels: from the dialog's top to the first file."""
PITCH = 40
"""Design pixels: from one file to the next."""
TYPED_LABEL = 378
"""Design pixels: from the dialog's top to the words above the line for a path."""
TYPED_TOP = 392
"""Design pixels: from the dialog's top to that line."""
NOTE_TOP = 446
"""Design pixels: from the dialog's top to the note below it."""
ROWS = 7
"""Files shown at once."""
NOTE = "Or drop a file anywhere on this window: a session, a text with a share code, data as CSV."


class FilesPanel(Panel):
    """A dialog in the middle of the screen; `files()` are those that can be opened, the newest first."""

    def __init__(self, files: Callable[[], list[Saved]]) -> None:
        self._files = files
        self._first = 0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        self.area = pygame.Rect(0, 0, kit.px(SIZE[0]), kit.px(SIZE[1]))
        self.area.center = rect.center
        self.rows = self._files()
        self._first = max(0, min(self._first, len(self.rows) - ROWS))
        self._sheet = OverlaySheet(kit, self.area)
        self._left, self._wide = self.area.x + kit.px(MARGIN), self.area.width - 2 * kit.px(MARGIN)
        shown = range(min(ROWS, len(self.rows)))
        self.opens = [self._button(LIST_TOP + PITCH * row, "Open") for row in shown]
        self.open_typed = self._button(TYPED_TOP, "Open", style="primary")
        place = self.open_typed.rect.move(-kit.px(BUTTON + GAP), 0)
        self._paste = Button(kit, place, "Paste", tip="Take the path that is on the clipboard", layer=LAYER + 1)
        room = self._wide - 2 * kit.px(BUTTON + GAP)
        line = pygame.Rect(self._left, self.area.y + kit.px(TYPED_TOP), room, kit.px(LINE))
        self.typed = TextBox(kit, line, "", LAYER + 1)
        corner = pygame.Rect(self.area.right - kit.px(46), self.area.y + kit.px(12), kit.px(32), kit.px(30))
        self._close = Button(kit, corner, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._paint()

    def _button(self, y: float, text: str, style: str = "normal") -> Button:
        width = self._kit.px(BUTTON)
        place = (self._left + self._wide - width, self.area.y + self._kit.px(y), width, self._kit.px(LINE))
        return Button(self._kit, pygame.Rect(place), text, style=style, layer=LAYER + 1)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Opening, pasting, scrolling, closing."""
        for row, button in enumerate(self.opens):
            if button.pressed(event):
                return [OpenFile(str(self.rows[self._first + row].path)), Open(None)]
        if self._paste.pressed(event):
            self.typed.set_text((clipboard.paste() or "").strip())
            self.typed.begin()
        if (self.open_typed.pressed(event) or self.typed.entered(event)) and self.typed.text.strip():
            return [OpenFile(self.typed.text), Open(None)]
        self._scroll(event)
        return [Open(None)] if self._close.pressed(event) or escaped(event) else []

    def _scroll(self, event: pygame.event.Event) -> None:
        """The wheel by a row, Page Up and Page Down by as many as are shown."""
        rows = -event.y if event.type == pygame.MOUSEWHEEL else 0
        if event.type == pygame.KEYDOWN:
            rows = {pygame.K_PAGEUP: -ROWS, pygame.K_PAGEDOWN: ROWS}.get(event.key, 0)
        first = max(0, min(self._first + rows, len(self.rows) - ROWS))
        if first != self._first:
            self._first = first
            self._paint()

    def _paint(self) -> None:
        kit, palette, surface = self._kit, self._kit.palette, self._sheet.blank()
        pen, count = Lettering(kit, surface), len(self.rows)
        self._write(pen, "Open a file", 30, palette.text, 18, "semibold")
        shown = self.rows[self._first : self._first + ROWS]
        heading = "In your folders of sessions, downloads and on the desktop" if count else "No files were found"
        if count > ROWS:
            heading += f": {in_sight_of(self._first, len(shown), count)}"
        self._write(pen, heading, 56)
        room = self._wide - kit.px(BUTTON + GAP)
        for row, file in enumerate(shown):
            y = LIST_TOP + PITCH * row
            self._write(pen, cut(kit, file.name, 13, room), y + 8, palette.text)
            when = f"{datetime.fromtimestamp(file.when):%d %b %Y %H:%M}"
            self._write(pen, cut(kit, f"{when} · {file.path.parent}", 11, room), y + 24, size=11)
        self._write(pen, "Or type or paste a path", TYPED_LABEL)
        self._write(pen, NOTE, NOTE_TOP, size=12)
        self._sheet.show(surface)

    def _write(
        self, pen: Lettering, text: str, y: float, ink: Colour | None = None, size: float = 13, style: str = "regular"
    ) -> None:
        place = (self._left - self.area.x, self._kit.px(y))
        pen.write(text, place, size, ink or self._kit.palette.muted, style, room=self._wide)

    def hints(self) -> Iterable[Hint]:
        """Hover help of the buttons, and the ground that covers what lies below."""
        buttons = [self._paste, self._close]
        return [*(hint for button in buttons if (hint := button.hint())), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        return self._widgets()

    def _widgets(self) -> list[TextBox | Button]:
        return [*self.opens, self.typed, self._paste, self.open_typed, self._close]

    def kill(self) -> None:
        for widget in self._widgets():
            widget.kill()
        self._sheet.kill()
