"""A thousand starts: the settings on screen from many seeds, grouped by how they failed; a click opens one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pygame

from game.sim import commands as c
from game.sim.network import parameter_count
from game.sim.phases import MAX_SPEED
from game.sim.population.failures import Failure, failures
from game.sim.population.outcomes import StartsRun, start_of_all
from game.sim.population.population_result import PopulationResult
from game.sim.population.stats import loss_quantiles
from game.sim.quoting import counted
from game.sim.start import Start, judged
from game.ui.draw.capitals import capitalised
from game.ui.draw.number_text import figure
from game.ui.draw.palette import Colour, mix
from game.ui.intents import Begin, Open
from game.ui.lenses.chips import ROW, chip_row
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.toolkit.panel import Message
from game.ui.view import View

EPOCHS = (500, 2000, 10_000)
"""How long each start is trained, to choose from."""
LABEL = 46
"""Design pixels: what says that the numbers to choose from are epochs, with the distance to them."""
BAR = 14
"""Design pixels: height of the bar of all starts."""
LINE = 34
"""Design pixels: height of a group's line."""
GAP = 8
"""Design pixels: distance between things."""
SQUARE = 9
"""Design pixels: side of a sample."""
SETTLED = 0.6
"""Seconds that nothing has been changed for before starts are counted."""
HEAVY = 40_000
"""Parameters times samples from which on a start is opened as it begins, and then trains, in place of being trained
first."""


class StartsLens(Lens):
    """See the module. They are trained in the background, and counted anew when settings or data have become others."""

    name, title, order = "starts", "Starts", 9
    about = "A thousand seeds: how many solve it, and how the others fail."
    follows = False

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.run: StartsRun | None = None
        self.epochs = EPOCHS[1]
        self._start: Start | None = None
        self._since = 0.0
        self._opened: dict[str, int] = {}

    def says(self, view: View) -> str:
        run = self.run
        if run is None or (run.result is None and run.job.error is None):
            return "Drawing a thousand starts and training each: a moment."
        if run.job.error is not None or run.result is None:
            return "The starts could not be counted for this network and data."
        if not judged(run.start):
            return _of_losses(run.result)
        ways = [group for group in self.groups if not group.solved]
        solved = run.n - sum(len(group.starts) for group in ways)
        when = counted(run.result.epochs, "epoch") + (" so far" if run.job.running else "")
        told = f"{solved:,} of {run.n:,} starts solve it within {when}"
        if len(ways) <= 1:
            return f"{told}; the others all fail alike." if ways else f"{told}."
        return f"{told}; the others fail in {len(ways)} ways."

    @property
    def groups(self) -> tuple[Failure, ...]:
        """The starts as far as they are known."""
        run = self.run
        if run is None or run.result is None:
            return ()
        return failures(run.result, run.start.settings.layers, judged=judged(run.start))

    def watches(self, view: View) -> object:
        self._keep_up(view)
        run = self.run
        return (run, run.result if run else None, bool(run and run.job.running), self.epochs, len(self._opened))

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        area, run = canvas.area, self.run
        texts = [f"{epochs:,}" for epochs in EPOCHS]
        across = canvas.px(LABEL)
        chips = pygame.Rect(area.x + across, area.y, area.width - across, area.height)
        rects = chip_row(canvas, chips, [*texts, "Figures"], EPOCHS.index(self.epochs))
        place = (area.x, rects[0].centery)
        canvas.write("Epochs", place, canvas.palette.muted, room=across - canvas.px(GAP) // 2)
        spots = [
            Spot(rect, f"Train each start for {text} epochs.", partial(self._train, epochs))
            for rect, text, epochs in zip(rects, texts, EPOCHS, strict=False)
        ]
        spots.append(Spot(rects[-1], "How soon they solve it, their losses, and each start.", _all_figures))
        top = area.y + canvas.px(ROW)
        if run is None or run.result is None:
            return [*spots, Spot(pygame.Rect(area.x, top, area.width, area.bottom - top), "One moment.")]
        groups = self.groups
        bar = pygame.Rect(area.x, top, area.width, canvas.px(BAR))
        self._bar(canvas, groups, bar, run.n)
        line = canvas.px(LINE)
        room = (area.bottom - bar.bottom - canvas.px(GAP)) // line
        shown = groups if len(groups) <= room else groups[: room - 1]
        for k, group in enumerate(shown):
            rect = pygame.Rect(area.x, bar.bottom + canvas.px(GAP) + k * line, area.width, line)
            spots.append(self._line(canvas, group, rect, run))
        if len(shown) < len(groups):
            rest = sum(len(group.starts) for group in groups[len(shown) :])
            y = bar.bottom + canvas.px(GAP) + len(shown) * line + line // 2
            words = f"{rest:,} more in {counted(len(groups) - len(shown), 'other way')} of failing"
            canvas.write(words, (area.x, y), canvas.palette.muted, room=area.width)
        return spots

    # -- the work ----------------------------------------------------------------------------------------------------

    def _keep_up(self, view: View) -> None:
        """Count what is set, once it has settled."""
        start = start_of_all(view.current)
        if start != self._start:
            self._start, self._since, self._opened = start, view.now, {}
        known = self.run is not None and (self.run.start, self.run.epochs) == (start, self.epochs)
        if not known and (self.run is None or view.now - self._since >= SETTLED):
            self.run = self.records.starts(start, self.epochs)

    def leave(self) -> None:
        """Nothing is counted for nobody."""
        if self.run and self.run.job.running:
            self.run.job.cancel()
            self.run = None

    def _train(self, epochs: int, _across: float, _down: float) -> Sequence[Message]:
        self.epochs, self._opened = epochs, {}
        return []

    # -- the picture -------------------------------------------------------------------------------------------------

    def _bar(self, canvas: Canvas, groups: Sequence[Failure], rect: pygame.Rect, n: int) -> None:
        """All starts from left to right, group by group."""
        pygame.draw.rect(canvas.surface, canvas.palette.raised, rect, border_radius=canvas.px(4))
        before = 0
        for k, group in enumerate(groups):
            left = rect.x + round(rect.width * before / n)
            before += len(group.starts)
            width = rect.x + round(rect.width * before / n) - left
            pygame.draw.rect(canvas.surface, _colour(canvas, group, k), (left, rect.y, max(1, width - 1), rect.height))

    def _line(self, canvas: Canvas, group: Failure, rect: pygame.Rect, run: StartsRun) -> Spot:
        palette, count = canvas.palette, len(group.starts)
        middle = rect.y + rect.height // 2 - canvas.px(4)
        number = f"{count:,}"
        end = canvas.write(number, (rect.right, middle), palette.text, style="mono-medium", anchor="midright", size=12)
        x = rect.x
        if group.wrong is not None and not group.solved and not group.diverged:
            x = self._squares(canvas, group.wrong, (x, middle), run.start.dataset.samples)
        words, room = capitalised(group.words), end.left - x - canvas.px(8)
        canvas.write(words, (x, middle), palette.text, size=11.5, room=room)
        track = pygame.Rect(rect.x, rect.bottom - canvas.px(8), rect.width, max(2, canvas.px(3)))
        pygame.draw.rect(canvas.surface, palette.raised, track)
        filled = pygame.Rect(track.topleft, (max(1, round(track.width * count / run.n)), track.height))
        pygame.draw.rect(canvas.surface, _colour(canvas, group, 1), filled)
        start = self._turn(group)
        hint = f"{words}: {count:,} of {run.n:,} starts. Click to open one of them, that of seed {start}."
        return Spot(rect, hint, partial(self._open, group, run))

    def _squares(self, canvas: Canvas, wrong: Sequence[int], at: tuple[int, int], samples: int) -> int:
        """A square for each sample, those that are wrong marked; where the words begin."""
        side, gap = canvas.px(SQUARE), max(1, canvas.px(2))
        palette = canvas.palette
        for k in range(samples):
            place = pygame.Rect(at[0] + k * (side + gap), at[1] - side // 2, side, side)
            pygame.draw.rect(canvas.surface, palette.negative if k in wrong else palette.raised, place)
            if k not in wrong:
                pygame.draw.rect(canvas.surface, mix(palette.raised, palette.muted, 0.6), place, 1)
        return at[0] + samples * (side + gap) + canvas.px(6)

    # -- opening one -------------------------------------------------------------------------------------------------

    def _turn(self, group: Failure) -> int:
        """The start of the group that is opened next."""
        return group.starts[self._opened.get(group.words, 0) % len(group.starts)]

    def _open(self, group: Failure, run: StartsRun, _across: float, _down: float) -> Sequence[Message]:
        """One start after another, trained as long as it was here; the run on screen stays as a ghost."""
        start = run.start_of(self._turn(group))
        self._opened[group.words] = self._opened.get(group.words, 0) + 1
        told = f"The start of seed {start.seed}: {group.words}"
        if start.dataset.samples * parameter_count(start.settings.layers) > HEAVY:
            return [Begin(start, told, speed=MAX_SPEED)]
        return [Begin(start, told), c.Step("epoch", run.epochs)]


def _of_losses(result: PopulationResult) -> str:
    """What the starts come to where answers are neither right nor wrong."""
    half = loss_quantiles(result.losses, result.diverged)["q50"]
    if half is None:
        return f"More than half of the {result.n:,} starts have diverged within {counted(result.epochs, 'epoch')}."
    least = figure(float(result.losses[~result.diverged].min()))
    after = f"After {counted(result.epochs, 'epoch')}"
    return f"{after} half of the starts have a loss of {figure(half)} or less, the best {least}."


def _all_figures(_across: float, _down: float) -> Sequence[Message]:
    return [Open("population")]


def _colour(canvas: Canvas, group: Failure, k: int) -> Colour:
    palette = canvas.palette
    if group.solved:
        return palette.activation
    if group.wrong is None and not (group.wrong_words or group.locked_words or group.diverged):
        return palette.positive
    return palette.text if group.diverged else mix(palette.negative, palette.panel, 0.0 if k % 2 else 0.35)


LENS = StartsLens
