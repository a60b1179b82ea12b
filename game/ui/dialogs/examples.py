"""The shelf of worked examples: one click sets one up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pygame

from game.sim.examples.example import Example, Shelf
from game.sim.quoting import counted
from game.ui.dialogs.scrolled_list import PADDING, ScrolledList
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut
from game.ui.draw.palette import Colour
from game.ui.intents import Open, OpenExample
from game.ui.lab.lab_layout import closing_click
from game.ui.toolkit.panel import Message


class ExamplesDialog(ScrolledList[str]):
    """Lists examples by their names. `shelf()` are the examples, `folder` is where the student's own are put."""

    title, size, pitch = "Examples", (700, 580), 56

    def __init__(self, shelf: Callable[[], Shelf], folder: Path) -> None:
        super().__init__()
        self._read, self._folder = shelf, folder
        self._shelf = Shelf({})

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._window, self._shelf = rect, self._read()
        super().build(kit, rect)

    @property
    def items(self) -> Sequence[str]:
        return tuple(self._shelf.examples)

    def chosen(self, item: str) -> Sequence[Message]:
        return [OpenExample(item)]

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Opening an example, scrolling, closing, by a click beside it as well."""
        found = super().commands_from(event)
        beside = closing_click(event, self._window) and not self.area.collidepoint(event.pos)
        return found or ([Open(None)] if beside else [])

    def note(self) -> tuple[str, Colour]:
        palette = self._kit.palette
        if self._shelf.problems:
            return f"Not an example: {self._shelf.problems[0]}", palette.negative
        return f"Your own: a file each in {self._folder}", palette.muted

    def paint_row(self, pen: Lettering, top: int, item: str) -> None:
        kit, px, palette, left = self._kit, self._kit.px, self._kit.palette, self._kit.px(PADDING)
        example = self._shelf.examples[item]
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
