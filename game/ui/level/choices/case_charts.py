"""What moves on the card of a case: the curve of its loss, or a gauge of its output."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level.boards.cases import Case, CasesBoard
from game.sim.level.measured_run import MeasuredRun
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, mix

POINTS = 120
"""Points of a loss curve at most."""
TOP_LOSS = 0.25
"""The loss at the top of a curve, unless it was higher."""


def draw_gauge(pen: Lettering, place: pygame.Rect, gauge: tuple[float, float], *, judged: bool, told: str) -> None:
    """A bar filled to the output, with a mark at the target; once it is `judged` the gap between them, and what is
    `told` of one step."""
    kit, surface, palette, (output, target) = pen.kit, pen.surface, pen.kit.palette, gauge
    pygame.draw.rect(surface, mix(palette.background, palette.panel, 0.5), place, border_radius=kit.px(5))
    bar = pygame.Rect(place.x + kit.px(14), 0, place.width - 2 * kit.px(14), kit.px(20))
    bar.centery = place.centery + kit.px(4)
    pygame.draw.rect(surface, palette.raised, bar, border_radius=kit.px(4))
    filled = pygame.Rect(bar.x, bar.y, round(bar.width * output), bar.height)
    pygame.draw.rect(surface, palette.activation, filled, border_radius=kit.px(4))
    at = bar.x + round(bar.width * target)
    if judged:
        gap = pygame.Rect(min(at, filled.right), bar.centery - kit.px(3), abs(at - filled.right), kit.px(6))
        pygame.draw.rect(surface, palette.gradient, gap)
    pygame.draw.line(surface, palette.text, (at, bar.y - kit.px(6)), (at, bar.bottom + kit.px(6)), kit.px(3))
    pen.write("0", (bar.x, bar.bottom + kit.px(16)), 10, palette.muted, anchor="center")
    pen.write("1", (bar.right, bar.bottom + kit.px(16)), 10, palette.muted, anchor="center")
    if told:
        top = (place.centerx, place.y + kit.px(13))
        pen.write(told, top, 12, palette.gradient, "medium", anchor="center", room=place.width - kit.px(12))


def draw_losses(
    pen: Lettering, place: pygame.Rect, board: CasesBoard, case: Case, run: MeasuredRun | None
) -> pygame.Rect:
    """The loss so far; once `run` goes on, as much as there is of it on the way to the last epoch. Where the curve
    stands."""
    kit, surface, palette = pen.kit, pen.surface, pen.kit.palette
    pygame.draw.rect(surface, mix(palette.background, palette.panel, 0.5), place, border_radius=kit.px(5))
    losses: Sequence[float] = run.losses if run else case.losses
    last = board.last if run else max(1, len(case.losses) - 1)
    top = max(TOP_LOSS, *case.losses, *losses)
    plot = place.inflate(-kit.px(8), -kit.px(26))
    pen.write(f"epoch {last:,}", (plot.right, plot.bottom + kit.px(7)), 10, palette.muted, anchor="midright")
    if run and not board.goes_on:
        _draw_curve(pen, plot, case.losses, last, top, mix(palette.panel, palette.muted, 0.6))
    _draw_curve(pen, plot, losses, last, top, palette.activation)
    if run and board.goes_on:
        seen = plot.x + round(plot.width * (len(case.losses) - 1) / last)
        pygame.draw.line(surface, mix(palette.panel, palette.line, 0.9), (seen, plot.y), (seen, plot.bottom))
    return plot


def _draw_curve(pen: Lettering, plot: pygame.Rect, losses: Sequence[float], last: int, top: float, ink: Colour) -> None:
    """`losses` from epoch 0 on, in a plot that ends at epoch `last` and at the loss `top`."""
    every = max(1, last // POINTS)
    epochs = [*range(0, len(losses), every), len(losses) - 1]
    points = [
        (plot.x + plot.width * epoch / last, plot.bottom - plot.height * min(losses[epoch], top) / top)
        for epoch in epochs
    ]
    if len(points) > 1:
        pygame.draw.lines(pen.surface, ink, False, points, max(1, pen.kit.px(2)))
