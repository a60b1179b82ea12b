"""The box beside the pointer on the loss chart: the epoch there and the runs' losses at it."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
from pygame import Rect

from game.sim.snapshot import RunView
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import figure
from game.ui.draw.paint import disc, rounded_box
from game.ui.draw.palette import mix
from game.ui.timeline.loss_chart import LossChart
from game.ui.timeline.run_styles import RunStyles, fitting_name, swatch

TEXT_SIZE = 11.5
"""Design pixels: size of the text."""
PADDING = 8
"""Design pixels: from the box's edges to what is in it."""
RADIUS = 7
"""Design pixels: corner radius of the box."""
SWATCH = 22
"""Design pixels: width of a piece of a run's line."""
NAME = 118
"""Design pixels: width of a run's name at most."""
VALUE = 66
"""Design pixels: width of a loss at least."""
GAP = 6
"""Design pixels: between those parts of a row."""
AWAY = 14
"""Design pixels: how far from the pointer the box stands."""
ROWS = 4
"""Of more runs than that only the active one and the one pointed at stand in the box; the list of runs tells all."""
DOT = 7


def epoch_under(chart: LossChart, runs: Sequence[RunView], pointer: tuple[int, int]) -> int:
    """The recorded epoch that is under `pointer`."""
    return min(chart.epoch_at(pointer[0]), max(run.last_epoch for run in runs))


class LossReadout:
    """Remembers the box it last painted."""

    def __init__(self, kit: Kit, styles: RunStyles) -> None:
        self._kit = kit
        self._styles = styles
        self._key: tuple[object, ...] = ()
        self._box = pygame.Surface((0, 0))

    def draw(
        self,
        surface: pygame.Surface,
        chart: LossChart,
        runs: Sequence[RunView],
        pointer: tuple[int, int],
        ghost: RunView | None,
    ) -> None:
        """Draw the box for the epoch under `pointer`; `ghost` is the one whose line is pointed at."""
        epoch = epoch_under(chart, runs, pointer)
        losses = [(run, run.loss_at(epoch)) for run in runs]
        told = losses if len(runs) <= ROWS else [pair for pair in losses if pair[0].active or pair[0] is ghost]
        key = (epoch, ghost, len(runs), tuple((run.id, run.active, run.name, loss) for run, loss in told))
        if key != self._key:
            self._key, self._box = key, self._painted(epoch, told, ghost, alone=len(runs) == 1)
        kit, plot, x = self._kit, chart.plot, round(chart.x(epoch))
        surface.fill(mix(kit.palette.panel, kit.palette.muted, 0.6), Rect(x, plot.y, 1, plot.height))
        for run, loss in losses:
            if loss is not None and chart.holds(loss):
                colour = self._styles.style(run.id, kit.palette, active=run.active).colour
                dot = disc(kit.px(DOT), colour, kit.palette.panel, max(1, kit.px(1)))
                surface.blit(dot, dot.get_rect(center=(x, round(chart.y(loss)))))
        surface.blit(self._box, self._place(chart, pointer))

    def _place(self, chart: LossChart, pointer: tuple[int, int]) -> Rect:
        """Right of the pointer, or left of it where there is no room."""
        away, box = self._kit.px(AWAY), self._box.get_rect()
        box.midleft = (pointer[0] + away, pointer[1])
        if box.right > chart.rect.right:
            box.right = pointer[0] - away
        return box.clamp(chart.rect)

    def _painted(
        self, epoch: int, losses: Sequence[tuple[RunView, float | None]], ghost: RunView | None, *, alone: bool
    ) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        title = kit.fonts.text(f"Epoch {epoch:,}", TEXT_SIZE, palette.text, "semibold")
        rows = [self._row(run, loss, alone=alone, lit=run is ghost) for run, loss in losses]
        action = (
            f"click: switch to “{fitting_name(kit, ghost.name, TEXT_SIZE, kit.px(NAME))}”"
            if ghost
            else "drag to travel"
        )
        foot = kit.fonts.text(action, TEXT_SIZE, palette.activation if ghost else palette.muted)
        lines = [title, *rows, foot]
        pitch, padding = title.get_height() + kit.px(1), kit.px(PADDING)
        width = max(line.get_width() for line in lines)
        edge = mix(palette.line, palette.text, 0.2)
        size = (width + 2 * padding, len(lines) * pitch + 2 * padding)
        box = rounded_box(size, kit.px(RADIUS), palette.raised, edge)
        box.blits([(line, (padding, padding + k * pitch)) for k, line in enumerate(lines)])
        return box

    def _row(self, run: RunView, loss: float | None, *, alone: bool, lit: bool) -> pygame.Surface:
        """Swatch, name and loss; of a run that is alone only the loss."""
        kit, palette = self._kit, self._kit.palette
        text = "loss –" if alone and loss is None else "–" if loss is None else figure(loss, 4)
        value = kit.fonts.text(text, TEXT_SIZE, palette.text, "mono")
        if alone:
            label = kit.fonts.text("loss ", TEXT_SIZE, palette.muted)
            row = pygame.Surface((label.get_width() + value.get_width(), value.get_height()), pygame.SRCALPHA)
            row.blits([(label, (0, 0)), (value, (label.get_width(), 0))])
            return row
        gap = kit.px(GAP)
        sizes = [kit.px(SWATCH), kit.px(NAME), max(kit.px(VALUE), value.get_width())]
        row = pygame.Surface((sum(sizes) + 2 * gap, value.get_height()), pygame.SRCALPHA)
        middle = value.get_height() // 2
        line = swatch(kit, self._styles.style(run.id, palette, active=run.active), sizes[0])
        row.blit(line, line.get_rect(midleft=(0, middle)))
        colour = palette.text if run.active or lit else palette.muted
        name = kit.fonts.text(fitting_name(kit, run.name, TEXT_SIZE, sizes[1]), TEXT_SIZE, colour)
        row.blit(name, name.get_rect(midleft=(sizes[0] + gap, middle)))
        row.blit(value, value.get_rect(midright=(row.get_width(), middle)))
        return row
