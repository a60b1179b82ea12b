"""A thousand starts of the sandbox's settings, trained in the background: how many solve it, what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pygame
from numpy.typing import NDArray

from game.sim.losses import losses
from game.sim.population.outcomes import LAB_STARTS, Outcome, StartsRun, outcomes, start_of_all
from game.sim.population.population_result import PopulationResult
from game.sim.population.stats import NEVER
from game.sim.quoting import counted
from game.sim.start import Start, judged
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure, rate
from game.ui.draw.palette import mix
from game.ui.intents import Begin, Open
from game.ui.lab.lab_layout import closing_click
from game.ui.lenses.lens import RunRecords
from game.ui.population.figures import PopulationFigures
from game.ui.population.outcome_grid import WORDS, WORDS_UNJUDGED, OutcomeGrid, outcome_colour
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet, escaped
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.toolkit.picture_element import PictureElement
from game.ui.view import View
from game.ui.widgets.button import Button
from game.ui.widgets.segmented import Segmented

EPOCHS = (("500", "500"), ("2000", "2,000"), ("10000", "10,000"))
SIZE = (880, 560)
"""Design pixels: size of the dialog."""
PADDING = 24
"""Design pixels: from the dialog's edges, and from the line between its halves, to what is in it."""
TOP = 96
"""Design pixels: from the dialog's top to grid and figures."""
SPLIT = 440
"""Design pixels: from the dialog's left edge to the line between its halves."""
GRID = (400, 250)
"""Design pixels: size of the grid of starts."""
LEGEND_Y = 372
"""Design pixels: from the dialog's top to the middle of the legend's first line."""
LEGEND_LINE = 22
"""Design pixels: height of a line of the legend."""
INFO_Y = 440
"""Design pixels: from the dialog's top to the words about the start that is pointed at."""
BUTTONS_Y = 504
"""Design pixels: from the dialog's top to the buttons."""


class PopulationPanel(ViewPanel):
    """In the middle of the window. When it is opened it counts, unless it has counted just these settings; when
    it is closed the counting goes on."""

    def __init__(self, records: RunRecords) -> None:
        self.run: StartsRun | None = None
        self._records = records
        self._again = False
        self.grid: OutcomeGrid | None = None
        self._epochs = EPOCHS[1][0]
        self._due = False
        self.result: PopulationResult | None = None
        self._seen: tuple[object, ...] | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    # -- a panel's life ----------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._window, self._due = kit, rect, True
        px = kit.px
        self.area = pygame.Rect(0, 0, px(SIZE[0]), px(SIZE[1]))
        self.area.center = rect.center
        self._sheet = OverlaySheet(kit, self.area)
        self.grid = OutcomeGrid(kit, self._place(PADDING, TOP, *GRID), LAB_STARTS, self._opened)
        self.figures = PictureElement(
            kit, self._place(SPLIT + PADDING, TOP, SIZE[0] - SPLIT - 2 * PADDING, 440), LAYER + 1
        )
        self.words = PictureElement(kit, self._place(PADDING, INFO_Y, GRID[0] + 16, 20), LAYER + 1)
        budget = self._place(PADDING + 88, BUTTONS_Y, 184, 32)
        self.budget = Segmented(kit, budget, EPOCHS, tip="Epochs that each start is trained for.", layer=LAYER + 1)
        self.budget.show(self._epochs)
        go = self._place(PADDING + 284, BUTTONS_Y, 116, 32)
        self.go = Button(kit, go, style="primary", tip="Count again with what is set in the Lab.", layer=LAYER + 1)
        close = self._place(SIZE[0] - 46, 14, 32, 32)
        self.close = Button(kit, close, icon="close", style="quiet", tip="Close (Esc)", layer=LAYER + 1)
        self._seen = None
        self._refresh()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.grid is None:
            return []
        outside = closing_click(event, self._window) and not self.area.collidepoint(event.pos)
        if escaped(event) or self.close.pressed(event) or outside:
            return [Open(None)]
        changed = self.budget.changed(event)
        if changed:
            self._epochs, self._due = changed, True
        elif self.go.pressed(event) and self.run and self.run.job.running:
            self.run.job.cancel()
        elif self.go.pressed(event):
            self._again = self._due = True
        return self.grid.commands_from(event)

    def sync(self, view: View) -> None:
        """Count what is set, if that is to be counted."""
        self._start = start_of_all(view.current)

    def update(self, now: float, *, still: bool) -> None:
        """Show how far the counting has come."""
        if self._due:
            self._due = False
            self._count()
        self._refresh()

    def hints(self) -> Iterable[Hint]:
        if self.grid:
            hints = (self.budget.hint(), self.go.hint(), self.close.hint())
            yield from (hint for hint in hints if hint)
            yield from self._sheet.hints()

    def focusables(self) -> Sequence[Focusable]:
        return [self.grid, self.budget, self.go, self.close] if self.grid else []

    def kill(self) -> None:
        if self.grid:
            parts = (self.grid, self.budget, self.go, self.close, self.figures, self.words, self._sheet)
            for part in parts:
                part.kill()
        self.grid = None

    # -- counting ----------------------------------------------------------------------------------------------------

    def _count(self) -> None:
        """Count what is set, unless that has just been counted."""
        epochs = int(self._epochs)
        if self._again or not self.run or (self.run.start, self.run.epochs) != (self._start, epochs):
            self.run = self._records.starts(self._start, epochs, again=self._again)
        self._again = False

    def _opened(self, cell: int) -> Sequence[Message]:
        """Show one start in the Lab."""
        if self.run is None:
            return []
        return [Open(None), Begin(self.run.start_of(cell), f"The start of seed {cell}: {self.became(cell)}")]

    def became(self, cell: int) -> str:
        """What became of the start of a cell."""
        result = self.result
        if result is None:
            return "not counted yet"
        outcome = Outcome(int(self._outcomes(result)[cell]))
        first = int(result.first_solved[cell])
        when = f" after {counted(first, 'epoch')}" if outcome is Outcome.SOLVED and first != NEVER else ""
        return f"{self._words[outcome]}{when}, loss {figure(float(result.losses[cell]))} at epoch {result.epochs:,}"

    @property
    def _judged(self) -> bool:
        """Whether an answer is right or wrong for what is counted."""
        return self.run is None or judged(self.run.start)

    @property
    def _words(self) -> dict[Outcome, str]:
        return WORDS if self._judged else WORDS_UNJUDGED

    def _outcomes(self, result: PopulationResult) -> NDArray[np.int8]:
        return outcomes(result, judged=self._judged)

    # -- painting ----------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Paint what is not as it was; of a run that goes on that is little, forty times in all."""
        if self.grid is None:
            return
        job = self.run.job if self.run else None
        result = self.run.result if self.run else None
        running = job is not None and job.running
        progress = job.progress if job else 0.0
        lit = self.grid.lit
        seen = (id(self.run), id(result), running, lit, round(progress * 100))
        if seen == self._seen:
            return
        new = self._seen is None or (id(result), running) != self._seen[1:3]
        self._seen, self.result = seen, result
        self.go.set_text("Stop" if running else "Count again")
        self.go.set_style("normal" if running else "primary")
        if new:
            self.grid.show(self._outcomes(result) if result else None)
            picture = pygame.Surface(self.figures.rect.size)
            picture.fill(self._kit.palette.panel)
            figures, epochs = PopulationFigures(self._kit, picture), self.run.epochs if self.run else 1
            self.figures.put(figures.draw(result, epochs) if self._judged else figures.draw_unjudged(result))
        self._paint(result, progress, running=running)
        self._say(lit)

    def _paint(self, result: PopulationResult | None, progress: float, *, running: bool) -> None:
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        surface = self._sheet.blank()
        pen = Lettering(kit, surface)
        title = pen.write(f"{LAB_STARTS:,} starts", (px(PADDING), px(34)), 18, palette.text, "semibold")
        if self.run:
            place, room = (title.right + px(16), px(35)), px(SIZE[0] - 70) - title.right
            pen.write(_settings_words(self.run.start), place, 12.5, palette.muted, room=room)
        track = pygame.Rect(px(PADDING), px(62), px(SIZE[0] - 2 * PADDING), max(3, px(4)))
        pygame.draw.rect(surface, palette.raised, track, border_radius=px(2))
        done = pygame.Rect(track.topleft, (round(track.width * progress), track.height))
        pygame.draw.rect(surface, palette.positive if running else palette.line, done, border_radius=px(2))
        if result:
            epochs = f"epoch {result.epochs:,} of {self.run.epochs if self.run else 0:,}"
            pen.write(epochs, (track.right, px(78)), 11, palette.muted, "mono", anchor="midright")
            self._legend(pen, result)
        pen.write("epochs each", (px(PADDING), px(BUTTONS_Y + 16)), 12.5, palette.muted)
        self._sheet.show(surface)

    def _legend(self, pen: Lettering, result: PopulationResult) -> None:
        palette, px = self._kit.palette, self._kit.px
        found = self._outcomes(result)
        for k, (outcome, words) in enumerate(self._words.items()):
            row, column = divmod(k, 2)
            x, y = px(PADDING + column * GRID[0] / 2), px(LEGEND_Y + row * LEGEND_LINE)
            side = px(11)
            colour = outcome_colour(palette, outcome)
            pygame.draw.rect(pen.surface, colour, (x, y - side // 2, side, side), border_radius=px(2))
            number, place = f"{int((found == outcome).sum()):,}", (x + px(60), y)
            count = pen.write(number, place, 13, palette.text, "mono", anchor="midright")
            pen.write(words, (count.right + px(8), y), 12.5, mix(palette.muted, palette.text, 0.4))

    def _say(self, lit: int | None) -> None:
        """What became of the start that is pointed at."""
        kit = self._kit
        picture = pygame.Surface(self.words.rect.size)
        picture.fill(kit.palette.panel)
        words, ink = "Point at a start; a click opens it in the Lab.", kit.palette.muted
        if lit is not None:
            words, ink = f"Seed {lit}: {self.became(lit)}.", kit.palette.text
        place = (0, picture.get_height() // 2)
        Lettering(kit, picture).write(words, place, 12.5, ink, room=picture.get_width())
        self.words.put(picture)

    def _place(self, x: float, y: float, width: float, height: float) -> pygame.Rect:
        px = self._kit.px
        return pygame.Rect(self.area.x + px(x), self.area.y + px(y), px(width), px(height))


def _settings_words(start: Start) -> str:
    settings = start.settings
    parts = (
        start.dataset.label if start.targets is None else "own targets",
        "-".join(map(str, settings.layers)),
        settings.activation.replace("_", " ").replace("relu", "ReLU"),
        losses()[settings.loss].label,
        f"η {rate(settings.learning_rate)}",
        f"weights ±{rate(settings.weight_init)}",
        f"bias {rate(settings.bias_init)}",
        f"update after {settings.update}",
    )
    return " · ".join(parts)
