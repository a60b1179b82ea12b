"""A dialog with one row below another, of which one is chosen, scrolled where they are many."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

import pygame

from game.ui.draw.in_sight import in_sight_of
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, cut
from game.ui.draw.palette import Colour
from game.ui.intents import Open
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button
from game.ui.widgets.hotspot import HotSpot

BORDER = 40
"""Design pixels: how far the dialog keeps away from the window's edges, both sides together."""
PADDING = 22
"""Design pixels: from the dialog's edges to its title; rows reach a little farther."""
TOP = 66
"""Design pixels: from the dialog's top to the rows."""
BOTTOM = 46
"""Design pixels: room below the rows."""
GAP = 5
"""Design pixels: between rows."""

Item = TypeVar("Item")


class ScrolledList(Panel, Generic[Item]):
    """A dialog in the middle of the window, scrolled by the wheel and the keys of a reader. `size` and `pitch`, the
    height of a row with its gap, are in design pixels."""

    title: ClassVar[str]
    size: ClassVar[tuple[int, int]]
    pitch: ClassVar[int]

    def __init__(self) -> None:
        self.rows: list[HotSpot] = []
        self._first = 0
        self._sheet: OverlaySheet | None = None

    # -- what a list has to say of itself ----------------------------------------------------------------------------

    @property
    @abstractmethod
    def items(self) -> Sequence[Item]:
        """All that is listed."""

    @abstractmethod
    def chosen(self, item: Item) -> Sequence[Message]:
        """What a click on its row does."""

    @abstractmethod
    def note(self) -> tuple[str, Colour]:
        """The line at the foot of the dialog."""

    @abstractmethod
    def paint_row(self, pen: Lettering, top: int, item: Item) -> None:
        """Paint the row of `item`, which begins at `top`."""

    def can_be_chosen(self, item: Item) -> bool:
        """Whether a click on its row does anything."""
        return True

    def paint_empty(self, pen: Lettering) -> None:
        """Paint what is said where nothing is listed."""

    # -- a panel -----------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Lay the dialog out in the middle of `rect`, as large as there is room for."""
        self.kill()
        px = kit.px
        self._kit = kit
        width, height = min(px(self.size[0]), rect.width - px(BORDER)), min(px(self.size[1]), rect.height - px(BORDER))
        self.area = pygame.Rect(0, 0, width, height)
        self.area.center = rect.center
        self._sheet = OverlaySheet(kit, self.area)
        self._room = (height - px(TOP + BOTTOM)) // px(self.pitch)
        self._first = self._clamped(self._first)
        corner = pygame.Rect(self.area.right - px(46), self.area.y + px(14), px(32), px(30))
        self._close = Button(kit, corner, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._fill()

    @property
    def in_sight(self) -> Sequence[Item]:
        """Those that are listed now, from top to bottom."""
        return self.items[self._first : self._first + self._room]

    def _fill(self) -> None:
        """A row to press for each in sight."""
        for spot in self.rows:
            spot.kill()
        places = [self._row(k) for k, item in enumerate(self.in_sight) if self.can_be_chosen(item)]
        self.rows = [HotSpot(self._kit, place, layer=LAYER + 1) for place in places]
        self._paint()

    def _row(self, k: int) -> pygame.Rect:
        px = self._kit.px
        width = self.area.width - 2 * px(PADDING - 8)
        top = self.area.y + px(TOP) + k * px(self.pitch)
        return pygame.Rect(self.area.x + px(PADDING - 8), top, width, px(self.pitch - GAP))

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Choosing, scrolling, closing."""
        if self._sheet is None:
            return []
        for spot, item in zip(self.rows, filter(self.can_be_chosen, self.in_sight), strict=True):
            if spot.pressed(event):
                return self.chosen(item)
        if event.type == pygame.MOUSEWHEEL:
            self._scroll(-event.y)
        elif event.type == pygame.KEYDOWN:
            far = len(self.items)
            pages = {pygame.K_PAGEUP: -self._room, pygame.K_PAGEDOWN: self._room}
            self._scroll({**pages, pygame.K_HOME: -far, pygame.K_END: far}.get(event.key, 0))
        return [Open(None)] if escaped(event) or self._close.pressed(event) else []

    def bring_into_sight(self, item: Item) -> pygame.Rect:
        """Scroll to `item`; where its row is then."""
        self._first = 0
        self._scroll(self.items.index(item))
        return self._row(self.items.index(item) - self._first)

    def _scroll(self, rows: int) -> None:
        first = self._clamped(self._first + rows)
        if first != self._first:
            self._first = first
            self._fill()

    def _clamped(self, first: int) -> int:
        """So that the last row in sight is one that there is."""
        return max(0, min(first, len(self.items) - self._room))

    def hints(self) -> Iterable[Hint]:
        """Hover help of the button, and the ground that covers what lies below."""
        if self._sheet is None:
            return []
        hint = self._close.hint()
        return [*([hint] if hint else []), *self._sheet.hints()]

    def focusables(self) -> Sequence[Focusable]:
        """The rows in sight, and the button that closes it."""
        return [*self.rows, self._close] if self._sheet else []

    def kill(self) -> None:
        """Take it away."""
        if self._sheet:
            for widget in (*self.rows, self._close):
                widget.kill()
            self._sheet.kill()
        self.rows, self._sheet = [], None

    def _paint(self) -> None:
        if self._sheet is None:
            return
        kit, px, surface = self._kit, self._kit.px, self._sheet.blank()
        palette, pen, left = kit.palette, Lettering(kit, surface), px(PADDING)
        pen.write(self.title, (left, px(30)), 18, palette.text, "semibold")
        shown, count = self.in_sight, len(self.items)
        if len(shown) < count:
            told = in_sight_of(self._first, len(shown), count)
            pen.write(told, (self.area.width - px(56), px(30)), 12, palette.muted, anchor="midright")
        if not count:
            self.paint_empty(pen)
        for k, item in enumerate(shown):
            self.paint_row(pen, self._row(k).y - self.area.y, item)
        words, ink = self.note()
        pen.write(cut(kit, words, 12, self.area.width - 2 * left), (left, self.area.height - px(24)), 12, ink)
        self._sheet.show(surface)
