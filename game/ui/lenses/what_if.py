"""What if? The run on screen again, each time with one thing otherwise, ranked by what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pygame

from game.sim import commands as c
from game.sim.lenses.what_if import WhatIf, WhatIfRun, epochs_trained
from game.sim.quoting import counted
from game.sim.start import Start, judged
from game.ui.draw.lettering import cut
from game.ui.draw.number_text import figure
from game.ui.draw.palette import Colour, mix
from game.ui.intents import Begin
from game.ui.lenses.lens import Canvas, Lens, RunRecords, Spot
from game.ui.lenses.plot import Plot
from game.ui.toolkit.panel import Message
from game.ui.view import View

COLUMNS = 2
TILE = 62
"""Design pixels: height of a small chart with its words."""
GAP = 8
"""Design pixels between two charts."""
LINE = 14
"""Design pixels: height of the words above a chart."""
SETTLED = 0.6
"""Seconds that nothing has been changed for before the variants are worked out."""


class WhatIfLens(Lens):
    """See the module. The variants are worked out in the background for the start and settings on screen, and again
    when these have become others."""

    name, title, order = "what_if", "What if?", 7
    follows = False
    about = "The same run with one thing otherwise."

    def __init__(self, records: RunRecords) -> None:
        super().__init__(records)
        self.job: WhatIf | None = None
        self._start: Start | None = None
        self._epochs = 0
        self._since = 0.0

    def says(self, view: View) -> str:
        job = self.job
        if job is None or job.running:
            done = len(job.runs) if job else 0
            return f"Working out the same run with one thing otherwise: {done} of {len(job.variants) if job else 0}."
        if job.error is not None:
            return "The variants could not be worked out for this network and data."
        base, best = self._base(), self._ranked()[0]
        if base and base.solved:
            count = sum(run.solved for run in job.runs)
            of_all = f"{count - 1} of the {len(job.runs) - 1} variants"
            return f"It is solved {self._as_it_is()}, at epoch {base.first_solved:,}; so are {of_all}."
        if best.solved:
            when = f"at epoch {best.first_solved:,}"
            return f"With {best.variant.label} it would have been solved, {when}; {self._as_it_is()}, not."
        if base and not judged(job.base):
            return _of_losses(base, best)
        return (
            self._of_locks(base) or f"Nothing of this alone would have solved it within {counted(job.epochs, 'epoch')}."
        )

    def watches(self, view: View) -> object:
        self._keep_up(view)
        job = self.job
        return (job, len(job.runs) if job else 0, bool(job and job.running), self.records.unchanged)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        job = self.job
        if job is None or not job.runs:
            return [Spot(canvas.area, "One moment: the variants are being worked out.")]
        tile, gap = canvas.px(TILE), canvas.px(GAP)
        width = (canvas.area.width - gap * (COLUMNS - 1)) // COLUMNS
        rows = max(1, (canvas.area.height + gap) // (tile + gap))
        base = self._base()
        shown = self._ranked()
        shown = [*([base] if base else []), *(run for run in shown if run is not base)][: rows * COLUMNS]
        spots = []
        for k, run in enumerate(shown):
            column, row = k % COLUMNS, k // COLUMNS
            rect = pygame.Rect(canvas.area.x + column * (width + gap), canvas.area.y + row * (tile + gap), width, tile)
            spots.append(self._tile(canvas, run, rect, _top(run, shown), is_base=run is base))
        return spots

    # -- the work ----------------------------------------------------------------------------------------------------

    def _keep_up(self, view: View) -> None:
        """Begin anew when start or settings are no longer those that were worked out, or the run has become longer, and
        all that has settled."""
        start, epochs = self.records.beginning(), epochs_trained(view.current.run.last_epoch)
        if (start, epochs) != (self._start, self._epochs):
            self._start, self._epochs, self._since = start, epochs, view.now
        known = self.job is not None and self.job.base == start and self.job.epochs >= epochs
        if not known and (self.job is None or view.now - self._since >= SETTLED):
            if self.job:
                self.job.cancel()
            self.job = WhatIf(start, self._epochs)

    def leave(self) -> None:
        """Nothing is worked out for nobody."""
        if self.job and self.job.running:
            self.job.cancel()
            self.job = None

    def _as_it_is(self) -> str:
        """What the variants are compared with: the run on screen, unless something was changed on its way."""
        return "as it is" if self.records.unchanged else "with what is set now from the start on"

    def _base(self) -> WhatIfRun | None:
        """The run as it is."""
        runs = self.job.runs if self.job else ()
        return next((run for run in runs if run.variant.group == "base"), None)

    def _ranked(self) -> list[WhatIfRun]:
        """The best first; where none of two solves it, those whose loss is of the same kind as the run's own."""
        job = self.job
        return sorted(job.runs, key=partial(_rank, job.base.settings.loss)) if job else []

    def _of_locks(self, base: WhatIfRun | None) -> str:
        """Where it is locked and nothing solves it: what keeps all neurons open, if anything does."""
        if base is None or not (base.locked or base.dead):
            return ""
        free = next((run for run in self._ranked() if not (run.locked or run.dead or run.diverged)), None)
        return f"With {free.variant.label} nothing would have locked; it would not be solved either." if free else ""

    # -- the picture -------------------------------------------------------------------------------------------------

    def _tile(self, canvas: Canvas, run: WhatIfRun, rect: pygame.Rect, top: float, *, is_base: bool) -> Spot:
        palette, line = canvas.palette, canvas.px(LINE)
        ground = mix(palette.panel, palette.raised, 0.8)
        edge = palette.muted if is_base else mix(palette.raised, palette.text, 0.1)
        pygame.draw.rect(canvas.surface, ground, rect, border_radius=canvas.px(6))
        pygame.draw.rect(canvas.surface, edge, rect, max(1, canvas.px(1)), border_radius=canvas.px(6))
        inner = rect.inflate(-canvas.px(12), -canvas.px(6))
        words, colour = _verdict(canvas, run)
        said = canvas.write(words, (inner.right, inner.y + line // 2), colour, size=10.5, anchor="midright")
        if run.solved and not run.diverged:
            sign = canvas.kit.icons.get("check", canvas.px(9), colour)
            said.union_ip(canvas.surface.blit(sign, sign.get_rect(midright=(said.left - canvas.px(3), said.centery))))
        room = said.left - inner.x - canvas.px(5)
        as_now = is_base and not self.records.unchanged
        label = cut(canvas.kit, "as now" if as_now else run.variant.label, 11, room)
        canvas.write(label, (inner.x, inner.y + line // 2), palette.text, style="medium", room=room)
        plot = Plot(
            canvas,
            pygame.Rect(inner.x, inner.y + line + 2, inner.width, inner.height - line - 2),
            (0.0, 1.0),
            (0.0, top),
        )
        shares = np.linspace(0.0, 1.0, len(run.losses))
        plot.curve(shares, np.minimum(run.losses, top), colour, 1.4)
        if is_base:
            told = "The beginning of the run with what is set now" if as_now else "The run as it is"
            return Spot(rect, f"{told}, {counted(run.epochs, 'epoch')} of it: the loss ends at {_loss(run)}.")
        solved = f"solved at epoch {run.first_solved:,}, " if run.solved and not run.diverged else ""
        told = f"{run.variant.label}: {solved}the loss ends at {_loss(run)} after {counted(run.epochs, 'epoch')}"
        hint = f"{told}. Click to open it as a ghost beside this run."
        return Spot(rect, hint, partial(_opened, run))


def _top(run: WhatIfRun, shown: Sequence[WhatIfRun]) -> float:
    """The highest loss that the chart of `run` shows: the same for all that have the same kind of loss."""
    kin = [each for each in shown if each.variant.start.settings.loss == run.variant.start.settings.loss]
    finite = [float(each.losses[0]) for each in kin if np.isfinite(each.losses[0])]
    return 1.25 * max(finite, default=1.0) or 1.0


def _of_losses(base: WhatIfRun, best: WhatIfRun) -> str:
    """Where answers are neither right nor wrong: how much lower the loss would have come."""
    if best is base:
        return f"Nothing of this alone would have brought the loss below the {_loss(base)} that it comes to as it is."
    return f"With {best.variant.label} the loss would have come down to {_loss(best)}; as it is, to {_loss(base)}."


def _rank(loss: str, run: WhatIfRun) -> tuple[bool, bool, int, bool, float]:
    diverged, unsolved, first, last = run.rank
    return (diverged, unsolved, first, run.variant.start.settings.loss != loss, last)


def _loss(run: WhatIfRun) -> str:
    return figure(float(run.losses[-1]))


def _verdict(canvas: Canvas, run: WhatIfRun) -> tuple[str, Colour]:
    """In two words, what became of it: when it was solved, as a mere number."""
    palette = canvas.palette
    if run.diverged:
        return "diverged", palette.negative
    if run.solved:
        return f"{run.first_solved:,}", palette.gradient
    if run.dead or run.locked:
        trouble = "dead" if run.dead else "locked"
        return f"{run.dead or run.locked} {trouble}", palette.negative
    return f"loss {_loss(run)}", palette.muted


def _opened(run: WhatIfRun, _across: float, _down: float) -> Sequence[Message]:
    """The variant as a ghost beside the run on screen, which stays as it is."""
    told = f"{run.variant.label}: click its line on the chart to switch to it"
    return [Begin(run.variant.start, told, name=run.variant.label, beside=True), c.Step("epoch", run.epochs)]


LENS = WhatIfLens
