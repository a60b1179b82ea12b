"""Cases side by side: a curve of the loss, numbers to read, some of them shut, and words to choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import Answer, OpenCase
from game.sim.level.boards.cases import Case, CaseReading, CasesBoard, PlaceInCase
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.visit import Stage
from game.sim.quoting import counted
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import compared, figure
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.level.choices.board_view import BoardView
from game.ui.level.choices.case_charts import draw_gauge, draw_losses
from game.ui.level.choices.tile import Tile
from game.ui.level.controls.number_row import as_typed
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.text_box import TextBox

GAP = 12
"""Design pixels: between cards."""
PAD = 12
"""Design pixels: within a card."""
TITLE = 26
"""Design pixels: height of a card's title."""
LINE = 19
"""Design pixels: height of a line of numbers."""
CHIP = 27
"""Design pixels: height of a word to choose."""
RADIUS = 9
"""Design pixels: radius of corners."""
CHOOSE = 76
"""Design pixels: width of the button that chooses a card."""
CURVE = 54
"""Design pixels: height that a curve has at least."""
NAME = 12
"""Design pixels: height of the names above numbers."""
LABEL = 0.24
"""The part of a line for its label."""
DIGITS = (3, 4, 5)
"""Significant digits of what a lens shows: the first that will do."""
BOX = 110
"""Design pixels: width of the box for a number."""


class CasesView(BoardView[CasesBoard]):
    """A card for each case."""

    def lay_out(self) -> None:
        kit, board = self.kit, self.board
        rows = -(-len(board.cases) // board.columns)
        gap = kit.px(GAP)
        width = (self.rect.width - (board.columns - 1) * gap) // board.columns
        height = (self.rect.height - (rows - 1) * gap) // rows
        self._figures = self._compared()
        self._spelt = self._lens_texts()
        self._cards: dict[str, pygame.Rect] = {}
        self._curves: dict[str, pygame.Rect] = {}
        self.words: dict[tuple[str, str], Tile] = {}
        self.lenses: dict[str, Tile] = {}
        self.chosen: dict[str, Tile] = {}
        self._asked: Case | None = None
        self._box: TextBox | None = None
        self._written = ""
        for k, case in enumerate(board.cases):
            row, column = divmod(k, board.columns)
            corner = (self.rect.x + column * (width + gap), self.rect.y + row * (height + gap))
            self._cards[case.name] = pygame.Rect(*corner, width, height)
            self._lay_out_card(case, self._cards[case.name])
        self.parts = [*self.lenses.values(), *self.words.values(), *self.chosen.values()]

    def _lay_out_card(self, case: Case, card: pygame.Rect) -> None:
        kit, pad = self.kit, self.kit.px(PAD)
        inner = card.inflate(-2 * pad, -2 * pad)
        if self.board.choosing:
            place = pygame.Rect(inner.right - kit.px(CHOOSE), inner.y, kit.px(CHOOSE), kit.px(CHIP - 3))
            self.chosen[case.name] = Tile(kit, place, self.board.choosing_label)
        y = inner.bottom
        if case.box:
            self._typing = pygame.Rect(inner.right - kit.px(BOX), y - kit.px(CHIP), kit.px(BOX), kit.px(CHIP))
            self._asked, self._box = case, TextBox(kit, self._typing, placeholder="± 0.0000", whole=True)
            y = self._typing.top - kit.px(8)
        for placed in reversed(case.places):
            y = self._lay_out_words(placed, inner, y)
        shut = any(reading.look for reading in case.readings)
        if shut:
            self._lay_out_lenses(case, inner, y)
            return
        lines = sum(self._height(reading) for reading in case.readings)
        top = inner.y + kit.px(TITLE)
        high = max(kit.px(CURVE), y - lines - kit.px(8) - top)
        self._curves[case.name] = pygame.Rect(inner.x, top, inner.width, high)

    def _lay_out_words(self, placed: PlaceInCase, inner: pygame.Rect, bottom: int) -> int:
        """The options of a place, above `bottom`; the y above them."""
        kit = self.kit
        options = self.options(placed.name)
        columns = placed.columns or len(options)
        lines = -(-len(options) // columns)
        gap = kit.px(5)
        width = (inner.width - (columns - 1) * gap) // columns
        top = bottom - lines * kit.px(CHIP) - (lines - 1) * gap
        for k, option in enumerate(options):
            x, y = inner.x + (k % columns) * (width + gap), top + (k // columns) * (kit.px(CHIP) + gap)
            place = pygame.Rect(x, y, width, kit.px(CHIP))
            self.words[placed.name, option] = Tile(kit, place, option, tip=self.board.tips.get(option, ""))
        return top - kit.px(LINE if placed.heading else 6)

    def _lay_out_lenses(self, case: Case, inner: pygame.Rect, bottom: int) -> None:
        """The curve at the left, what is shut at the right of it."""
        kit = self.kit
        top, half = inner.y + kit.px(TITLE), inner.width // 2 - kit.px(GAP // 2)
        self._curves[case.name] = pygame.Rect(inner.x, top, half, bottom - kit.px(6) - top)
        gap = kit.px(5)
        height = (bottom - kit.px(6) - top - gap * (len(case.readings) - 1)) // len(case.readings)
        for k, reading in enumerate(case.readings):
            place = pygame.Rect(inner.right - half, top + k * (height + gap), half, height)
            self.lenses[reading.look] = Tile(kit, place, reading.label, tip=self.board.tips.get(reading.label, ""))

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for (name, option), tile in self.words.items():
            if tile.pressed(event):
                return [Do(Answer(name, option))]
        for look, tile in self.lenses.items():
            if tile.pressed(event):
                return [Do(OpenCase(look))]
        for case, tile in self.chosen.items():
            if tile.pressed(event):
                return [Do(Answer(self.board.choosing, case))]
        typed = self._box.finished(event) if self._box else None
        return [] if typed is None or typed == self._written else self._typed(typed)

    def _typed(self, typed: str) -> Sequence[Message]:
        """The number that was typed, or what cannot be read in it."""
        self._written = typed
        return self.typed_in(self._asked.box, typed) if self._asked else []

    def box(self, name: str) -> TextBox | None:
        return self._box if self._asked and self._asked.box == name else None

    def clicks(self, name: str, word: str) -> Sequence[pygame.Rect]:
        return [(self.chosen[word] if name == self.board.choosing else self.words[name, word]).rect]

    def look_clicks(self, name: str) -> Sequence[pygame.Rect]:
        return [self.lenses[name].rect]

    # -- looks -------------------------------------------------------------------------------------------------------

    def sync(self, now: float, *, still: bool) -> None:
        kind, free = self.kind, self.free
        if self._box:
            self._box.set_visible(free)
            value = kind.chosen.get(self._asked.box) if self._asked else None
            if isinstance(value, (int, float)) and self._box.text == self._written:
                self._written = as_typed(self._written, value)
                self._box.show(self._written)
        for (name, option), tile in self.words.items():
            tile.show(option, "", self.option_state(name, option))
            tile.set_enabled(free)
        for case, tile in self.chosen.items():
            tile.show(self.board.choosing_label, "", self.option_state(self.board.choosing, case))
            tile.set_enabled(free)
        for reading in (reading for case in self.board.cases for reading in case.readings if reading.look):
            tile = self.lenses[reading.look]
            seen = reading.look in kind.looked or self.judged
            state = "seen" if reading.look in kind.looked else ""
            tile.show(*("", self._spelt[reading.look]) if seen else (reading.label, ""), state)
            tile.set_enabled(free and not seen and kind.looks_left > 0)

    @property
    def look(self) -> object:
        value = self.kind.chosen.get(self._asked.box) if self._asked else None
        return (self.stage, self.kind.looked, tuple(self.runs), value)

    @property
    def moving(self) -> bool:
        return self.stage is Stage.RUNNING

    def note(self) -> str:
        kind = self.kind
        if self.stage is Stage.RUNNING:
            return f"epoch {self.reached:,} of {self.board.last:,}"
        most = kind.deal.most_looks or len(kind.deal.looks)
        return f"{len(kind.looked)} of {most} lenses opened" if kind.deal.looks and self.free else ""

    def _compared(self) -> dict[tuple[str, float], str]:
        """Each number as it is written, by what it is of: those of one kind are compared from card to card."""
        kinds: dict[str, list[float]] = defaultdict(list)
        for reading in (reading for case in self.board.cases for reading in case.readings):
            kinds[reading.label] += _numbers(reading)
        return {
            (label, value): text
            for label, values in kinds.items()
            for value, text in zip(values, compared(values, 2), strict=True)
        }

    def _lens_texts(self) -> dict[str, str]:
        """All that each lens shows, in one line: to as many digits as the same lens at the other cards."""
        kinds: dict[str, list[CaseReading]] = defaultdict(list)
        for reading in (reading for case in self.board.cases for reading in case.readings if reading.look):
            kinds[reading.label].append(reading)
        return {each.look: _spelt(each, _digits(kind)) for kind in kinds.values() for each in kind}

    def paint(self, pen: Lettering) -> None:
        for case in self.board.cases:
            self._paint_card(pen, case, self.local(self._cards[case.name]))

    def _paint_card(self, pen: Lettering, case: Case, card: pygame.Rect) -> None:
        kit, palette, pad = self.kit, self.kit.palette, self.kit.px(PAD)
        line = mix(palette.panel, palette.line, 0.9)
        ground = mix(palette.panel, palette.raised, 0.55)
        pen.surface.blit(rounded_box(card.size, kit.px(RADIUS), ground, line, max(1, kit.px(1))), card)
        pen.write(case.title, (card.x + pad, card.y + pad + kit.px(11)), 14.5, palette.text, "semibold")
        for placed in case.places:
            if placed.heading:
                first = self.local(self.words[placed.name, self.options(placed.name)[0]].rect)
                place = (first.x, first.y - kit.px(9))
                pen.write(placed.heading, place, 11, palette.muted, "semibold")
        if case.box:
            self._paint_box(pen, case)
        y = self.local(self._curves[case.name]).bottom + kit.px(8)
        for reading in case.readings:
            if not reading.look:
                lines = pygame.Rect(card.x + pad, y, card.width - 2 * pad, self._height(reading))
                self._paint_numbers(pen, reading, lines)
                y = lines.bottom

    def _paint_box(self, pen: Lettering, case: Case) -> None:
        """What the box is for; once it is judged, what was typed and what is right."""
        kit, palette = self.kit, self.kit.palette
        place, card = self.local(self._typing), self.local(self._cards[case.name])
        words = "its error, with sign"
        pen.write(words, (card.x + kit.px(PAD), place.centery), 12.5, palette.activation, "medium")
        if self.free:
            return
        value, mark = self.kind.chosen.get(case.box), self.kind.marks.get(case.box)
        said = as_typed(self._written, float(value)) if isinstance(value, (int, float)) else ""
        colour = palette.muted if mark is None else palette.gradient if mark else palette.negative
        pen.write(said, (place.right, place.centery), 13, colour, "mono", anchor="midright")

    def _height(self, reading: CaseReading) -> int:
        """Pixels that its numbers need, with their names above them if they have any."""
        return self.kit.px(LINE + NAME if any(reading.names) else LINE)

    def _paint_numbers(self, pen: Lettering, reading: CaseReading, line: pygame.Rect) -> None:
        """The label, and the numbers in columns."""
        kit, palette, count = self.kit, self.kit.palette, len(reading.values)
        left = round(line.width * (LABEL if count > 1 else 0.6))
        y = line.bottom - kit.px(LINE // 2)
        pen.write(reading.label, (line.x, y), 12, palette.muted, room=left - kit.px(4))
        width = (line.width - left) // count
        for k, (name, value) in enumerate(zip(reading.names, reading.values, strict=True)):
            right = line.right - (count - 1 - k) * width
            text = value if isinstance(value, str) else self._figures[reading.label, value]
            ink: Colour = palette.activation if value == 0.0 else palette.text
            pen.write(text, (right, y), 12, ink, "mono", anchor="midright", room=width - kit.px(5))
            pen.write(name, (right, y - kit.px(NAME + 3)), 10, palette.muted, anchor="midright")

    def draw(self, surface: pygame.Surface) -> None:
        pen = Lettering(self.kit, surface)
        for case in self.board.cases:
            place, run = self._curves[case.name], self.runs.get(case.name)
            if case.gauge:
                told = self.kind.deal.told(case.name, run) if run and self.judged else ""
                draw_gauge(pen, place, case.gauge, judged=self.judged, told=told)
            else:
                plot = draw_losses(pen, place, self.board, case, run)
                if run:
                    self._tell(pen, case, run, plot)

    def _tell(self, pen: Lettering, case: Case, run: MeasuredRun, plot: pygame.Rect) -> None:
        """What becomes of a run that goes on, above its curve or beside the title."""
        kit = self.kit
        said = self.kind.deal.told(case.name, run)
        ink = kit.palette.muted if said.startswith(("not", "still")) else kit.palette.gradient
        at = (plot.right, plot.y - kit.px(5))
        if not self.board.choosing:  # there is room beside the title
            at = (self._cards[case.name].right - kit.px(PAD), self._curves[case.name].y - kit.px(TITLE // 2))
        pen.write(said, at, 12, ink, "medium", anchor="midright")

    def focusables(self) -> Sequence[Focusable]:
        return [*super().focusables(), *([self._box] if self._box and self.free else [])]

    def kill(self) -> None:
        super().kill()
        if self._box:
            self._box.kill()
            self._box = None

    def hints(self) -> Iterable[Hint]:
        yield from super().hints()
        for case in (case for case in self.board.cases if case.losses):
            yield Hint(self._curves[case.name], lambda case=case: self._curve_words(case))  # type: ignore[misc]

    def _curve_words(self, case: Case) -> str:
        run = self.runs.get(case.name)
        epochs, loss = (run.reached, run.losses[-1]) if run else (len(case.losses) - 1, case.losses[-1])
        return f"{case.title}: loss {figure(loss, 4)} after {counted(epochs, 'epoch')}."


def _spelt(reading: CaseReading, digits: int) -> str:
    told = iter(compared(_numbers(reading), digits))
    numbers = [value if isinstance(value, str) else next(told) for value in reading.values]
    return "  ".join(f"{name} {number}".strip() for name, number in zip(reading.names, numbers, strict=True))


def _digits(readings: Sequence[CaseReading]) -> int:
    """How many significant digits tell the numbers of one kind of lens: as few as keep apart, within each lens, what
    more of them would."""
    told = [[len(set(compared(_numbers(reading), digits))) for reading in readings] for digits in DIGITS]
    return next(digits for digits, apart in zip(DIGITS, told, strict=True) if apart == told[-1])


def _numbers(reading: CaseReading) -> list[float]:
    return [value for value in reading.values if not isinstance(value, str)]
