"""Draws the lines of the samples table."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.number_text import compact, fixed
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.view import View

TEXT_SIZE, SMALL = 13, 12
ARROW, TARGET, BAR, BAR_END, OUTPUT_END, MARK, LOSS_END = 28, 50, 63, 113, 157, 165, 220
"""Design pixels from the left of a line: arrow, middle of the target, bar, the ends of bar and output, middle of the
mark, end of the loss."""
BAR_HEIGHT, TICK_HEIGHT, ICON, RADIUS = 6, 14, 10, 6
LOSS_WIDTH = 6
"""Characters."""


@dataclass(frozen=True)
class SampleRow:
    """One sample as the table shows it: `output` and `target` in 0..1, `right` whether they are on one side of 0.5."""

    inputs: tuple[float, ...]
    target: float
    output: float
    loss: float
    right: bool
    current: bool
    pinned: bool


def rows_of(view: View) -> tuple[SampleRow, ...]:
    """The rows of `view`; the current one is seen to go through the phases. None is current or pinned while the mean is
    shown."""
    snapshot, selection = view.current, view.selection
    return tuple(
        SampleRow(
            inputs=snapshot.inputs[k],
            target=snapshot.targets[k],
            output=float(trace.output[0]),
            loss=trace.loss,
            right=snapshot.right[k],
            current=view.watched and trace is view.trace,
            pinned=not selection.mean and k == selection.sample,
        )
        for k, trace in enumerate(snapshot.batch.traces)
    )


class SampleRows:
    """Draws rows onto a surface, at a scale."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        palette, height = kit.palette, kit.px(BAR_HEIGHT)
        self._empty = rounded_box((kit.px(BAR_END - BAR), height), height // 2, palette.line)
        self._full = rounded_box((kit.px(BAR_END - BAR), height), height // 2, palette.source)
        self._grounds: dict[tuple[tuple[int, int], bool, bool], pygame.Surface] = {}

    def draw(self, surface: pygame.Surface, line: pygame.Rect, row: SampleRow) -> None:
        """`row` within `line`; a current one on a lit ground, a pinned one framed."""
        kit, palette = self._kit, self._kit.palette
        self._ground(surface, line, row)
        inputs = " ".join(f"{value:g}" for value in row.inputs)
        self._text(surface, inputs, line.midleft, palette.text, "midleft", TEXT_SIZE)
        arrow = kit.icons.get("arrow-right", kit.px(ICON), palette.muted)
        surface.blit(arrow, arrow.get_rect(midleft=(line.x + kit.px(ARROW), line.centery)))
        self._text(surface, target_text(row.target), self._at(line, TARGET), palette.activation, "center", TEXT_SIZE)
        self._bar(surface, line, row)
        self._text(surface, fixed(row.output, 3), self._at(line, OUTPUT_END), palette.source, "midright", SMALL)
        icon, colour = ("check", palette.text) if row.right else ("cross", palette.negative)
        mark = kit.icons.get(icon, kit.px(ICON), colour)
        surface.blit(mark, mark.get_rect(center=self._at(line, MARK)))
        self._text(surface, loss_text(row.loss), self._at(line, LOSS_END), palette.muted, "midright", SMALL)

    def _at(self, line: pygame.Rect, x: float) -> tuple[int, int]:
        return (line.x + self._kit.px(x), line.centery)

    def _ground(self, surface: pygame.Surface, line: pygame.Rect, row: SampleRow) -> None:
        if not (row.current or row.pinned):
            return
        frame = self.frame(line)
        key = (frame.size, row.current, row.pinned)
        if key not in self._grounds:
            palette = self._kit.palette
            fill = mix(palette.raised, palette.line, 0.5) if row.current else palette.panel
            edge = palette.text if row.pinned else fill
            self._grounds[key] = rounded_box(frame.size, self._kit.px(RADIUS), fill, edge, max(1, self._kit.px(1)))
        surface.blit(self._grounds[key], frame)

    def frame(self, line: pygame.Rect) -> pygame.Rect:
        """What of the panel belongs to `line`, to be lit and pressed."""
        return line.inflate(2 * self._kit.px(8), 0)

    def bar(self, line: pygame.Rect) -> pygame.Rect:
        """Where the bar of `line` stands, 0 at its left and 1 at its right."""
        return self._empty.get_rect(midleft=self._at(line, BAR))

    def _bar(self, surface: pygame.Surface, line: pygame.Rect, row: SampleRow) -> None:
        kit = self._kit
        place = self.bar(line)
        surface.blit(self._empty, place)
        filled = round(row.output * place.width)
        surface.blit(self._full, place, pygame.Rect(0, 0, filled, place.height))
        tick = pygame.Rect(0, 0, max(2, kit.px(2)), kit.px(TICK_HEIGHT))
        tick.center = (place.x + round(row.target * place.width), place.centery)
        pygame.draw.rect(surface, kit.palette.text, tick)

    def _text(
        self, surface: pygame.Surface, text: str, at: tuple[int, int], colour: Colour, anchor: str, size: float
    ) -> None:
        drawn = self._kit.fonts.text(text, size, colour, "mono")
        place = drawn.get_rect(**{anchor: at})
        surface.blit(drawn, place)


def target_text(target: float) -> str:
    """A target as the table writes it: 0, 1, or ".25"."""
    return f"{target:.0f}" if target in (0.0, 1.0) else f"{target:.2f}".lstrip("0")


def loss_text(loss: float) -> str:
    """A loss as the table writes it."""
    return compact(loss, LOSS_WIDTH, decimals=4)
