"""The empty loss chart: its parts, grid, ticks and numbers."""

from __future__ import annotations

from dataclasses import dataclass

import pygame
from pygame import Rect

from game.ui.draw.kit import Kit
from game.ui.draw.palette import mix
from game.ui.timeline.chart_scale import EpochAxis, LossAxis, epoch_text, loss_texts
from game.ui.timeline.loss_curve import Axes

LEFT = 54
"""Design pixels: room for the loss numbers."""
RIGHT = 26
"""Design pixels: room at the right."""
TOP = 8
"""Design pixels: room for the playhead's knob."""
LANE = 17
"""Design pixels: lane of the lock marks."""
NUMBERS = 16
"""Design pixels: room for the epoch numbers."""
PAD = 5
"""Design pixels around the plot that lines may be drawn in, so that their ends and edges are not cut."""
NUMBER_SIZE = 10.5
TICK_GAP = 34
"""Design pixels: least room between two epoch numbers."""
GRID_GAP = 22
"""Design pixels: least room between two grid lines."""


@dataclass(frozen=True)
class ChartFrame:
    """Rectangles inside the chart's surface: `plot` between the axes, `field` for lines, `lane` for lock marks."""

    size: tuple[int, int]
    plot: Rect
    field: Rect
    lane: Rect


def chart_frame(kit: Kit, size: tuple[int, int]) -> ChartFrame:
    """The parts of a chart of `size` pixels."""
    px = kit.px
    plot = Rect(px(LEFT), px(TOP), size[0] - px(LEFT + RIGHT), size[1] - px(TOP + LANE + NUMBERS))
    pad = px(PAD)
    lane = Rect(plot.x, plot.bottom, plot.width, px(LANE))
    return ChartFrame(size, plot, plot.inflate(2 * pad, 2 * pad), lane)


def axes_for(frame: ChartFrame, bounds: tuple[float, ...], *, logarithmic: bool) -> Axes:
    """Axes of the field for `bounds`: the last epoch, the lowest and the highest loss, the first epoch."""
    bound, low, high, first = bounds
    pad = frame.plot.x - frame.field.x
    return Axes(
        EpochAxis(bound, float(pad), float(frame.plot.width), first),
        LossAxis(low, high, logarithmic, float(pad), float(frame.plot.height)),
    )


def paint_frame(kit: Kit, surface: pygame.Surface, frame: ChartFrame, axes: Axes) -> None:
    """Ground, grid lines and numbers on `surface`."""
    palette, plot = kit.palette, frame.plot
    surface.fill(palette.panel)
    line = max(1, kit.px(1))
    faint, base = mix(palette.panel, palette.line, 0.55), palette.line
    ticks = axes.losses.ticks(max(2, plot.height // kit.px(GRID_GAP)))
    for loss, text in zip(ticks, loss_texts(ticks), strict=True):
        y = frame.field.y + round(axes.losses.y_of(loss))
        surface.fill(faint, Rect(plot.x, y, plot.width, line))
        number = kit.fonts.text(text, NUMBER_SIZE, palette.muted, "mono")
        surface.blit(number, number.get_rect(midright=(plot.x - kit.px(8), y)))
    surface.fill(base, Rect(plot.x, plot.bottom, plot.width, line))
    for epoch in epoch_ticks(kit, axes.epochs):
        x = frame.field.x + round(axes.epochs.x(epoch))
        surface.fill(base, Rect(x, plot.bottom, line, kit.px(4)))
        number = kit.fonts.text(epoch_text(epoch), NUMBER_SIZE, palette.muted, "mono")
        place = number.get_rect(midtop=(x, frame.lane.bottom))
        surface.blit(number, place.clamp(surface.get_rect()))


def epoch_ticks(kit: Kit, axis: EpochAxis) -> list[float]:
    """Epochs that are numbered: as many as have room."""
    room = kit.fonts.width(epoch_text(axis.bound), NUMBER_SIZE, "mono") + kit.px(TICK_GAP)
    return axis.ticks(max(2, int(axis.width // room)))
