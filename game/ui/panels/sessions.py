"""The sessions dialog: save and open sessions, and swap share codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import pygame

from game import clipboard
from game.sessions import Saved
from game.ui.intents import CopyCode, Open, OpenSession, SaveSession, UseCode
from game.ui.kit import Kit
from game.ui.lettering import Lettering
from game.ui.palette import Colour
from game.ui.panel import Focusable, Hint, Message
from game.ui.panels.sheet import LAYER, Sheet
from game.ui.view import View
from game.ui.widgets.button import Button
from game.ui.widgets.text_box import TextBox

SIZE = (700, 430)
ROWS = 6
"""Saved sessions shown at once."""
NOTE = (
    "A code starts the same network with the same seed",
    "and settings; a session holds everything you did.",
)


class SessionsPanel:
    """A dialog in the middle of the screen. `saved()` lists what can be opened, `code()` is the share code."""

    def __init__(self, saved: Callable[[], list[Saved]], code: Callable[[], str]) -> None:
        self._saved, self._code = saved, code
        self._first = 0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the dialog out in the middle of `rect`."""
        self._kit = kit
        self.area = pygame.Rect(0, 0, kit.px(SIZE[0]), kit.px(SIZE[1]))
        self.area.center = rect.center
        self._rows = self._saved()
        self._first = max(0, min(self._first, len(self._rows) - ROWS))
        self._sheet = Sheet(kit, self.area)
        half = kit.px(SIZE[0] / 2)
        left, right = self.area.x + kit.px(20), self.area.x + half + kit.px(10)
        wide = half - kit.px(30)
        button = kit.px(84)
        self._name = TextBox(kit, self._line(left, 70, wide - button - kit.px(8)), "my session", LAYER + 1)
        self._save = Button(kit, self._line(left + wide - button, 70, button), "Save", style="primary", layer=LAYER + 1)
        self._opens = [
            Button(
                kit,
                self._line(left + wide - button, 148 + 38 * row, button),
                "Open",
                tip="Open this session",
                layer=LAYER + 1,
            )
            for row in range(min(ROWS, len(self._rows)))
        ]
        self._copy = Button(
            kit, self._line(right + wide - button, 150, button), "Copy", tip="Copy the code", layer=LAYER + 1
        )
        self._typed = TextBox(kit, self._line(right, 224, wide), "", LAYER + 1)
        self._paste = Button(
            kit, self._line(right, 264, button), "Paste", tip="Take what is on the clipboard", layer=LAYER + 1
        )
        self._use = Button(kit, self._line(right + wide - button, 264, button), "Use", style="primary", layer=LAYER + 1)
        corner = pygame.Rect(self.area.right - kit.px(44), self.area.y + kit.px(12), kit.px(32), kit.px(30))
        self._close = Button(kit, corner, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._paint()

    def _line(self, x: int, y: float, width: int) -> pygame.Rect:
        return pygame.Rect(x, self.area.y + self._kit.px(y), width, self._kit.px(32))

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Saving, opening, copying, using a code, closing."""
        if self._save.pressed(event) or self._name.entered(event):
            return [SaveSession(self._name.text), Open(None)]
        for row, button in enumerate(self._opens):
            if button.pressed(event):
                return [OpenSession(self._rows[self._first + row].name), Open(None)]
        if self._copy.pressed(event):
            return [CopyCode()]
        if self._paste.pressed(event):
            self._typed.set_text((clipboard.paste() or "").strip()[:300])
        if self._use.pressed(event) or self._typed.entered(event):
            return [UseCode(self._typed.text), Open(None)]
        if event.type == pygame.MOUSEWHEEL:
            self._first = max(0, min(self._first - event.y, len(self._rows) - ROWS))
            self._paint()
        return [Open(None)] if self._close.pressed(event) else []

    def sync(self, view: View) -> None:
        """Nothing here changes with the simulation but the code, which is read when drawn."""

    def draw(self, surface: pygame.Surface) -> None:
        """It is made of pygame_gui elements: the manager draws them."""

    def _paint(self) -> None:
        """The dialog's texts and list."""
        kit, palette, surface = self._kit, self._kit.palette, self._sheet.blank()
        pen = Lettering(kit, surface)

        def write(
            text: str, x: int, y: float, colour: Colour = palette.muted, size: float = 13, style: str = "regular"
        ) -> None:
            pen.write(text, (x - self.area.x, kit.px(y)), size, colour, style)

        left, right = self._name.rect.x, self._typed.rect.x
        write("Sessions", left, 28, palette.text, 18, "semibold")
        write("Save this session as", left, 56)
        write(f"Saved sessions ({len(self._rows)})" if self._rows else "No saved sessions yet", left, 130)
        for row, entry in enumerate(self._rows[self._first : self._first + ROWS]):
            write(self._cut(entry.name, kit.px(200)), left, 156 + 38 * row, palette.text)
            when = datetime.fromtimestamp(entry.when).strftime("%d %b %Y %H:%M")
            write(when, left, 172 + 38 * row, size=11)
        write("Share code: scenario, seed and settings", right, 56)
        for row, line in enumerate(self._code_lines()):
            write(line, right, 80 + 19 * row, palette.activation, style="mono")
        write("Got a code? Type or paste it here", right, 210)
        for row, line in enumerate(NOTE):
            write(line, right, 330 + 18 * row, size=12)
        self._sheet.show(surface)

    def _cut(self, text: str, width: int) -> str:
        while self._kit.fonts.width(text, 13) > width and len(text) > 1:
            text = text[:-2] + "…"
        return text

    def _code_lines(self) -> list[str]:
        """The code in lines of at most 30 characters, broken at dashes."""
        lines = [""]
        for group in self._code().split("-"):
            longer = f"{lines[-1]}-{group}" if lines[-1] else group
            if len(longer) > 30:
                lines.append(group)
            else:
                lines[-1] = longer
        return lines

    def hints(self) -> Iterable[Hint]:
        """Hover help of the buttons, and the ground that covers what lies below."""
        buttons = [self._copy, self._paste, self._close, *self._opens]
        return [*(hint for button in buttons if (hint := button.hint())), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """Everything Tab stops at."""
        return self._widgets()

    def _widgets(self) -> list[Button | TextBox]:
        return [self._name, self._save, *self._opens, self._copy, self._typed, self._paste, self._use, self._close]

    def kill(self) -> None:
        """Take the widgets away."""
        for widget in self._widgets():
            widget.kill()
        self._sheet.kill()
