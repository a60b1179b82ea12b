"""Draws the lines of the samples table: short inputs of 0 and 1 with a bar, any others as numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.sim.phases import Kind
from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import MINUS, compact, fixed
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.network.reveal import UNKNOWN, known
from game.ui.view import View

TEXT_SIZE, SMALL = 13, 12
ARROW = 28
"""Design pixels: from the left of a line to the arrow."""
TARGET = 50
"""Design pixels: from there to the middle of the target."""
BAR = 63
"""Design pixels: from there to the bar."""
BAR_END = 113
"""Design pixels: from there to the end of the bar."""
OUTPUT_END = 157
"""Design pixels: from there to the end of the output."""
MARK = 165
"""Design pixels: from there to the middle of the mark."""
LOSS_END = 220
"""Design pixels: from there to the end of the loss."""
TARGETS = 88
"""Design pixels: from the left of a line without a bar to where targets begin."""
TO_INPUTS = 15
"""Design pixels: from there back to where inputs end."""
TO_ARROW = 12
"""Design pixels: from there back to the arrow."""
OUTPUTS = 121
"""Design pixels: from the left of such a line to where outputs begin."""
BETWEEN = 3
"""Design pixels between targets and outputs."""
BEFORE_LOSS = 6
"""Design pixels between outputs and the loss where nothing is marked."""
FARTHER_LEFT = 14
"""Design pixels by which arrow, targets and outputs move where there are several outputs."""
BAR_HEIGHT = 6
"""Design pixels: height of an output's bar."""
TICK_HEIGHT = 14
"""Design pixels: height of the tick at the target."""
ICON = 10
"""Design pixels: side of a sign."""
RADIUS = 6
"""Design pixels: corner radius of the marked row."""
LOSS_WIDTH = 6
"""Characters."""
LONG = 6
"""Characters of a value that is to be hit, such as −13000: there is no mark, which leaves room for them."""
LONGEST_BESIDE_A_BAR = 3
"""Characters of all inputs of a sample."""


@dataclass(frozen=True)
class SampleRow:
    """One sample as the table shows it: `output` and `target` of the first output, `others` those of further ones (a
    pair each), `right` as in the Snapshot, None where it is no question of right or wrong; that it can be one is
    `judged`. `wide` lines have no bar. While its pass plays, what a sample has not `answered` yet is not to be seen,
    nor its loss before it is `scored`."""

    inputs: tuple[float, ...]
    target: float
    output: float
    loss: float
    right: bool | None
    current: bool
    pinned: bool
    others: tuple[tuple[float, float], ...] = ()
    wide: bool = False
    answered: bool = True
    scored: bool = True
    judged: bool = True


def rows_of(view: View, shown: range | None = None) -> tuple[SampleRow, ...]:
    """The rows of `view`, those `shown` of them; the current one is seen to go through the phases. None is current or
    pinned while the mean is shown."""
    snapshot, selection = view.current, view.selection
    traces, outputs = snapshot.batch.traces, snapshot.dataset.outputs
    wide, current = is_wide(view), view.trace.sample if view.watched else None
    out, last = known(view), len(snapshot.settings.layers) - 1
    rows = []
    for k in range(len(snapshot.inputs)) if shown is None else shown:
        trace, targets = traces[k], snapshot.targets[k * outputs : (k + 1) * outputs]
        pairs = tuple(zip(targets, trace.output.tolist(), strict=True))
        scored = k != current or not out.holds(Kind.LOSS, last)
        rows.append(
            SampleRow(
                inputs=snapshot.inputs[k],
                target=pairs[0][0],
                output=pairs[0][1],
                loss=trace.loss,
                right=snapshot.right[k] if scored and snapshot.judged and not undecided(snapshot, k) else None,
                current=k == current,
                pinned=not selection.mean and k == selection.sample,
                others=pairs[1:],
                wide=wide,
                answered=k != current or not out.holds(Kind.FORWARD, last),
                scored=scored,
                judged=snapshot.judged,
            )
        )
    return tuple(rows)


def undecided(snapshot: Snapshot, sample: int) -> bool:
    """Whether the one answer stands, as far as can be seen, at 0.5 itself: on neither side, and so neither right nor
    wrong. Of softmax outputs the largest counts."""
    outputs = snapshot.batch.passes.a[-1][sample]
    return snapshot.settings.output != "softmax" and len(outputs) == 1 and fixed(float(outputs[0]), 3) == "0.500"


def is_wide(view: View) -> bool:
    """Whether the samples of `view` are shown as numbers alone: a bar is for one output in 0 to 1 and few short
    inputs."""
    snapshot = view.current
    several = snapshot.dataset.outputs > 1 or snapshot.settings.output not in ("sigmoid", "softmax")
    return several or snapshot.regression or any(_too_long(row) for row in snapshot.inputs[:8])


def _too_long(inputs: Sequence[float]) -> bool:
    return len(" ".join(f"{value:g}" for value in inputs)) > LONGEST_BESIDE_A_BAR


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
        self._ground(surface, line, row)
        (self._wide if row.wide else self._with_bar)(surface, line, row)
        palette = self._kit.palette
        if row.right is not None:
            icon, colour = ("check", palette.text) if row.right else ("cross", palette.negative)
            mark = self._kit.icons.get(icon, self._kit.px(ICON), colour)
            surface.blit(mark, mark.get_rect(center=self._at(line, MARK)))
        loss = loss_text(row.loss) if row.scored else UNKNOWN
        self._text(surface, loss, self._at(line, LOSS_END), palette.muted, "midright", SMALL)

    def _with_bar(self, surface: pygame.Surface, line: pygame.Rect, row: SampleRow) -> None:
        palette = self._kit.palette
        inputs = " ".join(f"{value:g}" for value in row.inputs)
        self._text(surface, inputs, line.midleft, palette.text, "midleft", TEXT_SIZE)
        self._arrow(surface, line, self._kit.px(ARROW))
        self._text(surface, target_text(row.target), self._at(line, TARGET), palette.activation, "center", TEXT_SIZE)
        self._bar(surface, line, row)
        output = fixed(row.output, 3) if row.answered else UNKNOWN
        self._text(surface, output, self._at(line, OUTPUT_END), palette.source, "midright", SMALL)

    def _wide(self, surface: pygame.Surface, line: pygame.Rect, row: SampleRow) -> None:
        """Inputs, targets and outputs as numbers, each as far as there is room."""
        palette, px = self._kit.palette, self._kit.px
        targets_at, outputs_at, outputs_end = self._columns(row)
        inputs = self._fitting(row.inputs, targets_at - px(TO_INPUTS))
        self._text(surface, inputs, line.midleft, palette.text, "midleft", SMALL)
        self._arrow(surface, line, targets_at - px(TO_ARROW))
        targets, outputs = [row.target], [row.output]
        for target, output in row.others:
            targets.append(target)
            outputs.append(output)
        if row.others and sorted(targets) == [*[0.0] * len(row.others), 1.0]:
            asked, answered = (
                f"y{targets.index(1.0) + 1}",
                f"y{outputs.index(max(outputs)) + 1} {short(max(outputs), 3)}",
            )
        else:
            asked = self._fitting(targets, outputs_at - px(BETWEEN) - targets_at)
            answered = self._fitting(outputs, outputs_end - outputs_at)
        if not row.answered:
            answered = UNKNOWN
        middle = line.centery
        self._text(surface, asked, (line.x + targets_at, middle), palette.activation, "midleft", SMALL)
        self._text(surface, answered, (line.x + outputs_end, middle), palette.source, "midright", SMALL)

    def _columns(self, row: SampleRow) -> tuple[int, int, int]:
        """Pixels from the left of a line without a bar to its targets, its outputs and their end."""
        px = self._kit.px
        moved = px(FARTHER_LEFT) if row.others else 0
        if row.judged:
            return px(TARGETS) - moved, px(OUTPUTS) - moved, px(OUTPUT_END)
        end = px(LOSS_END) - self._width("0" * LOSS_WIDTH) - px(BEFORE_LOSS)
        outputs = end - self._width("0" * LONG)
        return outputs - self._width("0" * LONG) - px(BETWEEN) - moved, outputs - moved, end

    def _fitting(self, values: Sequence[float], room: int) -> str:
        """`values` with as many digits as there is room for; the first of them where there is not even room for few."""
        for width in (6, 5, 4, 3):
            text = " ".join(short(value, width) for value in values)
            if self._width(text) <= room:
                return text
        texts = [short(value, 3) for value in values]
        while texts and self._width(" ".join([*texts, "…"])) > room:
            texts.pop()
        return " ".join([*texts, "…"])

    def _width(self, text: str) -> int:
        return self._kit.fonts.width(text, SMALL, "mono")

    def _arrow(self, surface: pygame.Surface, line: pygame.Rect, x: int) -> None:
        arrow = self._kit.icons.get("arrow-right", self._kit.px(ICON), self._kit.palette.muted)
        surface.blit(arrow, arrow.get_rect(midleft=(line.x + x, line.centery)))

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
        filled = round(row.output * place.width) if row.answered else 0
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


def short(value: float, width: int) -> str:
    """`value` in about `width` (3 or more) characters: as it is if it is short, else with fewer digits, but never so
    few that it is another number."""
    text = f"{value:g}".replace("-", MINUS)
    if len(text) <= width:
        return text
    if width >= 4:
        text = compact(value, width, decimals=2)
        coarse = abs(value) >= 1.0 and "e" in text and "." not in text
        return fixed(value, 0) if coarse else text
    if abs(value) >= 1.0:
        return fixed(value, 1 if abs(value) < 100.0 else 0)
    return fixed(value, 2).replace("0.", ".", 1)
