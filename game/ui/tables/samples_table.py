"""The samples table: what each sample asks, what the network answers, and what the answer costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

import pygame
import pygame_gui

from game.sim import commands as c
from game.sim.quoting import counted, in_brief
from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import figure
from game.ui.draw.panel_background import HEADING_SIZE, MARGIN, panel_background
from game.ui.intents import LensWay, PinSample, ShowLens, ShowMean
from game.ui.tables.sample_rows import LOSS_END, TARGET, SampleRow, SampleRows, is_wide, loss_text, rows_of, undecided
from game.ui.toolkit.panel import Hint, Message, ViewPanel, Widget
from game.ui.view import View
from game.ui.widgets.button import Button
from game.ui.widgets.hotspot import HotSpot

TOP = 31
"""Design pixels: where the first line begins."""
BOTTOM = 8
"""Design pixels: what is left free below."""
HIGHEST_LINE = 22
"""Design pixels: how high a line gets."""
LOWEST_LINE = 18
"""Design pixels. Where lines would get lower than that, not all are shown at once."""
BAR_WIDTH = 4
"""Design pixels: width of the bar that says which lines are shown."""
BAR_INSET = 5
"""Design pixels: from that bar to the table's right edge."""
LOWEST_KNOB = 16
"""Design pixels: height of its knob at least."""
TARGET_WIDTH = 24
"""Design pixels: width of what one clicks to set a target."""
MEAN_WIDTH = 58
"""Design pixels: width of the button that shows the mean."""
MEAN_HEIGHT = 19
"""Design pixels: height of that button."""
SLACK = 3
"""Design pixels the pointer may move before a press becomes a drag."""


@dataclass(frozen=True)
class Grip:
    """A press on the target of `sample`, `value` at `x` (screen pixels), and 1 more for `width` pixels to the right."""

    sample: int
    x: int
    value: float
    width: int

    def target(self, x: int) -> float:
        """The target once the pointer is at `x`."""
        return round(max(0.0, min(1.0, self.value + (x - self.x) / self.width)), 2)


class SamplesPanel(ViewPanel):
    """A click on a line pins its sample, a click on a target flips it, a drag of its number or along its bar sets it to
    any value; "mean" shows the mean over all samples. Where there are more samples than there is room for, the wheel,
    Page Up and Page Down move through them, and the one that is watched comes along by itself until they do. `lines`
    and `targets` are those in sight, `mean` is the button."""

    def __init__(self) -> None:
        self._view: View | None = None
        self.lines: list[HotSpot] = []
        self.targets: list[HotSpot] = []
        self.mean: Button | None = None
        self._grip: Grip | None = None
        self._dragging = False
        self._first = 0
        self._follows = True
        self._samples: object = None
        self._wide = False

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self._rows = SampleRows(kit)
        self._picture: pygame.Surface | None = None
        self._shown: tuple[object, ...] = ()
        self._shown_rows: tuple[SampleRow, ...] = ()
        self._heading = ("", "")
        self._art = panel_background(kit, rect.size, "Samples")
        self.lines, self.targets = [], []
        last = self._line(4, 5)
        place = pygame.Rect(last.x, 0, kit.px(MEAN_WIDTH), kit.px(MEAN_HEIGHT))
        place.centery = last.centery
        self.mean = Button(kit, place, "Mean", tip=self._mean_hint)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._view is None or self.mean is None:
            return []
        self._scrolled(event)
        drag = self._dragged(event)
        if drag is not None:
            return drag
        if self.mean.pressed(event):
            return [ShowMean(not self._view.selection.mean)]
        for sample, line in enumerate(self.lines, start=self._first):
            if line.pressed(event):
                return [PinSample(None if self._view.selection.sample == sample else sample)]
        for sample, target in enumerate(self.targets, start=self._first):
            if target.pressed(event):
                return [c.SetTarget(sample, 0.0 if self._view.current.targets[sample] > 0.5 else 1.0)]
        return []

    def _scrolled(self, event: pygame.event.Event) -> None:
        """The wheel, or Page Up and Page Down, over the panel."""
        if not self._rect.collidepoint(self._kit.pointer()):
            return
        lines = 0
        if event.type == pygame.MOUSEWHEEL:
            lines = -event.y
        elif event.type == pygame.KEYDOWN:
            lines = {pygame.K_PAGEUP: -1, pygame.K_PAGEDOWN: 1}.get(event.key, 0) * len(self.lines)
        if lines:
            self._follows = False
            self._scroll_to(self._first + lines)

    def _scroll_to(self, first: int) -> None:
        """Show the samples from `first` on, or the last ones."""
        if self._view is not None:
            self._first = max(0, min(first, len(self._view.current.inputs) - len(self.lines)))

    def _dragged(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """A drag along a bar sets the target of its sample; None for an event that has nothing to do with one."""
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._grip = self._grip_at(event.pos) if event.button == pygame.BUTTON_LEFT else None
            self._dragging = False
        elif event.type == pygame.MOUSEMOTION and self._grip is not None and event.buttons[0]:
            self._dragging = self._dragging or abs(event.pos[0] - self._grip.x) > self._kit.px(SLACK)
            if self._dragging:
                return [c.SetTarget(self._grip.sample, self._grip.target(event.pos[0]))]
        elif self._dragging and event.type == pygame_gui.UI_BUTTON_PRESSED:
            self._grip, self._dragging = None, False
            return []  # the end of the drag is no press of the line it ends on
        return None

    def _grip_at(self, position: tuple[int, int]) -> Grip | None:
        """Hold of the target at `position`: pressed on its bar it goes there, on its number it begins as it is."""
        if self._view is None or self._wide:
            return None
        for index, number in enumerate(self.targets):
            sample, line = self._first + index, self._line(index, len(self.lines) + 1)
            bar = self._rows.bar(line)
            if pygame.Rect(bar.x, line.y, bar.width, line.height).inflate(self._kit.px(4), 0).collidepoint(position):
                return Grip(sample, position[0], (position[0] - bar.left) / bar.width, bar.width)
            if number.rect.collidepoint(position):
                return Grip(sample, position[0], self._view.current.targets[sample], bar.width)
        return None

    def sync(self, view: View) -> None:
        self._view = view
        snapshot, selection = view.current, view.selection
        self._wide = is_wide(view)
        places = min(len(snapshot.inputs), self._most_lines())
        if (len(self.lines), bool(self.targets)) != (places, not self._wide):
            self._build_lines(places)
        if snapshot.dataset is not self._samples:
            self._samples, self._follows = snapshot.dataset, True
        if self._follows and view.watched and view.trace.sample not in self._in_sight():
            self._scroll_to(view.trace.sample - places // 2)
        self._scroll_to(self._first)
        if self.mean:
            self.mean.set_selected(selection.mean)
        rows = self._shown_rows = rows_of(view, self._in_sight())
        look = (rows, snapshot.loss, snapshot.data_name, self._first, len(snapshot.inputs))
        if look != self._shown:
            self._shown = look
            self._picture = self._painted(rows, snapshot)

    def _in_sight(self) -> range:
        """The samples that are shown."""
        return range(self._first, self._first + len(self.lines))

    def _most_lines(self) -> int:
        """So many samples have room at once, one line being the average's."""
        kit = self._kit
        return (self._rect.height - kit.px(TOP) - kit.px(BOTTOM)) // kit.px(LOWEST_LINE) - 1

    @property
    def rows(self) -> tuple[SampleRow, ...]:
        """The lines as shown."""
        return self._shown_rows

    @property
    def look(self) -> object:
        return self._picture or self._art

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._picture or self._art, self._rect)

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        """From the samples to the map they stand on."""
        return LensWay(ShowLens("map"))

    def hints(self) -> Iterable[Hint]:
        last = self._line(len(self.lines), len(self.lines) + 1)
        return [*super().hints(), Hint(last, self._average_hint)]

    def controls(self) -> Sequence[Widget]:
        pairs = [control for pair in zip_longest(self.lines, self.targets) for control in pair if control]
        return [*pairs, *([self.mean] if self.mean else [])]

    def _line(self, index: int, count: int) -> pygame.Rect:
        """Line `index` of `count`, on screen."""
        kit = self._kit
        room = self._rect.height - kit.px(TOP) - kit.px(BOTTOM)
        height = min(kit.px(HIGHEST_LINE), room // count)
        left = self._rect.x + kit.px(MARGIN)
        return pygame.Rect(
            left, self._rect.y + kit.px(TOP) + index * height, self._rect.width - 2 * kit.px(MARGIN), height
        )

    def _build_lines(self, count: int) -> None:
        for control in (*self.lines, *self.targets):
            control.kill()
        self.lines, self.targets = [], []
        for index in range(count):
            line = self._line(index, count + 1)
            self.lines.append(HotSpot(self._kit, self._rows.frame(line), tip=partial(self._line_hint, index)))
            if self._wide:
                continue
            target = pygame.Rect(0, 0, self._kit.px(TARGET_WIDTH), line.height - 2)
            target.center = (line.x + self._kit.px(TARGET), line.centery)
            self.targets.append(HotSpot(self._kit, target, tip=partial(self._target_hint, index)))

    def _painted(self, rows: tuple[SampleRow, ...], snapshot: Snapshot) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        heading, aside = f"Samples · {snapshot.data_name}", "" if self._wide else "click or drag a target"
        if len(rows) < len(snapshot.inputs):
            aside = f"{self._first + 1}–{self._first + len(rows)} of {len(snapshot.inputs):,}"
        if (heading, aside) != self._heading:
            self._heading = (heading, aside)
            self._art = panel_background(kit, self._rect.size, heading, aside)
        picture = self._art.copy()
        if len(rows) < len(snapshot.inputs):
            self._draw_bar(picture, len(rows), len(snapshot.inputs))
        offset = (-self._rect.x, -self._rect.y)
        for index, row in enumerate(rows):
            self._rows.draw(picture, self._line(index, len(rows) + 1).move(offset), row)
        last = self._line(len(rows), len(rows) + 1).move(offset)
        number = kit.fonts.text(loss_text(snapshot.loss), 13, palette.text, "mono-medium")
        place = number.get_rect(midright=(last.x + kit.px(LOSS_END), last.centery))
        picture.blit(number, place)
        label = kit.fonts.text("loss = average", HEADING_SIZE + 1, palette.muted)
        picture.blit(label, label.get_rect(midright=(place.left - kit.px(8), last.centery)))
        return picture

    def _draw_bar(self, picture: pygame.Surface, shown: int, count: int) -> None:
        """Which of `count` lines are in sight, at the right edge."""
        kit, palette, top = self._kit, self._kit.palette, self._line(0, shown + 1).y - self._rect.y
        height = self._line(shown, shown + 1).y - self._rect.y - top
        groove = pygame.Rect(picture.get_width() - kit.px(BAR_INSET + BAR_WIDTH), top, kit.px(BAR_WIDTH), height)
        pygame.draw.rect(picture, palette.line, groove, border_radius=groove.width // 2)
        knob = groove.copy()
        knob.height = max(kit.px(LOWEST_KNOB), height * shown // count)
        knob.y = top + (height - knob.height) * self._first // (count - shown)
        pygame.draw.rect(picture, palette.muted, knob, border_radius=groove.width // 2)

    def _line_hint(self, index: int) -> str:
        if self._view is None:
            return ""
        snapshot, sample = self._view.current, self._first + index
        trace, dataset = snapshot.batch.traces[sample], snapshot.dataset
        given = zip(dataset.input_names, snapshot.inputs[sample], strict=True)
        inputs = " and ".join(map(in_brief, snapshot.inputs[sample]))
        if self._wide:
            inputs = ", ".join(f"{name} {in_brief(value)}" for name, value in given)
        answers = " and ".join(figure(value) for value in trace.output.tolist())
        targets = " and ".join(map(in_brief, trace.target.tolist()))
        side = self._verdict(snapshot, sample)
        click = "let it go again" if self._view.selection.sample == sample else "watch it, and keep it everywhere"
        if not self._shown_rows[index].scored:
            return f"For inputs {inputs} {targets} is asked, and the packets are on their way; click to {click}."
        return (
            f"For inputs {inputs} the network answers {answers} where {targets} is asked{side}, "
            f"at a loss of {figure(trace.loss)}; click to {click}."
        )

    @staticmethod
    def _verdict(snapshot: Snapshot, sample: int) -> str:
        """Whether the answer is right, where that is a question."""
        if not snapshot.judged:
            return ""
        if undecided(snapshot, sample):
            return ": on neither side of 0.5"
        word = "right" if snapshot.right[sample] else "wrong"
        return f": {word}" if snapshot.dataset.outputs > 1 else f": on the {word} side of 0.5"

    def _target_hint(self, index: int) -> str:
        target = self._view.current.targets[self._first + index] if self._view else 0.0
        other = 0 if target > 0.5 else 1
        return f"This sample's target is {in_brief(target)}; click to ask for {other} instead, or drag it to any value."

    def _average_hint(self) -> str:
        if self._view is None:
            return ""
        snapshot = self._view.current
        over = counted(len(snapshot.inputs), "sample")
        return f"The loss is the losses above averaged over {over}: {figure(snapshot.loss, 4)}."

    def _mean_hint(self) -> str:
        if self._view is None:
            return ""
        over, loss = counted(len(self._view.current.inputs), "sample"), figure(self._view.current.loss, 4)
        return f"Averaged over {over} the loss is {loss}; click to see all numbers averaged like that."
