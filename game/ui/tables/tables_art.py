"""How the tables INSIDE THE BOX look: NumberTable -> picture, and where each cell stands on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pygame

from game.sim.activations import activations
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import compact
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import HEADING_SIZE, HEADING_Y, MARGIN, panel_background
from game.ui.network.reveal import UNKNOWN
from game.ui.tables.number_table import (
    Block,
    Cell,
    NumberTable,
    TableLine,
    TableQuantity,
    head_hint,
    row_hint,
    table_texts,
)

TOP = 26
"""Design pixels: where the tables begin."""
BOTTOM = 8
"""Design pixels: what is left free below them."""
HEAD = 15
"""Design pixels: height of the line of names."""
ROW = 21
"""Design pixels: height of the other lines."""
SMALLEST_ROW = 15
"""Screen pixels that a line is high at least."""
LABEL = 38
"""Design pixels: width of a row's label."""
GAP = 4
"""Design pixels: between cells."""
RADIUS = 5
"""Design pixels: corner radius of a cell."""
TEXT_SIZE = 11.5
BAR = 4
STEPS = 8
"""Strengths of tint."""
STRONGEST = {"activation": 0.4, "gradient": 0.4, "positive": 0.5, "negative": 0.5}
"""Largest share of a colour in a cell, on which text still keeps a contrast of 4.5 to 1."""
FULL_WEIGHT = 3.0
"""Magnitude of a weight at which the tint is full."""
FULL_DELTA = 0.15
"""Magnitude of a δ at which it is."""


class PlacedCell(NamedTuple):
    """A cell and where it stands on the panel, in pixels; `rect` may lie outside the part that is seen."""

    rect: pygame.Rect
    cell: Cell


@dataclass(frozen=True)
class TablesPicture:
    """`area` is the part that scrolls, `length` how many pixels it would need to show everything; `names` are places of
    labels and heads, with their hover sentences."""

    surface: pygame.Surface
    cells: tuple[PlacedCell, ...]
    names: tuple[tuple[pygame.Rect, str], ...]
    area: pygame.Rect
    length: int


class TablesArt:
    """Paints tables of one size; keeps the cell grounds it has painted."""

    def __init__(self, kit: Kit, size: tuple[int, int]) -> None:
        self._kit = kit
        self._ground = panel_background(kit, size, table_texts().title)
        margin = kit.px(MARGIN)
        self._area = pygame.Rect(margin, kit.px(TOP), size[0] - 2 * margin, size[1] - kit.px(TOP) - kit.px(BOTTOM))
        self._grounds: dict[tuple[tuple[int, int], Colour, Colour | None], pygame.Surface] = {}
        self._pen = Lettering(kit, self._ground)
        self._cells: list[PlacedCell] = []
        self._names: list[tuple[pygame.Rect, str]] = []
        self._scope = ""
        self._hidden_slope = 1.0

    def paint(self, table: NumberTable, activation: str, offset: int = 0) -> TablesPicture:
        """A new picture of `table` in a network whose hidden neurons have `activation`, scrolled down by `offset`."""
        surface = self._ground.copy()
        self._pen, self._cells, self._names, self._scope = Lettering(self._kit, surface), [], [], table.scope
        self._hidden_slope = activations()[activation].max_slope
        place = (self._area.right, self._kit.px(HEADING_Y))
        self._pen.write(table.scope, place, HEADING_SIZE, self._kit.palette.muted, anchor="midright")
        head = max(self._kit.px(HEAD), SMALLEST_ROW - 2)
        if table.flat:
            row = (self._area.height - head) // len(table.blocks[0].lines)
            self._heads(table.blocks[0], self._area.y, self._area.width, head)
            self._lines(table.blocks[0], self._area.y + head, self._area.width, row)
            return TablesPicture(surface, tuple(self._cells), tuple(self._names), self._area, self._area.height)
        length = self._stack(table, offset, head)
        below_head = pygame.Rect(self._area.x, self._area.y + head, self._area.width, self._area.height - head)
        return TablesPicture(surface, tuple(self._cells), tuple(self._names), below_head, length - head)

    def _stack(self, table: NumberTable, offset: int, head: int) -> int:
        """Blocks below each other, as far as the area shows them, and a scroll bar; the names of the first block seen
        stay in sight. Returns the whole height."""
        row, gap = max(self._kit.px(ROW), SMALLEST_ROW), self._kit.px(GAP)
        width = self._area.width - self._kit.px(BAR) - gap
        top = self._area.y - offset
        for block in table.blocks:
            bottom = top + head + row * len(block.lines)
            sticking = max(top, min(self._area.y, bottom - head))
            self._pen.surface.set_clip(self._area)
            self._heads(block, sticking, width, head)
            self._pen.surface.set_clip(self._area.clip((0, sticking + head, *self._ground.get_size())))
            self._lines(block, top + head, width, row)
            top = bottom + gap
        self._pen.surface.set_clip(None)
        length = top - gap - (self._area.y - offset)
        self._scroll_bar(offset, length)
        return length

    def _heads(self, block: Block, top: int, width: int, head: int) -> None:
        if not self._seen(top, head):
            return
        label, gap = self._kit.px(LABEL), self._kit.px(GAP)
        columns = _columns(self._area.x + label, width - label, len(block.heads), gap)
        for column, ((x, wide), name) in enumerate(zip(columns, block.heads, strict=True)):
            place = (x + wide // 2, top + head // 2)
            self._pen.write(name, place, 11, self._kit.palette.muted, anchor="center", room=wide)
            self._names.append((pygame.Rect(x, top, wide, head), head_hint(block, column, self._scope)))

    def _lines(self, block: Block, top: int, width: int, row: int) -> None:
        for index, line in enumerate(block.lines):
            self._line(line, top + index * row, width, row)

    def _line(self, line: TableLine, top: int, width: int, row: int) -> None:
        label, gap = self._kit.px(LABEL), self._kit.px(GAP)
        seen = self._seen(top, row)
        if seen:
            place = (self._area.x, top + (row - 2) // 2)
            self._pen.write(line.label, place, TEXT_SIZE, self._label_ink(line.quantity), "medium", room=label - gap)
            self._names.append((pygame.Rect(self._area.x, top, label - gap, row), row_hint(line, self._scope)))
        counts = tuple(Counter([(cell.layer, cell.unit) for cell in line.cells]).values())
        height = row - max(2, gap // 2)
        for (x, wide), cell in zip(_parts(self._area.x + label, width - label, counts, gap), line.cells, strict=True):
            rect = pygame.Rect(x, top, wide, height)
            self._cells.append(PlacedCell(rect, cell))
            if seen:
                self._cell(cell, rect)

    def _cell(self, cell: Cell, rect: pygame.Rect) -> None:
        palette = self._kit.palette
        outline = palette.activation if cell.edge else mix(palette.muted, palette.text, 0.5)
        outline_if_lit = outline if cell.lit else None
        self._pen.surface.blit(self._ground_of(rect.size, self._tint(cell), outline_if_lit), rect)
        signed = cell.quantity not in (TableQuantity.A, TableQuantity.SLOPE)
        letter = self._kit.fonts.width("0", TEXT_SIZE, "mono")
        text = compact(cell.value, max(4, min(7, (rect.width - 2) // letter)), signed=signed, decimals=_decimals(cell))
        text = UNKNOWN if cell.held else text
        ink = palette.text if cell.bright else palette.muted
        self._pen.write(text, rect.center, TEXT_SIZE, ink, "mono", anchor="center", room=rect.width)

    def _tint(self, cell: Cell) -> Colour:
        """The cell's colour: what it is, the stronger the larger; none while it is not known."""
        palette = self._kit.palette
        if not cell.bright:
            return palette.raised
        colour, share = self._strength(cell)
        step = round(min(1.0, share) * STEPS) / STEPS
        return mix(palette.raised, getattr(palette, colour), step * STRONGEST[colour])

    def _strength(self, cell: Cell) -> tuple[str, float]:
        """Name of the colour, and how much of it (0..1)."""
        size = abs(cell.value) if cell.value == cell.value else 0.0
        match cell.quantity:
            case TableQuantity.A:
                return "activation", size
            case TableQuantity.SLOPE:
                return "gradient", size / self._hidden_slope
            case TableQuantity.DELTA:
                return "gradient", size / FULL_DELTA
            case _:
                return "negative" if cell.value < 0 else "positive", size / FULL_WEIGHT

    def _label_ink(self, quantity: TableQuantity) -> Colour:
        palette = self._kit.palette
        if quantity is TableQuantity.A:
            return palette.activation
        return palette.gradient if quantity in (TableQuantity.SLOPE, TableQuantity.DELTA) else palette.muted

    def _ground_of(self, size: tuple[int, int], fill: Colour, line: Colour | None) -> pygame.Surface:
        key = (size, fill, line)
        if key not in self._grounds:
            self._grounds[key] = rounded_box(size, self._kit.px(RADIUS), fill, line, max(1, self._kit.px(1.5)))
        return self._grounds[key]

    def _seen(self, top: int, height: int) -> bool:
        return top + height > self._area.y and top < self._area.bottom

    def _scroll_bar(self, offset: int, length: int) -> None:
        if length <= self._area.height:
            return
        width = self._kit.px(BAR)
        track = pygame.Rect(self._area.right - width, self._area.y, width, self._area.height)
        thumb = pygame.Rect(track.x, 0, width, max(width * 3, track.height * track.height // length))
        thumb.y = track.y + (track.height - thumb.height) * offset // (length - track.height)
        palette = self._kit.palette
        self._pen.surface.blit(rounded_box(track.size, width // 2, palette.raised), track)
        self._pen.surface.blit(rounded_box(thumb.size, width // 2, mix(palette.line, palette.muted, 0.5)), thumb)


@cache
def _parts(left: int, width: int, counts: tuple[int, ...], gap: int) -> tuple[tuple[int, int], ...]:
    """(x, width) of every cell of a line: of each neuron's column there are so many parts as `counts` says."""
    heads = _columns(left, width, len(counts), gap)
    return tuple(part for head, count in zip(heads, counts, strict=True) for part in _columns(*head, count, gap))


def _columns(left: int, width: int, count: int, gap: int) -> list[tuple[int, int]]:
    """(x, width) of `count` columns that fill `width` pixels."""
    edges = [left + round((width + gap) * k / count) for k in range(count + 1)]
    return [(start, end - gap - start) for start, end in pairwise(edges)]


def _decimals(cell: Cell) -> int:
    return 3 if cell.quantity in (TableQuantity.SLOPE, TableQuantity.DELTA) else 2
