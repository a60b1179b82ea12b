"""INSIDE THE BOX: a, slope, δ and b of every neuron, w of every edge. A click on a weight or bias pins it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pygame

from game.sim.network import Edge
from game.ui.draw.kit import Kit
from game.ui.draw.panel_background import HEADING_Y
from game.ui.intents import Hover, LensWay, Open, Pin, ShowLens
from game.ui.network.reveal import known
from game.ui.tables.number_table import Cell, NumberTable, TableQuantity, cell_hint, number_table
from game.ui.tables.tables_art import PlacedCell, TablesArt, TablesPicture
from game.ui.toolkit.focus_ring import ARROW_STEPS, PRESS_KEYS
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.toolkit.picture_element import PictureElement
from game.ui.view import View
from game.ui.widgets.button import Button

LENSES_X = 122
"""Design pixels: where the button stands that opens the other lenses."""
LENSES_SIZE = (76, 19)
"""Design pixels: its size."""
WHEEL = 42
"""Design pixels a notch of the mouse wheel scrolls."""


class TablesPanel(ViewPanel):
    """A network too big for one table is shown layer by layer and scrolls."""

    def __init__(self) -> None:
        self._kit: Kit | None = None
        self._rect = pygame.Rect(0, 0, 0, 0)
        self._forget()

    def _forget(self) -> None:
        self._readout: PictureElement | None = None
        self._lenses: Button | None = None
        self._art: TablesArt | None = None
        self._picture: TablesPicture | None = None
        self._hints: list[Hint] = []
        self._view: View | None = None
        self._key: tuple[object, ...] = ()
        self._offset = 0
        self._hovered: Cell | None = None
        self._pinned: Edge | None = None
        self._cursor = CellCursor(self)
        self.table: NumberTable | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self._forget()
        self._art = TablesArt(kit, rect.size)
        self._readout = PictureElement(kit, rect)
        button = pygame.Rect(rect.x + kit.px(LENSES_X), 0, kit.px(LENSES_SIZE[0]), kit.px(LENSES_SIZE[1]))
        button.centery = rect.y + kit.px(HEADING_Y) - kit.px(2)
        self._lenses = Button(kit, button, "Lenses ▾", tip="Look at the network in other ways (key V).")

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._lenses and self._lenses.pressed(event):
            return [Open("lenses")]
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            cell = self.cell_at(event.pos)
            return [Pin(cell.edge)] if cell and cell.edge else []
        if event.type == pygame.MOUSEMOTION:
            return self._hover(event.pos)
        if event.type in (pygame.WINDOWLEAVE, pygame.WINDOWFOCUSLOST):
            return self._hover((-1, -1))
        if event.type == pygame.MOUSEWHEEL and self._kit and self._rect.collidepoint(self._kit.pointer()):
            self.scroll_to(self._offset - event.y * self._kit.px(WHEEL))
        return []

    def _hover(self, position: tuple[int, int]) -> Sequence[Message]:
        """Preview the edge under the pointer; say so only when it is another one."""
        found = self.cell_at(position)
        edge = found.edge if found else None
        before = self._hovered.edge if self._hovered else None
        self._hovered = found
        return [Hover(edge)] if edge != before else []

    def sync(self, view: View) -> None:
        if not self._due(view):
            return
        self._view = view
        before = self.table
        self.table = number_table(view)
        self._paint()
        if before is None or view.selection.pinned != self._pinned:
            self._pinned = view.selection.pinned
            self._show_pinned()

    @property
    def look(self) -> object:
        return self._picture.surface if self._picture else None

    def hints(self) -> Iterable[Hint]:
        button = self._lenses.hint() if self._lenses else None
        return [*([button] if button else []), *self._hints]

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        """From an activation or a slope to the neuron's curve, from a delta to the path it came on, from a parameter to
        that of its gradient."""
        cell = self.cell_at(position)
        if cell is None:
            return None
        if cell.edge:
            return LensWay(ShowLens("path"), pins=cell.edge)
        if cell.quantity is TableQuantity.DELTA:
            return LensWay(ShowLens("path"), by_click=True, pins=Edge(cell.layer - 1, cell.unit, 0))
        return LensWay(ShowLens("curves", (cell.layer, cell.unit)), by_click=True)

    def focusables(self) -> Sequence[Focusable]:
        buttons = [self._lenses] if self._lenses else []
        return [*buttons, *([self._cursor] if self.edge_cells else [])]

    def lenses_rect(self) -> pygame.Rect:
        """Where the button stands that opens the menu of lenses."""
        return self._lenses.rect if self._lenses else self._rect

    def kill(self) -> None:
        if self._readout and self._lenses:
            self._lenses.kill()
            self._readout.kill()
        self._forget()

    @property
    def placed(self) -> list[PlacedCell]:
        """Every cell, with its place on screen; it may be scrolled out of sight."""
        if self._picture is None:
            return []
        return [PlacedCell(placed.rect.move(self._rect.topleft), placed.cell) for placed in self._picture.cells]

    @property
    def edge_cells(self) -> list[PlacedCell]:
        """The cells that can be pinned."""
        return [placed for placed in self.placed if placed.cell.edge]

    def cell_at(self, position: tuple[int, int]) -> Cell | None:
        """The cell at a place on screen that can be seen there."""
        if not self._area.collidepoint(position):
            return None
        return next((placed.cell for placed in self.placed if placed.rect.collidepoint(position)), None)

    def scroll_to(self, offset: int) -> None:
        """Scroll so that `offset` pixels are hidden above, as far as there is anything to scroll."""
        if self._picture is None:
            return
        offset = max(0, min(offset, self._picture.length - self._picture.area.height))
        if offset != self._offset:
            self._offset = offset
            self._paint()

    def bring_into_sight(self, rect: pygame.Rect) -> None:
        """Scroll as little as shows `rect` (on screen)."""
        area = self._area
        if rect.top < area.top:
            self.scroll_to(self._offset - (area.top - rect.top))
        elif rect.bottom > area.bottom:
            self.scroll_to(self._offset + rect.bottom - area.bottom)

    @property
    def _area(self) -> pygame.Rect:
        return self._picture.area.move(self._rect.topleft) if self._picture else pygame.Rect(0, 0, 0, 0)

    def _due(self, view: View) -> bool:
        """Whether any number may have changed."""
        snapshot = view.current
        stage = known(view).stage
        key = (snapshot.batch, snapshot.settings, view.selection, view.trace, stage)
        if self._art is None or key == self._key:
            return False
        self._key = key
        return True

    def _paint(self) -> None:
        if self._art and self._readout and self._view and self.table:
            self._picture = self._art.paint(self.table, self._view.current.settings.activation, self._offset)
            self._readout.put(self._picture.surface)
            self._hints = [self._hint(placed) for placed in self.placed if placed.rect.colliderect(self._area)]
            corner = self._rect.topleft
            self._hints += [Hint(place.move(corner), partial(str, say)) for place, say in self._picture.names]
            if self._offset > max(0, self._picture.length - self._picture.area.height):
                self.scroll_to(self._offset)

    def _show_pinned(self) -> None:
        pinned = next((placed for placed in self.edge_cells if placed.cell.edge == self._pinned), None)
        if pinned:
            self.bring_into_sight(pinned.rect)

    def _hint(self, placed: PlacedCell) -> Hint:
        return Hint(placed.rect.clip(self._area), lambda: cell_hint(self._view, placed.cell) if self._view else "")


class CellCursor:
    """Lets the keyboard walk over the cells that can be pinned."""

    def __init__(self, panel: TablesPanel) -> None:
        self._panel = panel
        self._index = 0

    @property
    def rect(self) -> pygame.Rect:
        """Where the cell is, in screen pixels."""
        return self._current().rect

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Arrows go to the next cell, Enter and Space pin."""
        if event.key in PRESS_KEYS:
            return [Pin(self._current().cell.edge)]
        if event.key not in ARROW_STEPS:
            return None
        cells = self._panel.edge_cells
        self._index = _neighbour([placed.rect for placed in cells], self._index % len(cells), ARROW_STEPS[event.key])
        self._panel.bring_into_sight(cells[self._index].rect)
        return []

    def _current(self) -> PlacedCell:
        cells = self._panel.edge_cells
        return cells[self._index % len(cells)]


def _neighbour(rects: Sequence[pygame.Rect], index: int, direction: tuple[int, int]) -> int:
    """The next of `rects` in `direction` from the one at `index`: in its row, or the nearest of the next row; that one
    itself at the end."""
    here = rects[index]

    def distance(rect: pygame.Rect) -> tuple[int, int]:
        across, down = rect.centerx - here.centerx, rect.centery - here.centery
        return (abs(down), abs(across))

    ahead = [
        k
        for k, rect in enumerate(rects)
        if (rect.y == here.y and (rect.x - here.x) * direction[0] > 0) or (rect.y - here.y) * direction[1] > 0
    ]
    return min(ahead, key=lambda k: distance(rects[k]), default=index)
