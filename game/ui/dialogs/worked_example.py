"""A worked example while one goes through it: every value as it is printed and as it is found here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pygame

from game.sim import commands as c
from game.sim.examples.example import Example, PrintedValue
from game.sim.phases import PHASE_UNITS
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut, fitting_size, wrapped
from game.ui.draw.number_text import MINUS
from game.ui.draw.paint import rounded_box
from game.ui.intents import Intent, NextValue, Open, Pin
from game.ui.lab.lab_layout import lab_layout
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.view import View
from game.ui.widgets.button import Button
from game.ui.widgets.hotspot import HotSpot

PADDING = 16
"""Design pixels: around everything."""
HEAD = 92
"""Design pixels: height of the heading."""
LINE = 20
"""Design pixels: height of a line."""
FOOT = 44
"""Design pixels: height of the buttons at the bottom."""
DETAIL = 96
"""Design pixels: height of the words about one value."""
BUTTON = 30
"""Design pixels: height of a button."""
PRINTED_END = 162
"""Design pixels: from the left edge to the end of the printed numbers."""
HERE_END = 240
"""Design pixels: from the left edge to the end of the numbers that are found here."""
LABEL_ROOM = 54
"""Design pixels: width of the names."""
PRINTED_ROOM = 92
"""Design pixels: width of the printed numbers, of twelve signs at most."""
HERE_ROOM = 70
"""Design pixels: width of the numbers that are found here."""
WIDER = 12
"""Design pixels by which it is wider than the panels it lies over."""


@dataclass(frozen=True)
class Worked:
    """An `example` with the values that are found `here`, in its order."""

    example: Example
    here: tuple[float, ...]


class WorkedExample(ViewPanel):
    """Lies over the left-hand side of the Lab. One value is marked: `step` goes to the next, brings the network to the
    moment at which it is seen, and pins the connection it is of."""

    def __init__(self) -> None:
        self.worked: Worked | None = None
        self.at: int | None = None
        self._first = 0
        self.rows: list[HotSpot] = []
        self._sheet: OverlaySheet | None = None
        self._view: View | None = None

    def open(self, worked: Worked) -> None:
        """Show `worked` from its beginning; to be built afterwards."""
        self.worked, self.at, self._first = worked, None, 0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Stand at the left-hand side of a window of `rect`."""
        self.kill()
        if self.worked is None:
            return
        px, layout = kit.px, lab_layout(rect.size)
        self._kit = kit
        self.area = layout.parameters.union(layout.samples)
        self.area.width += px(WIDER)
        self._sheet = OverlaySheet(kit, self.area)
        self._count = min(len(self.worked.example.values), (self.area.height - px(HEAD + FOOT + DETAIL)) // px(LINE))
        self._first = self._clamped(self._first)  # a larger window has room for more
        for row in range(self._count):
            place = pygame.Rect(self.area.x + px(8), self._top(row), self.area.width - 2 * px(8), px(LINE))
            self.rows.append(HotSpot(kit, place, layer=LAYER + 1))
        y = self.area.bottom - px(FOOT - 6)
        width = (self.area.width - 2 * px(PADDING) - px(8)) // 2
        left = pygame.Rect(self.area.x + px(PADDING), y, width, px(BUTTON))
        self._back = Button(kit, left, "Back", tip="The value before (Shift N)", layer=LAYER + 1)
        right = left.move(width + px(8), 0)
        self._on = Button(
            kit, right, "Next (N)", style="primary", tip="The next value, in its own order (key N)", layer=LAYER + 1
        )
        corner = pygame.Rect(self.area.right - px(38), self.area.y + px(8), px(30), px(28))
        self._close = Button(
            kit, corner, icon="close", style="quiet", tip="Put it away (Esc); N brings it back", layer=LAYER + 1
        )
        self._paint()

    def _top(self, row: int) -> int:
        return self.area.y + self._kit.px(HEAD) + row * self._kit.px(LINE)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Going on and back, a click on a value, scrolling, closing."""
        if self._sheet is None:
            return []
        if self._on.pressed(event) or self._back.pressed(event):
            return [NextValue(1 if self._on.pressed(event) else -1)]
        for row, spot in enumerate(self.rows):
            if spot.pressed(event):
                return self.go_to(self._first + row)
        if event.type == pygame.MOUSEWHEEL and self.area.collidepoint(self._kit.pointer()):
            self._scroll_to(self._first - event.y)
        return [Open(None)] if escaped(event) or self._close.pressed(event) else []

    def sync(self, view: View) -> None:
        """What it says of the example is the same at any moment."""
        self._view = view

    def step(self, by: int) -> list[Message]:
        """What brings the next value (`by` 1) or the one before (-1) before one's eyes."""
        if self.worked is None:
            return []
        at = (0 if by > 0 else len(self.worked.example.values) - 1) if self.at is None else self.at + by
        return self.go_to(at % len(self.worked.example.values))

    def go_to(self, at: int) -> list[Message]:
        """What brings value `at` before one's eyes: the moment at which it is seen, with its connection pinned."""
        if self.worked is None or self._view is None:
            return []
        self.at = at
        if self._sheet:
            if not self._first <= at < self._first + self._count:
                self._scroll_to(at - self._count // 2)
            self._paint()
        example, snapshot = self.worked.example, self._view.current
        moment, edge = example.moment(example.values[at]), example.quantity(example.values[at]).edge
        messages: list[Message] = [c.Pause()]
        if moment.epoch > snapshot.run.last_epoch:
            messages.append(c.Step("epoch", moment.epoch - snapshot.epoch))
        messages.append(c.Seek(moment.epoch, moment.sample, moment.phase, PHASE_UNITS - 1))
        pin: list[Intent] = [Pin(edge)] if edge else []
        return [*messages, *pin]

    def hints(self) -> Iterable[Hint]:
        """Hover help, and the ground that covers what lies below."""
        if self._sheet is None or self.worked is None:
            return []
        hints = [hint for button in (self._back, self._on, self._close) if (hint := button.hint())]
        return [*hints, *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """The values in sight and the buttons."""
        return [*self.rows, self._back, self._on, self._close] if self._sheet else []

    def kill(self) -> None:
        """Take it away."""
        if self._sheet:
            for widget in (*self.rows, self._back, self._on, self._close):
                widget.kill()
            self._sheet.kill()
        self.rows, self._sheet = [], None

    def _scroll_to(self, first: int) -> None:
        if self.worked:
            self._first = self._clamped(first)
            self._paint()

    def _clamped(self, first: int) -> int:
        assert self.worked
        return max(0, min(first, len(self.worked.example.values) - self._count))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _paint(self) -> None:
        if self._sheet is None or self.worked is None:
            return
        kit, px, surface = self._kit, self._kit.px, self._sheet.blank()
        palette, pen, left = kit.palette, Lettering(kit, surface), px(PADDING)
        room, example = self.area.width - 2 * left, self.worked.example
        pen.write(cut(kit, example.title, 14.5, room - px(26)), (left, px(24)), 14, palette.text, "semibold")
        pen.write(cut(kit, example.source, 11.5, room), (left, px(46)), 11.5, palette.muted)
        pen.write("printed", (px(PRINTED_END), px(HEAD - 14)), 11, palette.activation, anchor="midright")
        pen.write("here", (px(HERE_END), px(HEAD - 14)), 11, palette.source, anchor="midright")
        for row in range(self._count):
            self._paint_row(pen, self._top(row) - self.area.y, self._first + row)
        if self._count < len(example.values):
            told = f"{self._first + 1}–{self._first + self._count} of {len(example.values)}"
            pen.write(told, (left, px(HEAD - 14)), 11, palette.muted)
        self._paint_words(pen, self.area.height - px(FOOT + DETAIL) + px(4))
        self._sheet.show(surface)

    def _paint_row(self, pen: Lettering, top: int, at: int) -> None:
        assert self.worked
        kit, px, palette = self._kit, self._kit.px, self._kit.palette
        value, here, middle = self.worked.example.values[at], self.worked.here[at], top + px(LINE) // 2
        if at == self.at:
            ground = rounded_box((self.area.width - 2 * px(8), px(LINE)), px(6), palette.raised, palette.text, 1)
            pen.surface.blit(ground, (px(8), top))
        pen.write(self._label(value), (px(PADDING), middle), 12, palette.text, room=px(LABEL_ROOM))
        for text, end, width, colour in (
            (value.printed.replace("-", MINUS), PRINTED_END, px(PRINTED_ROOM), palette.activation),
            (beside(value, here), HERE_END, px(HERE_ROOM), palette.source),
        ):
            fitted = fitting_size(kit, text, 12, width, "mono")
            text = _cut_number(kit, text, fitted, width)
            pen.write(text, (px(end), middle), fitted, colour, "mono", anchor="midright")
        icon, ink = ("check", palette.muted) if value.agrees_with(here) else ("cross", palette.negative)
        mark = kit.icons.get(icon, px(9), ink)
        pen.surface.blit(mark, mark.get_rect(midleft=(px(HERE_END + 4), middle)))

    def _label(self, value: PrintedValue) -> str:
        assert self.worked
        example = self.worked.example
        return example.quantity(value).label(example.start.settings.layers)

    def _paint_words(self, pen: Lettering, top: int) -> None:
        """What there is to be said of the value that is marked, or of the example as a whole."""
        assert self.worked
        kit, px, palette = self._kit, self._kit.px, self._kit.palette
        room, y = self.area.width - 2 * px(PADDING), top
        for line in wrapped(kit, self._words(), 12, room)[:6]:
            pen.write(
                line, (px(PADDING), y + px(7)), 12, palette.text if self.at is not None else palette.muted, room=room
            )
            y += px(15)

    def _words(self) -> str:
        assert self.worked
        example = self.worked.example
        if self.at is None:
            return example.about
        value, here = example.values[self.at], self.worked.here[self.at]
        sign = " with the other sign" if value.opposite else ""
        when = f", after {value.after:,} update{'' if value.after == 1 else 's'}" if value.after else ""
        difference = value.difference(here)
        why = f" {capitalised(difference)}." if difference else ""
        part = f"{value.part}: " if value.part else ""
        said = f"{part}{self._label(value)} is printed as {value.printed}{sign}{when}; here {here:.10g}.{why}"
        return said.replace(" -", f" {MINUS}")


def beside(value: PrintedValue, here: float) -> str:
    """`here` with two digits more than are printed of `value`, or as it is if it has fewer."""
    digits = sum(map(str.isdigit, value.printed.lower().partition("e")[0].lstrip("+-0.")))
    return f"{here:.{max(3, min(digits + 2, 12))}g}".replace("-", MINUS)


def _cut_number(kit: Kit, text: str, size: float, room: int) -> str:
    """`text` without its last digits, where there is no room for them."""
    if kit.fonts.width(text, size, "mono") <= room:
        return text
    length = len(text)
    while length > 4 and kit.fonts.width(f"{text[:length]}…", size, "mono") > room:
        length -= 1
    return f"{text[:length]}…"
