"""A table of gradients with something wrong in it, a row for each parameter and a column for each sample: cells to
nudge and to accuse, what the machine might do, and the right value of one cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pygame

from game.sim.arithmetic.interval import DECIMALS
from game.sim.level.actions import Answer, OpenCase
from game.sim.level.deals.bug_hunt import HuntBoard
from game.sim.network import edge_label, edge_symbol
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.intents import Pin, PinSample
from game.ui.level.choices.board_view import BoardView
from game.ui.level.choices.tile import Tile
from game.ui.level.controls.number_row import as_typed
from game.ui.level.intents import Do
from game.ui.level.text_block import block_height, write_block
from game.ui.toolkit.focus_ring import ARROW_STEPS
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.button import Button
from game.ui.widgets.text_box import TextBox

HEAD = 24
"""Design pixels: height of the heads."""
ROW = 44
"""Design pixels: the highest that a row is."""
COLUMN = 94
"""Design pixels: width of a column."""
LABEL = 104
"""Design pixels: width of the rows' names."""
BUTTON = 34
"""Design pixels: height of a button."""
GAP = 10
"""Design pixels: gaps."""
KIND = 36
"""Design pixels: height of a button that names what a machine does wrong, at most."""
NUMBER = 13.5
"""Design pixels: size of a cell's number."""
SMALL = 11.5
"""Design pixels: size of its number where what a nudge measures stands below it."""
RADIUS = 5
"""Design pixels: corner radius of a cell."""
MANY = 6
"""More rows than so many make a long table."""
SHARE_ABOVE_SHORT = 0.42
"""The part of the height that the network has above a short table."""
SHARE_ABOVE_LONG = 0.36
"""The part of it that the network has above a long one."""
MARKED = ("Right value of the marked cell", "Value of the marked cell", "Marked cell")
JUDGED = ("Marked cell: yours · right", "yours · right")
RULE = "Rule: of a weight {delta} × what came in; of a bias {delta}."
LEGEND = "In a cell: what the machine says, and below it what a nudge measures."
WORDS = 12.5
"""Size of the sentences below the table."""
TABLE = 0.56
"""The part of the width that the table may take."""
GridPlace = tuple[int, int]


class Cells:
    """The cells as one stop of the Tab key: arrows go from one to the next."""

    def __init__(self, view: TableView, rect: pygame.Rect) -> None:
        self._view, self.rect = view, rect

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Answer a key while they are focused."""
        step = ARROW_STEPS.get(event.key)
        return self._view.stepped(*step) if step else None


class TableView(BoardView[HuntBoard]):
    """A click on a cell chooses it, and shows its parameter and its sample in the network above."""

    _cell: GridPlace | None = None

    @property
    def network_share(self) -> float:
        """A long table leaves it less room."""
        return SHARE_ABOVE_LONG if len(self.board.edges) > MANY else SHARE_ABOVE_SHORT

    def lay_out(self) -> None:
        kit, board, rect = self.kit, self.board, self.rect
        rows, columns = len(board.edges), len(board.shown[0])
        below = kit.px(BUTTON + GAP)
        pitch = min(kit.px(ROW), (rect.height - kit.px(HEAD) - below) // rows)
        width = min(kit.px(COLUMN), (round(rect.width * TABLE) - kit.px(LABEL)) // columns)
        corner = (rect.x + kit.px(LABEL), rect.y + kit.px(HEAD))
        self.cells = {
            (row, column): pygame.Rect(corner[0] + column * width, corner[1] + row * pitch, width, pitch)
            for row in range(rows)
            for column in range(columns)
        }
        table = pygame.Rect(*corner, columns * width, rows * pitch)
        self._table = pygame.Rect(rect.x, rect.y, table.right - rect.x, table.bottom - rect.y)
        self._stop = Cells(self, self._table)
        half = (self._table.width - kit.px(GAP)) // 2
        place = pygame.Rect(rect.x, min(table.bottom + kit.px(GAP), rect.bottom - kit.px(BUTTON)), half, kit.px(BUTTON))
        self.nudge = Button(kit, place, "Nudge test", tip=self._nudge_tip)
        self.accuse = Button(kit, place.move(half + kit.px(GAP), 0), "Accuse this cell", tip=self._accuse_tip)
        self._lay_out_verdict(kit, pygame.Rect(self._table.right + kit.px(3 * GAP), rect.y, 0, 0))
        self.parts = [self.nudge, self.accuse, *self.bugs.values()]

    def _lay_out_verdict(self, kit: Kit, corner: pygame.Rect) -> None:
        """What the machine does, one below the other, and the box for the right value."""
        width, board = self.rect.right - corner.x, self.board
        self._verdict = pygame.Rect(corner.x, corner.y, width, self.rect.height)
        lines = len(board.bugs)
        room = self.rect.height - kit.px(HEAD + BUTTON + 2 * GAP)
        pitch = min(kit.px(KIND + 6), room // lines)
        self.bugs = {}
        for k, bug in enumerate(board.bugs):
            place = pygame.Rect(corner.x, corner.y + kit.px(HEAD) + k * pitch, width, pitch - kit.px(6))
            self.bugs[bug] = Tile(kit, place, bug)
        y = min(corner.y + kit.px(HEAD) + lines * pitch + kit.px(GAP), self.rect.bottom - kit.px(BUTTON))
        wide = min(kit.px(170), width // 2)
        self._beside = pygame.Rect(self.rect.right - wide, y, wide, kit.px(BUTTON))
        self._box = TextBox(kit, self._beside, placeholder="gradient ?", whole=True)
        self._written = ""

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            hit = next((cell for cell, rect in self.cells.items() if rect.collidepoint(event.pos)), None)
            return self._shown(hit) if hit else []
        if self.nudge.pressed(event) and self._cell:
            return [Do(OpenCase(self.board.cell_name(*self._cell)))]
        if self.accuse.pressed(event) and self._cell:
            return [Do(Answer("proof", self.board.cell_name(*self._cell)))]
        for bug, tile in self.bugs.items():
            if tile.pressed(event):
                return [Do(Answer("bug", bug))]
        typed = self._box.finished(event)
        return [] if typed is None or typed == self._written else self._typed(typed)

    def _typed(self, typed: str) -> Sequence[Message]:
        self._written = typed
        return self.typed_in("repair", typed)

    def _shown(self, cell: GridPlace) -> Sequence[Message]:
        """Choose `cell`, and show what it is about."""
        self._cell = cell
        return [Pin(self.board.edges[cell[0]]), PinSample(cell[1])]

    def stepped(self, right: int, down: int) -> Sequence[Message]:
        """Go from the chosen cell so many cells to the right and down."""
        row, column = self._cell or (-down, -right)
        to = (row + down, column + right)
        return self._shown(to if to in self.cells else self._cell or (0, 0))

    def clicks(self, name: str, word: str) -> Sequence[pygame.Rect]:
        if name == "bug":
            return [self.bugs[word].rect]
        return [self.cells[self.board.cell(word)], self.accuse.rect]

    def look_clicks(self, name: str) -> Sequence[pygame.Rect]:
        return [self.cells[self.board.cell(name)], self.nudge.rect]

    def box(self, name: str) -> TextBox | None:
        return self._box if name == "repair" else None

    # -- looks -------------------------------------------------------------------------------------------------------

    def sync(self, now: float, *, still: bool) -> None:
        kind, free, cell = self.kind, self.free, self._cell
        name = self.board.cell_name(*cell) if cell else ""
        self.nudge.set_text(f"Nudge test ({kind.looks_left} left)")
        self.nudge.set_enabled(free and name not in kind.looked and kind.refusal(OpenCase(name)) is None)
        self.accuse.set_enabled(free and bool(cell) and cell != self.board.asked)
        self.accuse.set_selected(bool(name) and kind.chosen.get("proof") == name)
        for bug, tile in self.bugs.items():
            tile.show(bug, "", self.option_state("bug", bug))
            tile.set_enabled(free)
        self._box.set_visible(free)
        value = kind.chosen.get("repair")
        if isinstance(value, (int, float)) and self._box.text == self._written:
            self._written = as_typed(self._written, value)
            self._box.show(self._written)

    @property
    def look(self) -> object:
        kind = self.kind
        return (self.stage, self._cell, kind.looked, tuple(kind.chosen.items()), tuple(kind.marks.items()))

    def note(self) -> str:
        if not self.free or self._cell:
            return ""
        return "Click a cell, then test it or accuse it"

    def paint(self, pen: Lettering) -> None:
        self._paint_heads(pen)
        for cell, rect in self.cells.items():
            self._paint_cell(pen, cell, self.local(rect))
        self._paint_verdict(pen)
        self._paint_words(pen)

    def _paint_words(self, pen: Lettering) -> None:
        """Below the buttons, as many of the sentences as have room: what the numbers are, and what they come from."""
        kit = pen.kit
        place = pygame.Rect(self.local(self._table).x, self.local(self.nudge.rect).bottom, self._table.width, 0)
        place.y += kit.px(GAP)
        for words, colour in self._words():
            if place.y + block_height(kit, words, WORDS, place.width) > self.local(self.rect).bottom:
                return
            place.y = write_block(pen, words, place, WORDS, colour) + kit.px(GAP // 2)

    def _words(self) -> Iterable[tuple[str, Colour]]:
        """What is told below the table, the most important first."""
        palette, kind = self.kit.palette, self.kind
        if self.judged:
            yield from ((each, palette.text) for each in self.corrections())
        if self.judged or kind.looked:
            yield LEGEND, palette.muted
        if not self.judged:
            alone = len(self.board.net.settings.layers) == 2
            yield RULE.format(delta="error × slope" if alone else "δ"), palette.muted

    def corrections(self) -> Iterable[str]:
        """Of a report that was wrong, why: a sentence for each part that was."""
        board, kind = self.board, self.kind
        wrong = [name for name, mark in kind.marks.items() if not mark]
        if "proof" in wrong:
            row, column = board.cell(str(kind.chosen["proof"]))
            shown, true = (fixed(table[row][column], DECIMALS) for table in (board.shown, board.true))
            yield f"The accused cell is right: the machine says {shown}, a nudge measures {true}."
        against = board.against(str(kind.chosen["bug"])) if "bug" in wrong else None
        if against:
            (row, column), value = against
            label = edge_label(board.net.settings.layers, board.edges[row])
            yield (
                f"A machine that {kind.chosen['bug']} would say {fixed(value, DECIMALS)} for {label} on "
                f"{self._sample(column)}; this one says {fixed(board.shown[row][column], DECIMALS)}."
            )

    def _sample(self, column: int) -> str:
        """What the sample of a column is called: by its inputs."""
        row = self.board.net.dataset.inputs[column]
        return f"({','.join(f'{x:g}' for x in row)})" if len(row) > 1 else f"x = {row[0]:g}"

    def _paint_heads(self, pen: Lettering) -> None:
        kit, palette, board = self.kit, self.kit.palette, self.board
        layers = board.net.settings.layers
        top = self.local(self._table)
        pen.write("ITS GRADIENTS", (top.x, top.y + kit.px(HEAD // 2 - 2)), 11, palette.muted, "semibold")
        for column in range(board.net.dataset.samples):
            head = self.local(self.cells[0, column])
            text = f"{self._sample(column)} → {board.net.dataset.targets[column]:g}"
            place = (head.centerx, top.y + kit.px(HEAD // 2 - 2))
            pen.write(text, place, 11.5, palette.muted, "mono", anchor="center", room=head.width - kit.px(4))
        for row_at, edge in enumerate(board.edges):
            line = self.local(self.cells[row_at, 0])
            label = edge_label(layers, edge)
            symbol = f"{edge_symbol(layers, edge)}  " if len(layers) > 3 else ""
            place = (top.x, line.centery)
            pen.write(f"{symbol}{label}", place, 12.5, palette.text, "medium", room=kit.px(LABEL - 8))

    def _paint_cell(self, pen: Lettering, cell: GridPlace, rect: pygame.Rect) -> None:
        kit, palette, board, kind = self.kit, self.kit.palette, self.board, self.kind
        row, column = cell
        name = board.cell_name(row, column)
        shown, true, wrong = board.shown[row][column], board.true[row][column], board.wrong[row][column]
        measured = true if self.judged and wrong else board.nudged(row, column) if name in kind.looked else None
        accused, asked = kind.chosen.get("proof") == name, cell == board.asked
        ground, line = palette.panel, mix(palette.panel, palette.line, 0.6)
        if measured is not None:
            ground = mix(palette.panel, palette.negative if wrong else palette.gradient, 0.16)
        mark = kind.marks.get("proof") if accused else None
        verdict = palette.text if mark is None else palette.gradient if mark else palette.negative
        if accused:
            line = verdict
        if asked:
            line = palette.activation
        if cell == self._cell:
            ground = mix(ground, palette.text, 0.12)
        place = rect.inflate(-kit.px(4), -kit.px(3))
        wide = kit.px(2) if accused or asked or cell == self._cell else max(1, kit.px(1))
        line = palette.text if cell == self._cell and not (accused or asked) else line
        pen.surface.blit(rounded_box(place.size, kit.px(RADIUS), ground, line, wide), place)
        self._paint_numbers(pen, place, shown, measured)
        if accused:
            corner = (place.x + kit.px(4), place.y + kit.px(4))
            if mark is None:  # accused is not yet wrong
                pen.write("!", (corner[0] + kit.px(2), corner[1] + kit.px(5)), 13, verdict, "semibold")
                return
            icon = kit.icons.get("check" if mark else "cross", kit.px(9), verdict)
            pen.surface.blit(icon, icon.get_rect(topleft=corner))

    def _paint_numbers(self, pen: Lettering, place: pygame.Rect, shown: float, measured: float | None) -> None:
        """What the machine says, and below it what is true, where that is known."""
        palette = self.kit.palette
        if measured is None:
            pen.write(fixed(shown, DECIMALS), place.center, NUMBER, palette.text, "mono", anchor="center")
            return
        rise = place.height // 4
        agrees = fixed(shown, DECIMALS) == fixed(measured, DECIMALS)
        ink: Colour = palette.text if agrees else palette.negative
        above, below = (place.centerx, place.centery - rise), (place.centerx, place.centery + rise)
        pen.write(fixed(shown, DECIMALS), above, SMALL, ink, "mono", anchor="center")
        pen.write(fixed(measured, DECIMALS), below, SMALL, palette.gradient, "mono-medium", anchor="center")

    def _paint_verdict(self, pen: Lettering) -> None:
        kit, palette, place = self.kit, self.kit.palette, self.local(self._verdict)
        title = (place.x, place.y + kit.px(HEAD // 2 - 2))
        pen.write("WHAT THE MACHINE DOES", title, 11, palette.muted, "semibold")
        beside = self.local(self._beside)
        room = beside.x - place.x - kit.px(8)
        value, mark = self.kind.chosen.get("repair"), self.kind.marks.get("repair")
        words = pen.first_fitting(JUDGED if mark is False else MARKED, 13, room, "medium")
        pen.write(words, (place.x, beside.centery), 13, palette.activation, "medium", room=room)
        if self.free:
            return
        said = as_typed(self._written, float(value)) if isinstance(value, (int, float)) else ""
        pen.surface.blit(
            rounded_box(beside.size, kit.px(RADIUS), palette.panel, mix(palette.panel, palette.line, 0.8), 1), beside
        )
        colour = palette.muted if mark is None else palette.gradient if mark else palette.negative
        if mark is False:
            row, column = self.board.asked
            said = f"{said} · {fixed(self.board.true[row][column], DECIMALS)}"
        pen.write(said, (beside.x + kit.px(8), beside.centery), 13, colour, "mono", room=beside.width - kit.px(16))

    # -- help --------------------------------------------------------------------------------------------------------

    def _nudge_tip(self) -> str:
        name = self.board.cell_name(*self._cell) if self._cell else ""
        if self._cell == self.board.asked:
            return "Not in the marked cell: there its right value is asked for."
        if self._cell is None:
            return "Choose a cell first."
        if self.board.telling(self._cell):
            return "Not here either: it would measure the right value of the marked cell."
        reason = self.kind.refusal(OpenCase(name))
        told = "Push that parameter a little up and down on that sample, and see what the loss does."
        return f"{capitalised(reason)}." if reason else told

    def _accuse_tip(self) -> str:
        if self._cell is None:
            return "Choose a cell first."
        if self._cell == self.board.asked:
            return "The marked cell is known to be wrong: prove it with another one."
        return "Say that the machine is wrong in this cell."

    def hints(self) -> Iterable[Hint]:
        yield from super().hints()
        for cell, rect in self.cells.items():
            yield Hint(rect, partial(self._cell_words, cell))
        yield Hint(self._beside, lambda: "Type a number to four decimals, or what comes to it, such as 0.41*0.242.")

    def _cell_words(self, cell: GridPlace) -> str:
        board, (row, column) = self.board, cell
        label = edge_label(board.net.settings.layers, board.edges[row])
        name = board.cell_name(row, column)
        text = f"{label} on {self._sample(column)}: the machine says {fixed(board.shown[row][column], DECIMALS)}"
        if name in self.kind.looked:
            return f"{text}, the nudge test {fixed(board.nudged(row, column), DECIMALS)}."
        if cell == board.asked:
            return f"{text}. What is right here?" if not self.judged else f"{text}."
        return f"{text}."

    def focusables(self) -> Sequence[Focusable]:
        stops: list[Focusable] = [self._stop, *super().focusables()]
        return [*stops, self._box] if self.free else stops

    def kill(self) -> None:
        super().kill()
        self._box.kill()
