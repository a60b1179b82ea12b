"""The shelf of worked examples: one click sets one up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pygame

from game.sim.examples.example import Example, Shelf
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut
from game.ui.draw.number_text import counted
from game.ui.intents import Open, OpenExample
from game.ui.lab.lab_layout import closing_click
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button
from game.ui.widgets.hotspot import HotSpot

WIDTH, HEIGHT, BORDER, PADDING, TOP, BOTTOM, PITCH = 700, 580, 40, 22, 66, 46, 56
"""Design pixels; the dialog keeps `BORDER` away from the window's edges, an example takes `PITCH`."""
NOTE = "Your own: a file each in {}"


class ExamplesDialog(Panel):
    """A dialog in the middle of the window, scrolled by the wheel and the keys of a reader. `shelf()` are the examples,
    `folder` is where the student's own are put."""

    def __init__(self, shelf: Callable[[], Shelf], folder: Path) -> None:
        self._read, self._folder = shelf, folder
        self._shelf = Shelf({})
        self._first = 0
        self._rows: list[HotSpot] = []
        self._sheet: OverlaySheet | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the dialog out in the middle of `rect`, as large as there is room for."""
        self.kill()
        px = kit.px
        self._kit, self._window, self._shelf = kit, rect, self._read()
        width, height = min(px(WIDTH), rect.width - px(BORDER)), min(px(HEIGHT), rect.height - px(BORDER))
        self.area = pygame.Rect(0, 0, width, height)
        self.area.center = rect.center
        self._sheet = OverlaySheet(kit, self.area)
        self._count = min(len(self._shelf.examples), (height - px(TOP + BOTTOM)) // px(PITCH))
        for row in range(self._count):
            place = pygame.Rect(
                self.area.x + px(PADDING - 8), self._top(row), width - 2 * px(PADDING - 8), px(PITCH - 4)
            )
            self._rows.append(HotSpot(kit, place, layer=LAYER + 1))
        corner = pygame.Rect(self.area.right - px(46), self.area.y + px(14), px(32), px(30))
        self._close = Button(kit, corner, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._scroll(0)

    def _top(self, row: int) -> int:
        return self.area.y + self._kit.px(TOP) + row * self._kit.px(PITCH)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Opening an example, scrolling, closing."""
        if self._sheet is None:
            return []
        for row, spot in enumerate(self._rows):
            if spot.pressed(event):
                return [OpenExample(list(self._shelf.examples)[self._first + row])]
        if event.type == pygame.MOUSEWHEEL:
            self._scroll(-event.y)
        elif event.type == pygame.KEYDOWN:
            far = len(self._shelf.examples)
            ways = {
                pygame.K_PAGEUP: -self._count,
                pygame.K_PAGEDOWN: self._count,
                pygame.K_HOME: -far,
                pygame.K_END: far,
            }
            self._scroll(ways.get(event.key, 0))
        outside = closing_click(event, self._window) and not self.area.collidepoint(event.pos)
        return [Open(None)] if escaped(event) or outside or self._close.pressed(event) else []

    def row_of(self, name: str) -> pygame.Rect:
        """Where the example called `name` is pressed, brought into sight."""
        self._first = 0
        self._scroll(list(self._shelf.examples).index(name))
        return self._rows[list(self._shelf.examples).index(name) - self._first].rect

    def hints(self) -> Iterable[Hint]:
        """Hover help of the button, and the ground that covers what lies below."""
        if self._sheet is None:
            return []
        hint = self._close.hint()
        return [*([hint] if hint else []), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """The examples in sight, and the button that closes it."""
        return [*self._rows, self._close] if self._sheet else []

    def kill(self) -> None:
        """Take it away."""
        if self._sheet:
            for widget in (*self._rows, self._close):
                widget.kill()
            self._sheet.kill()
        self._rows, self._sheet = [], None

    def _scroll(self, rows: int) -> None:
        self._first = max(0, min(self._first + rows, len(self._shelf.examples) - self._count))
        self._paint()

    def _paint(self) -> None:
        if self._sheet is None:
            return
        kit, px, surface = self._kit, self._kit.px, self._sheet.blank()
        palette, pen, left = kit.palette, Lettering(kit, surface), px(PADDING)
        room = self.area.width - 2 * left
        pen.write("Examples", (left, px(30)), 18, palette.text, "semibold")
        names = list(self._shelf.examples)
        told = f"{self._first + 1} to {self._first + self._count} of {len(names)}, scroll for more"
        if self._count < len(names):
            pen.write(told, (self.area.width - px(56), px(30)), 12, palette.muted, anchor="midright")
        for row in range(self._count):
            self._paint_row(pen, self._top(row) - self.area.y, self._shelf.examples[names[self._first + row]])
        note, colour = NOTE.format(self._folder), palette.muted
        if self._shelf.problems:
            note, colour = f"Not an example: {self._shelf.problems[0]}", palette.negative
        pen.write(cut(kit, note, 12, room), (left, self.area.height - px(24)), 12, colour)
        self._sheet.show(surface)

    def _paint_row(self, pen: Lettering, top: int, example: Example) -> None:
        kit, px, palette, left = self._kit, self._kit.px, self._kit.palette, self._kit.px(PADDING)
        right, room = self.area.width - left, self.area.width - 2 * left
        numbers = pen.write(_numbers(example), (right, top + px(16)), 12, palette.muted, anchor="midright")
        title = cut(kit, example.title, 14.5, numbers.left - left - px(12))
        pen.write(title, (left, top + px(16)), 14, palette.text, "semibold")
        pen.write(cut(kit, example.source, 12, room), (left, top + px(36)), 12, palette.muted)


def _numbers(example: Example) -> str:
    """Its network, and how many values it prints."""
    layers = "-".join(map(str, example.start.settings.layers))
    explained = sum(not value.agrees for value in example.values)
    more = f", {explained} not exact" if explained else ""
    return f"{layers} · {counted(len(example.values), 'printed value')}{more}"
