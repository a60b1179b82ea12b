"""One task in batches of three sizes: how an epoch is cut, where its steps lead, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import pygame

from game.sim.level.boards.batches import BatchColumn, BatchesBoard
from game.sim.level.deals.few_at_a_time import BatchesDeal
from game.sim.level.tasks.batch_tasks import BATCH_STARTS, PERCENTILES
from game.sim.level.tasks.epoch_path import epoch_path
from game.sim.network import Array, Edge, flat_index
from game.ui.draw.lettering import Lettering
from game.ui.draw.motion import smooth
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.level.choices.board_view import BoardView
from game.ui.level.controls.number_row import as_typed
from game.ui.level.plane.plane_picture import stroke
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.text_box import TextBox

GAP = 12
"""Design pixels: between cards."""
PAD = 12
"""Design pixels: within a card."""
TITLE = 26
"""Design pixels: height of a card's title."""
DOTS = 34
"""Design pixels: height of its samples."""
LINE = 18
"""Design pixels: height of a line."""
BOX = 30
"""Design pixels: height of a box."""
RADIUS = 9
"""Design pixels: radius of corners."""
PATH = 0.26
"""The part of a card's height for one epoch from close."""
LEAST = 70
"""Design pixels: height that the chart has at least."""
SECONDS = 6.0
"""How long it is told once it is known."""
GROWN = 0.42
"""Share of that by which the curves stand."""
TURNS = 0.52
"""Share of that from which on epochs become steps."""
TURNED = 0.85
"""Share of that by which they have."""
AXES = (Edge(0, 0, 0), Edge(0, 0, 1))
"""The weights whose way is drawn: those from both inputs to the first hidden neuron."""
ROOM = 1.15
"""How far the axis goes beyond what is known, before the others are."""


class BatchesView(BoardView[BatchesBoard]):
    """A card for each size of the batches, the largest first."""

    _told = 0.0
    _since: float | None = None

    def lay_out(self) -> None:
        kit, board, rect = self.kit, self.board, self.rect
        gap, count = kit.px(GAP), len(self.board.columns)
        width = (rect.width - (count - 1) * gap) // count
        self._cards = [pygame.Rect(rect.x + k * (width + gap), rect.y, width, rect.height) for k in range(count)]
        self._boxes: dict[str, TextBox] = {}
        self._written: dict[str, str] = {}
        self._paths: list[Array] = []
        for column, card in zip(board.columns, self._cards, strict=True):
            if column.place:
                self._boxes[column.place] = TextBox(kit, self._box_rect(card), placeholder="epochs", whole=True)
                self._written[column.place] = ""

    def _inner(self, card: pygame.Rect) -> pygame.Rect:
        return card.inflate(-2 * self.kit.px(PAD), -2 * self.kit.px(PAD))

    def _box_rect(self, card: pygame.Rect) -> pygame.Rect:
        kit, inner = self.kit, self._inner(card)
        return pygame.Rect(inner.x, inner.bottom - kit.px(LINE + BOX), inner.width, kit.px(BOX))

    def _path_rect(self, card: pygame.Rect) -> pygame.Rect:
        kit, inner = self.kit, self._inner(card)
        top = inner.y + kit.px(TITLE + DOTS + LINE)
        return pygame.Rect(inner.x, top, inner.width, round(card.height * PATH))

    def _chart_rect(self, card: pygame.Rect) -> pygame.Rect:
        kit, path = self.kit, self._path_rect(card)
        top = path.bottom + kit.px(LINE + 4)
        bottom = self._box_rect(card).top - kit.px(LINE + 6)
        return pygame.Rect(path.x, top, path.width, max(kit.px(LEAST), bottom - top))

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for name, box in self._boxes.items():
            typed = box.finished(event)
            if typed is not None and typed != self._written[name]:
                return self._typed(name, typed)
        return []

    def _typed(self, name: str, typed: str) -> Sequence[Message]:
        """The number that was typed, or what cannot be read in it."""
        self._written[name] = typed
        return self.typed_in(name, typed)

    def clicks(self, name: str, word: str) -> Sequence[pygame.Rect]:
        return [self._boxes[name].rect]

    def box(self, name: str) -> TextBox | None:
        return self._boxes.get(name)

    # -- looks -------------------------------------------------------------------------------------------------------

    def sync(self, now: float, *, still: bool) -> None:
        for name, box in self._boxes.items():
            box.set_visible(self.free)
            value = self.kind.chosen.get(name)
            if isinstance(value, (int, float)) and box.text == self._written[name]:
                self._written[name] = as_typed(self._written[name], value)
                box.show(self._written[name])
        if not self.judged:
            self._since, self._told = None, 0.0
            return
        if self._since is None:
            self._since = now
        self._told = 1.0 if still else min(1.0, (now - self._since) / SECONDS)

    @property
    def look(self) -> object:
        return self.stage, tuple(self.kind.chosen.items()), self._told >= TURNED

    @property
    def moving(self) -> bool:
        return self.judged and self._told < 1.0

    def paint(self, pen: Lettering) -> None:
        for column, card in zip(self.board.columns, self._cards, strict=True):
            self._paint_card(pen, column, self.local(card))

    def _paint_card(self, pen: Lettering, column: BatchColumn, card: pygame.Rect) -> None:
        kit, palette = self.kit, self.kit.palette
        line = mix(palette.panel, palette.line if column.place else palette.activation, 0.9 if column.place else 0.6)
        ground = mix(palette.panel, palette.raised, 0.55)
        pen.surface.blit(rounded_box(card.size, kit.px(RADIUS), ground, line, max(1, kit.px(1))), card)
        inner = self._inner(card)
        title = f"{column.title[:1].upper()}{column.title[1:]}"
        pen.write(title, (inner.x, inner.y + kit.px(9)), 14.5, palette.text, "semibold", room=inner.width)
        self._paint_samples(pen, column, pygame.Rect(inner.x, inner.y + kit.px(TITLE), inner.width, kit.px(DOTS)))
        path, chart = self._path_rect(card), self._chart_rect(card)
        place = (path.x, path.y - kit.px(LINE // 2))
        pen.write("the first epoch, step by step", place, 11, palette.muted, room=path.width)
        place = (chart.x, chart.y - kit.px(LINE // 2))
        pen.write(f"share of {BATCH_STARTS.networks} starts that are right", place, 11, palette.muted, room=chart.width)
        self._paint_answer(pen, column, card)

    def _paint_samples(self, pen: Lettering, column: BatchColumn, row: pygame.Rect) -> None:
        """The samples of an epoch, those of a batch in one frame."""
        kit, palette = self.kit, self.kit.palette
        gap = kit.px(4)
        pitch = (row.width - (column.steps - 1) * gap) / column.samples
        x, radius = float(row.x), min(kit.scale * 4.5, 0.3 * pitch)
        for _ in range(column.steps):
            frame = pygame.Rect(round(x), row.y + kit.px(4), round(column.size * pitch), row.height - kit.px(10))
            edge = mix(palette.panel, palette.source, 0.7)
            pen.surface.blit(rounded_box(frame.size, kit.px(5), palette.panel, edge, max(1, kit.px(1))), frame)
            for k in range(column.size):
                pygame.draw.aacircle(pen.surface, palette.text, (x + (k + 0.5) * pitch, frame.centery), radius)
            x += column.size * pitch + gap

    def _paint_answer(self, pen: Lettering, column: BatchColumn, card: pygame.Rect) -> None:
        """What is given or was bet, and once it is known, what it comes to in steps."""
        kit, palette = self.kit, self.kit.palette
        box = self._box_rect(card)
        pen.write("half of them by epoch", (box.x, box.y - kit.px(LINE // 2)), 12, palette.activation, "medium")
        value, mark = self.kind.chosen.get(column.place), self.kind.marks.get(column.place)
        if not column.place:
            pen.write(f"{column.middle:,}", (box.x, box.centery), 19, palette.text, "mono-medium")
        elif not self.free and isinstance(value, (int, float)):
            ink = palette.source if not self.judged else palette.gradient if mark else palette.negative
            bet = pen.write(f"bet {value:,.0f}", (box.x, box.centery), 15, ink, "mono-medium")
            if self.judged:
                place = (bet.right + kit.px(10), box.centery)
                pen.write(f"it is {column.middle:,}", place, 15, palette.text, "mono-medium", room=box.right - place[0])
        if self._told >= TURNED:
            times = f"{column.middle:,} epochs × {column.steps} = {column.middle * column.steps:,} steps"
            pen.write(times, (box.x, box.bottom + kit.px(LINE // 2)), 12.5, palette.gradient, "medium", room=box.width)

    def draw(self, surface: pygame.Surface) -> None:
        for column, card in zip(self.board.columns, self._cards, strict=True):
            self._draw_path(surface, column, self._path_rect(card))
            self._draw_chart(surface, column, self._chart_rect(card))

    # -- one epoch ---------------------------------------------------------------------------------------------------

    def _ways(self) -> list[Array]:
        """Where the steps of the first epoch lead, for each card (steps + 1 × 2); found once."""
        if not self._paths:
            deal = self.kind.deal
            assert isinstance(deal, BatchesDeal)
            places = [flat_index(deal.recipe.start(1).settings.layers, edge) for edge in AXES]
            for column in self.board.columns:
                path = epoch_path(deal.example(column.size))
                self._paths.append(np.array(path)[:, places])
        return self._paths

    def _draw_path(self, surface: pygame.Surface, column: BatchColumn, place: pygame.Rect) -> None:
        """All three to one scale; of those that are asked only where they begin."""
        kit, palette = self.kit, self.kit.palette
        pygame.draw.rect(surface, mix(palette.background, palette.panel, 0.5), place, border_radius=kit.px(5))
        ways = self._ways()
        whole = np.concatenate(ways)
        low, high = whole.min(axis=0), whole.max(axis=0)
        room = place.inflate(-kit.px(28), -kit.px(28))
        scale = min(room.size[k] / max(float(high[k] - low[k]), 1e-9) for k in (0, 1))
        middle = (low + high) / 2.0
        points = [
            (room.centerx + float(x) * scale, room.centery - float(y) * scale)
            for x, y in ways[self.board.columns.index(column)] - middle
        ]
        if column.place and not self.judged:
            points = points[:1]
        shown = len(points) if not self.judged else 1 + round((len(points) - 1) * min(1.0, self._told / GROWN))
        for one, other in pairwise(points[:shown]):
            stroke(surface, palette.activation, one, other, kit.scale * 2.0)
        for k, point in enumerate(points[:shown]):
            radius = kit.scale * (4.5 if k == 0 else 3.0)
            pygame.draw.aacircle(surface, palette.text if k == 0 else palette.activation, point, radius)
        if column.place and not self.judged:
            at = (round(points[0][0]) + kit.px(9), round(points[0][1]))
            Lettering(kit, surface).write("?", at, 15, palette.muted, "semibold")

    # -- the chart ---------------------------------------------------------------------------------------------------

    def _at(self, column: BatchColumn, epochs: float) -> float:
        """How far across the chart an epoch stands, 0 to 1: by epochs at first, by steps in the end."""
        if not self.judged:
            return epochs / self._known
        columns = self.board.columns
        turned = smooth(self._told, TURNS, TURNED)
        by_epochs = epochs / max(each.epochs[-1] for each in columns)
        by_steps = epochs * column.steps / max(each.epochs[-1] * each.steps for each in columns)
        return (1.0 - turned) * by_epochs + turned * by_steps

    @property
    def _known(self) -> float:
        """The last epoch of the axis, of which the two that are asked can say nothing yet."""
        bets = [float(value) for value in self.kind.chosen.values() if isinstance(value, (int, float))]
        return ROOM * max(self.board.given.epochs[-1], *bets) if bets else ROOM * self.board.given.epochs[-1]

    @property
    def _end(self) -> str:
        """What stands at the end of the axis."""
        if not self.judged:
            return f"epoch {self._known:,.0f}"
        by_steps = self._by_steps
        last = max(each.epochs[-1] * (each.steps if by_steps else 1) for each in self.board.columns)
        return f"{'step' if by_steps else 'epoch'} {last:,}"

    @property
    def _by_steps(self) -> bool:
        """Whether the axis has turned into one of steps."""
        return self._told >= (TURNS + TURNED) / 2.0

    def _draw_chart(self, surface: pygame.Surface, column: BatchColumn, place: pygame.Rect) -> None:
        kit, palette, pen = self.kit, self.kit.palette, Lettering(self.kit, surface)
        pygame.draw.rect(surface, mix(palette.background, palette.panel, 0.5), place, border_radius=kit.px(5))
        plot = pygame.Rect(place.x + kit.px(8), place.y + kit.px(8), place.width - kit.px(16), 0)
        plot.height = place.bottom - kit.px(20) - plot.y
        half = plot.centery
        for x in range(plot.x, plot.right, kit.px(6)):
            pygame.draw.line(surface, palette.line, (x, half), (min(x + kit.px(3), plot.right), half))
        pen.write("50%", (plot.right, half + kit.px(7)), 10, palette.muted, anchor="midright")
        ink = palette.gradient if self._by_steps else palette.muted
        pen.write(self._end, (plot.right, place.bottom - kit.px(9)), 10.5, ink, anchor="midright")
        pen.write("0", (plot.x, place.bottom - kit.px(9)), 10.5, ink)
        if self._told >= TURNED:
            self._curve(surface, self.board.given, plot, mix(palette.panel, palette.muted, 0.7), 1.0)
        if not column.place or self.judged:
            grown = min(1.0, self._told / GROWN) if self.judged else 1.0
            self._curve(surface, column, plot, palette.activation, grown)
            self._mark(surface, plot, self._at(column, column.middle), palette.activation, shown=grown)
        value, mark = self.kind.chosen.get(column.place), self.kind.marks.get(column.place)
        if isinstance(value, (int, float)):
            bet = palette.source if not self.judged else palette.gradient if mark else palette.negative
            self._mark(surface, plot, self._at(column, float(value)), bet, shown=1.0)

    def _mark(self, surface: pygame.Surface, plot: pygame.Rect, at: float, ink: Colour, *, shown: float) -> None:
        """A line where half of the starts are right, or were bet to be: an arrow where that is beyond the chart."""
        if at > 1.0:
            tip, size = (plot.right, (plot.centery + plot.bottom) // 2), self.kit.px(7)
            head = [tip, (tip[0] - 2 * size, tip[1] - size), (tip[0] - 2 * size, tip[1] + size)]
            pygame.draw.polygon(surface, ink, head)
        elif 0.0 <= at <= shown:
            x = plot.x + round(plot.width * at)
            pygame.draw.line(surface, ink, (x, plot.centery), (x, plot.bottom), max(1, self.kit.px(2)))

    def _curve(
        self, surface: pygame.Surface, column: BatchColumn, plot: pygame.Rect, ink: Colour, shown: float
    ) -> None:
        """The share of starts that are right, up to where it is `shown` (0 to 1 across)."""
        points = [
            (plot.x + plot.width * at, plot.bottom - plot.height * percent / 100.0)
            for percent, epochs in zip(PERCENTILES, column.epochs, strict=True)
            if (at := self._at(column, epochs)) <= shown + 1e-9
        ]
        if len(points) > 1:
            pygame.draw.lines(surface, ink, False, points, max(1, self.kit.px(2)))

    def focusables(self) -> Sequence[Focusable]:
        return [*super().focusables(), *(self._boxes.values() if self.free else [])]

    def kill(self) -> None:
        super().kill()
        for box in self._boxes.values():
            box.kill()
        self._boxes = {}

    def hints(self) -> Iterable[Hint]:
        yield from super().hints()
        for column, card in zip(self.board.columns, self._cards, strict=True):
            words = f"The two weights into h₁: where the steps of one epoch lead with {column.title}."
            yield Hint(self._path_rect(card), lambda words=words: words)  # type: ignore[misc]
