"""Tasks side by side: their points, a size to choose for each, from how many starts that solves it, and a bet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import Answer, OpenCase
from game.sim.level.boards.sizes import SizedTask, SizesBoard
from game.sim.level.deals.smallest_layer import BET, ENOUGH, NEAR
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.visit import Stage
from game.sim.level.pools.counted_starts import ALL
from game.sim.level.tasks.cut_tasks import EPOCHS, EVERY_EPOCHS, FEW
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.level.choices.board_view import BoardView
from game.ui.level.choices.task_picture import task_picture
from game.ui.level.choices.tile import Tile
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Hint, Message

GAP = 12
"""Design pixels: between cards."""
PAD = 12
"""Design pixels: within a card."""
TITLE = 24
"""Design pixels: height of a card's title."""
CHIP = 27
"""Design pixels: height of a word to choose."""
HEAD = 18
"""Design pixels: height of a heading."""
RADIUS = 9
"""Design pixels: radius of corners."""
SPACE = 5
"""Design pixels: small gaps."""
MAP = 0.46
"""The part of a card's height for its points."""
BAR = 30
"""Design pixels: width of the bar."""
LEAST = 60
"""Design pixels: height that the chart has at least."""
STRIP = HEAD + CHIP
"""Design pixels: height of the bet."""


class SizesView(BoardView[SizesBoard]):
    """A card for each task, and the bet below them."""

    def lay_out(self) -> None:
        kit, board, rect = self.kit, self.board, self.rect
        gap, count = kit.px(GAP), len(self.board.tasks)
        width = (rect.width - (count - 1) * gap) // count
        height = rect.height - kit.px(STRIP) - gap
        self._cards: dict[str, pygame.Rect] = {}
        self.maps: dict[str, pygame.Rect] = {}
        self._charts: dict[str, pygame.Rect] = {}
        self._pictures: dict[str, tuple[object, pygame.Surface]] = {}
        self.words: dict[tuple[str, str], Tile] = {}
        self.samples: dict[str, Tile] = {}
        for k, task in enumerate(board.tasks):
            card = pygame.Rect(rect.x + k * (width + gap), rect.y, width, height)
            self._cards[task.name] = card
            self._lay_out_card(task.name, card)
        top = rect.bottom - kit.px(CHIP)
        self._row(BET, pygame.Rect(rect.x, top, rect.width, kit.px(CHIP)))
        self.parts = [*self.words.values(), *self.samples.values()]

    def _lay_out_card(self, name: str, card: pygame.Rect) -> None:
        kit, pad = self.kit, self.kit.px(PAD)
        inner = card.inflate(-2 * pad, -2 * pad)
        side = min(inner.width, round(card.height * MAP))
        top = inner.y + kit.px(TITLE)
        self.maps[name] = pygame.Rect(inner.centerx - side // 2, top, side, side)
        chips = top + side + kit.px(HEAD + SPACE)
        self._row(name, pygame.Rect(inner.x, chips, inner.width, kit.px(CHIP)))
        below = chips + kit.px(CHIP + SPACE)
        self.samples[name] = Tile(kit, pygame.Rect(inner.x, below, inner.width, kit.px(CHIP)), "", tip=self._sample_tip)
        chart = below + kit.px(CHIP + 2 * SPACE)
        self._charts[name] = pygame.Rect(inner.x, chart, inner.width, max(kit.px(LEAST), inner.bottom - chart))

    def _row(self, name: str, line: pygame.Rect) -> None:
        """The options of a place, side by side on `line`."""
        options, gap = self.options(name), self.kit.px(SPACE)
        for k, option in enumerate(options):
            left, right = (line.x + (line.width + gap) * edge // len(options) for edge in (k, k + 1))
            self.words[name, option] = Tile(
                self.kit, pygame.Rect(left, line.y, right - gap - left, line.height), option
            )

    def _sample_tip(self) -> str:
        return f"Train {FEW} starts with the size chosen here: you have one such sample, for one of the tasks."

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for (name, option), tile in self.words.items():
            if tile.pressed(event):
                return [Do(Answer(name, option))]
        for name, tile in self.samples.items():
            if tile.pressed(event):
                return [Do(OpenCase(f"{name}{self.kind.chosen[name]}"))]
        return []

    def clicks(self, name: str, word: str) -> Sequence[pygame.Rect]:
        return [self.words[name, word].rect]

    def look_clicks(self, name: str) -> Sequence[pygame.Rect]:
        task, size = self.board.looked_into(name)
        return [self.words[task.name, str(size)].rect, self.samples[task.name].rect]

    # -- looks -------------------------------------------------------------------------------------------------------

    def sync(self, now: float, *, still: bool) -> None:
        kind, free = self.kind, self.free
        for (name, option), tile in self.words.items():
            tile.show(option, "", self.option_state(name, option))
            tile.set_enabled(free)
        for name, tile in self.samples.items():
            size = kind.chosen.get(name)
            said = f"sample {FEW} starts with {size}" if size else f"sample {FEW} starts"
            seen = self._sampled(name)
            if seen:
                said = f"{seen[1]} of {FEW} starts with {seen[0]}"
            tile.show(said, "", "seen" if seen else "")
            tile.set_enabled(free and bool(size) and kind.looks_left > 0)

    def _sampled(self, name: str) -> tuple[int, int] | None:
        """The size with which a sample was taken of the task called `name`, and how many starts solved it."""
        for look in self.kind.looked:
            task, size = self.board.looked_into(look)
            if task.name == name:
                return size, task.counts[size].few
        return None

    @property
    def look(self) -> object:
        return self.stage, self.kind.looked, tuple(self.runs)

    @property
    def moving(self) -> bool:
        return self.stage is Stage.RUNNING

    def note(self) -> str:
        kind = self.kind
        if self.stage is Stage.RUNNING:
            return f"{ALL:,} starts each, epoch {self.reached:,} of {EPOCHS:,}"
        return f"{kind.looks_left or 'no'} sample left" if self.free else ""

    def paint(self, pen: Lettering) -> None:
        kit, palette, pad = self.kit, self.kit.palette, self.kit.px(PAD)
        line = mix(palette.panel, palette.line, 0.9)
        ground = mix(palette.panel, palette.raised, 0.55)
        for task in self.board.tasks:
            card = self.local(self._cards[task.name])
            pen.surface.blit(rounded_box(card.size, kit.px(RADIUS), ground, line, max(1, kit.px(1))), card)
            place = (card.x + pad, card.y + pad + kit.px(9))
            pen.write(f"Task {task.name}", place, 14.5, palette.text, "semibold")
            first = self.local(self.words[task.name, self.options(task.name)[0]].rect)
            pen.write("hidden neurons", (first.x, first.y - kit.px(HEAD // 2)), 11, palette.muted, "semibold")
        first = self.local(self.words[BET, self.options(BET)[0]].rect)
        words = (
            f"Bet: what share of {ALL:,} starts solves task {self.board.bet_on} with your size? "
            f"(within {NEAR:.0f} points)"
        )
        place = (first.x, first.y - kit.px(HEAD // 2 + 1))
        pen.write(words, place, 12.5, palette.activation, "medium", room=self.rect.width)

    def draw(self, surface: pygame.Surface) -> None:
        for task in self.board.tasks:
            run = self.runs.get(task.name)
            surface.blit(self._map(task, run), self.maps[task.name])
            self._draw_chart(surface, task, run, self._charts[task.name])
            if run:
                self._tell(surface, task, run)

    def _tell(self, surface: pygame.Surface, task: SizedTask, run: MeasuredRun) -> None:
        """What the net that is shown makes of its task, beside the title."""
        kit, card = self.kit, self._cards[task.name]
        palette = kit.palette
        place = (card.right - kit.px(PAD), card.y + kit.px(PAD + 9))
        said = self.kind.deal.told(task.name, run)
        ink = palette.gradient if run.errors(run.reached).max() < 0.5 else palette.muted
        room = card.width - kit.px(2 * PAD + 60)
        Lettering(kit, surface).write(said, place, 11.5, ink, anchor="midright", room=room)

    def _map(self, task: SizedTask, run: MeasuredRun | None) -> pygame.Surface:
        """The points of a task, with what one net makes of them; drawn anew only when that is another."""
        size = self.maps[task.name].size
        state = (size, run, run.reached if run else 0)
        kept = self._pictures.get(task.name)
        if kept and kept[0] == state:
            return kept[1]
        picture = task_picture(self.kit, size, task.task, run)
        self._pictures[task.name] = (state, picture)
        return picture

    # -- the chart ---------------------------------------------------------------------------------------------------

    def _draw_chart(
        self, surface: pygame.Surface, task: SizedTask, run: MeasuredRun | None, place: pygame.Rect
    ) -> None:
        """From how many starts it is solved as the epochs go by, in the end as a bar; and the line to be reached."""
        kit, palette = self.kit, self.kit.palette
        pen = Lettering(kit, surface)
        pygame.draw.rect(surface, mix(palette.background, palette.panel, 0.5), place, border_radius=kit.px(5))
        plot = pygame.Rect(place.x + kit.px(6), place.y + kit.px(18), place.width - kit.px(BAR + 18), 0)
        plot.height = place.bottom - kit.px(16) - plot.y
        bar = pygame.Rect(plot.right + kit.px(6), plot.y, kit.px(BAR), plot.height)
        pygame.draw.rect(surface, mix(palette.panel, palette.raised, 0.8), bar)
        pen.write(f"epoch {EPOCHS:,}", (plot.right, place.bottom - kit.px(8)), 10, palette.muted, anchor="midright")
        needed = plot.bottom - round(plot.height * ENOUGH)
        if run:
            self._draw_count(pen, task, run, plot, bar)
        else:
            self._draw_sample(pen, task, bar, plot)
        for x in range(plot.x, bar.right, kit.px(6)):
            pygame.draw.line(surface, palette.text, (x, needed), (min(x + kit.px(3), bar.right), needed))
        aside = plot.right - kit.px(2), needed + kit.px(8)  # at the left every curve crosses the line
        pen.write(f"{100 * ENOUGH:.0f}%", aside, 10, palette.text, anchor="midright")

    def _draw_count(
        self, pen: Lettering, task: SizedTask, run: MeasuredRun, plot: pygame.Rect, bar: pygame.Rect
    ) -> None:
        kit, palette = self.kit, self.kit.palette
        size = int(str(self.kind.chosen[task.name]))
        reached = EPOCHS if run.complete else run.reached
        solved = task.counts[size].solved
        share = solved[reached // EVERY_EPOCHS] / ALL
        ink = palette.gradient if share >= ENOUGH else palette.activation
        if self.judged and share < ENOUGH:
            ink = palette.negative
        right = self.kind.deal.place(task.name)
        if self.judged and right and str(size) not in right.right:
            self._draw_other(pen, task, int(right.right[0]), plot)
        self._curve(pen.surface, solved[: reached // EVERY_EPOCHS + 1], plot, ink)
        full = bar.copy()
        full.height = round(bar.height * share)
        full.bottom = bar.bottom
        pygame.draw.rect(pen.surface, ink, full)
        place = (bar.right, plot.y - kit.px(9))
        pen.write(f"{100 * share:.1f}%", place, 14, ink, "mono-medium", anchor="midright")
        words = f"{solved[reached // EVERY_EPOCHS]:,} of {ALL:,} starts"
        pen.write(words, (plot.x, plot.y - kit.px(9)), 11, palette.text, room=plot.width - kit.px(26))

    def _draw_other(self, pen: Lettering, task: SizedTask, size: int, plot: pygame.Rect) -> None:
        """What the smallest size that is enough comes to, where another was chosen."""
        kit, palette = self.kit, self.kit.palette
        solved = task.counts[size].solved
        ink = mix(palette.panel, palette.gradient, 0.75)
        self._curve(pen.surface, solved, plot, ink)
        y = plot.bottom - round(plot.height * solved[-1] / ALL) - kit.px(10)
        words = f"with {size}: {100 * solved[-1] / ALL:.1f}%"
        place = (plot.right - kit.px(2), y if y > plot.y + kit.px(6) else y + kit.px(20))
        pen.write(words, place, 11, ink, anchor="midright")

    def _draw_sample(self, pen: Lettering, task: SizedTask, bar: pygame.Rect, plot: pygame.Rect) -> None:
        """Before the count: what was seen of a few starts."""
        kit, palette = self.kit, self.kit.palette
        words = "share of starts that solve it"
        seen = self._sampled(task.name)
        if seen:
            full = bar.copy()
            full.height = round(bar.height * seen[1] / FEW)
            full.bottom = bar.bottom
            pygame.draw.rect(pen.surface, mix(palette.panel, palette.source, 0.7), full)
            words = f"sample: {seen[1]} of {FEW}"
        pen.write(words, (plot.x, plot.y - kit.px(9)), 11, palette.muted, room=bar.right - plot.x)

    def _curve(self, surface: pygame.Surface, solved: Sequence[int], plot: pygame.Rect, ink: Colour) -> None:
        points = [
            (plot.x + plot.width * k * EVERY_EPOCHS / EPOCHS, plot.bottom - plot.height * count / ALL)
            for k, count in enumerate(solved)
        ]
        if len(points) > 1:
            pygame.draw.lines(surface, ink, False, points, max(1, self.kit.px(2)))

    def hints(self) -> Iterable[Hint]:
        yield from super().hints()
        for name, place in self.maps.items():
            yield Hint(place, lambda name=name: self._map_words(name))  # type: ignore[misc]

    def _map_words(self, name: str) -> str:
        task, run = self.board.task(name).task, self.runs.get(name)
        if run is None:
            return f"Task {name}: {len(task.targets)} points, to be answered 1 where they are full and 0 where hollow."
        cuts = "sheet" if len(task.inputs[0]) == 3 else "line"
        return f"One of the {ALL:,} starts: each {cuts} is where a hidden neuron switches; crosses are answered wrong."
