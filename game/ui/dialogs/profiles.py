"""Who is playing: the players of a shared computer, added, renamed, switched and deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.intents import Intent, Open
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button
from game.ui.widgets.text_box import TextBox

SIZE, PADDING = (440, 488), 24
ROWS = 6
"""Players shown at once."""
ROW = 38
"""Design pixels: from one player to the next."""
LIST_Y = 62
"""Design pixels: from the dialog's top to the first player."""
FORM_Y = 334
"""Design pixels: from the dialog's top to the lines for names."""
SWITCH = 262
"""Design pixels: width of the button that lets a player play."""
DELETE = 92
"""Design pixels: width of the button that deletes one."""
ACT = 92
"""Design pixels: width of the buttons beside the lines for names."""
HIGH = 32
"""Design pixels: height of buttons and lines."""
LONGEST_SHOWN = 28


@dataclass(frozen=True)
class SwitchPlayer(Intent):
    """Let someone else play."""

    name: str


@dataclass(frozen=True)
class AddPlayer(Intent):
    """Let someone new play."""

    name: str


@dataclass(frozen=True)
class RenamePlayer(Intent):
    """Give the current player another name."""

    name: str


@dataclass(frozen=True)
class DeletePlayer(Intent):
    """Forget a player for good."""

    name: str


class ProfilesDialog(Panel):
    """`names()` are all players, `current()` the one who plays."""

    modal = True

    def __init__(self, names: Callable[[], list[str]], current: Callable[[], str]) -> None:
        self._names, self._current = names, current
        self._first = 0
        self._sure: str | None = None
        self._newcomer = ""
        """What was typed for someone new when the list changed."""

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        self.area = pygame.Rect(0, 0, kit.px(SIZE[0]), kit.px(SIZE[1]))
        self.area.center = rect.center
        self._sheet = OverlaySheet(kit, self.area)
        self._players = sorted({*self._names(), self._current()}, key=str.casefold)
        self._first = max(0, min(self._first, len(self._players) - ROWS))
        self._sure = None
        self.rows: list[tuple[str, Button, Button]] = []
        self._lay_rows()
        self.name = self._box(FORM_Y + 24, self._current())
        self.rename = self._act(FORM_Y + 24, "Rename", "Give the one who is playing this name.")
        self.new = self._box(FORM_Y + 88, self._newcomer)
        self._newcomer = ""
        self.add = self._act(FORM_Y + 88, "Add", "Let someone new play, with no stars yet.", "primary")
        self.close = Button(
            kit, self._place(SIZE[0] - 46, 16, 30), icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1
        )
        self._paint()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        outside = event.type == pygame.MOUSEBUTTONDOWN and not self.area.collidepoint(event.pos)
        if escaped(event) or self.close.pressed(event) or outside:
            return [Open(None)]
        if self.rename.pressed(event) or self.name.entered(event):
            self._newcomer = self.new.text
            return [RenamePlayer(self.name.text)]
        if self.add.pressed(event) or self.new.entered(event):
            return [AddPlayer(self.new.text)]
        if event.type == pygame.MOUSEWHEEL:
            self._scroll(-event.y)
        for name, switch, delete in self.rows:
            if switch.pressed(event):
                return [SwitchPlayer(name)]
            if delete.pressed(event):
                return self._delete(name)
        return []

    def hints(self) -> Iterable[Hint]:
        buttons = [self.rename, self.add, self.close, *(b for _, *both in self.rows for b in both)]
        return [*(hint for button in buttons if (hint := button.hint())), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        return self._widgets()

    def kill(self) -> None:
        for widget in self._widgets():
            widget.kill()
        self._sheet.kill()

    def _delete(self, name: str) -> Sequence[Message]:
        """The first press asks, the second one deletes."""
        if self._sure == name:
            self._newcomer = self.new.text
            return [DeletePlayer(name)]
        self._sure = name
        for other, _, delete in self.rows:
            delete.set_text("Really?" if other == name else "Delete")
            delete.set_style("primary" if other == name else "quiet")
        return []

    def _scroll(self, rows: int) -> None:
        first = max(0, min(self._first + rows, len(self._players) - ROWS))
        if first != self._first:
            self._first = first
            for _, *buttons in self.rows:
                for button in buttons:
                    button.kill()
            self._lay_rows()
            self._paint()

    def _lay_rows(self) -> None:
        self.rows = []
        for row, name in enumerate(self._players[self._first : self._first + ROWS]):
            y = LIST_Y + row * ROW
            shown = name if len(name) <= LONGEST_SHOWN else name[: LONGEST_SHOWN - 1] + "…"
            playing = name == self._current()
            tip = f"{name} is playing." if playing else f"Let {name} play."
            switch = Button(self._kit, self._place(PADDING, y, SWITCH), shown, icon="person", tip=tip, layer=LAYER + 1)
            switch.set_selected(playing)
            tip = f"Delete {name} and all of their stars. It asks once more."
            place = self._place(SIZE[0] - PADDING - DELETE, y, DELETE)
            delete = Button(self._kit, place, "Delete", style="quiet", tip=tip, layer=LAYER + 1)
            self.rows.append((name, switch, delete))

    def _paint(self) -> None:
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        surface = self._sheet.blank()
        pen = Lettering(kit, surface)
        pen.write("Who is playing?", (px(PADDING), px(32)), 18, palette.text, "semibold")
        hidden = len(self._players) - ROWS
        if hidden > 0:
            note = f"{self._first + 1} to {self._first + ROWS} of {len(self._players)}: turn the wheel for more"
            pen.write(note, (px(PADDING), px(LIST_Y + ROWS * ROW + 10)), 11.5, palette.muted)
        line = mix(palette.panel, palette.line, 0.8)
        y = px(FORM_Y - 8)
        pygame.draw.line(surface, line, (px(PADDING), y), (px(SIZE[0] - PADDING), y), max(1, px(1)))
        pen.write("Name of the one who is playing", (px(PADDING), px(FORM_Y + 11)), 12.5, palette.muted)
        pen.write("Someone new", (px(PADDING), px(FORM_Y + 75)), 12.5, palette.muted)
        self._sheet.show(surface)

    def _place(self, x: float, y: float, width: float) -> pygame.Rect:
        px = self._kit.px
        return pygame.Rect(self.area.x + px(x), self.area.y + px(y), px(width), px(HIGH))

    def _box(self, y: float, text: str) -> TextBox:
        width = SIZE[0] - 2 * PADDING - ACT - 8
        return TextBox(self._kit, self._place(PADDING, y, width), text, LAYER + 1)

    def _act(self, y: float, text: str, tip: str, style: str = "normal") -> Button:
        place = self._place(SIZE[0] - PADDING - ACT, y, ACT)
        return Button(self._kit, place, text, style=style, tip=tip, layer=LAYER + 1)

    def _widgets(self) -> list[Button | TextBox]:
        rows = [button for _, *buttons in self.rows for button in buttons]
        return [*rows, self.name, self.rename, self.new, self.add, self.close]
