"""Small signs on the loss chart: locks in the lane below it, branch points, and where a run diverged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame
from pygame import Rect

from game.sim.locks import Locks
from game.sim.snapshot import RunView, Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import figure
from game.ui.draw.paint import disc
from game.ui.draw.palette import Colour, mix
from game.ui.timeline.chart_frame import ChartFrame
from game.ui.timeline.lock_marks import LockMark, lock_marks, mark_sentence, mark_text
from game.ui.timeline.loss_curve import Axes
from game.ui.timeline.run_styles import RunStyles
from game.ui.toolkit.panel import Hint

LOCK, OPEN, CROSS, DOT = 12, 9, 11, 7
"""Design pixels that the signs are wide."""
TEXT_SIZE = 10.5
NARROW, WIDE, GAP = 34, 80, 3
"""Design pixels that a mark takes: of one event, and merged; and between icon and text."""
FUTURE_SHARE = 0.45


@dataclass(frozen=True)
class Placed:
    """A sign at `rect` on screen; `epoch` is when, `later` how it looks while that is still to come,
    `sentence` what it says."""

    rect: Rect
    epoch: int
    now: pygame.Surface
    later: pygame.Surface
    sentence: Callable[[], str]


class ChartMarkers:
    """All signs of a chart whose upper left corner is at `corner` of the screen."""

    def __init__(self, kit: Kit, frame: ChartFrame, corner: tuple[int, int]) -> None:
        self._kit = kit
        self._field, self._lane = frame.field.move(corner), frame.lane.move(corner)
        self._whole = Rect(corner, frame.size)
        self._hints: list[Hint] = []
        self._key: tuple[object, ...] = ()
        self._marks: list[Placed] = []
        self._spots: list[Placed] = []
        self._pictures: dict[tuple[str, str, Colour], pygame.Surface] = {}

    def sync(self, snapshot: Snapshot, axes: Axes, styles: RunStyles) -> None:
        """Place the signs of the runs of `snapshot`."""
        active = snapshot.run
        runs = tuple((run.id, run.name, run.active, run.diverged) for run in snapshot.runs)
        locks = active.locks
        key = (axes, len(locks), locks[-1:], runs)
        if key == self._key:
            return
        self._key = key
        marks = lock_marks(locks, axes.epochs.per_pixel, self._kit.px(NARROW), self._kit.px(WIDE))
        self._marks = []
        for mark in marks:
            before = self._marks[-1].rect.right if self._marks else self._whole.left
            self._marks.append(self._placed_mark(mark, locks, axes, before))
        names = {run.id: run.name for run in snapshot.runs}
        self._spots = [
            *(self._placed_dot(run, axes, styles, names) for run in snapshot.runs if run.parent is not None),
            *(self._placed_cross(run, axes) for run in snapshot.runs if run.diverged is not None),
        ]
        self._hints = [Hint(self._touch(sign), sign.sentence) for sign in (*self._marks, *self._spots)]

    def draw(self, surface: pygame.Surface, epoch: int) -> None:
        """Draw all signs, those later than `epoch` dimmed."""
        signs = (*self._marks, *self._spots)
        surface.fblits([(sign.later if sign.epoch > epoch else sign.now, sign.rect) for sign in signs])

    def mark_at(self, position: tuple[int, int]) -> int | None:
        """The epoch of the first event of the lock mark at `position` of the screen."""
        for sign in self._marks:
            if self._touch(sign).collidepoint(position):
                return sign.epoch
        return None

    def hints(self) -> Sequence[Hint]:
        """What each sign says."""
        return self._hints

    def _touch(self, sign: Placed) -> Rect:
        """A little more than the sign itself."""
        return sign.rect.inflate(self._kit.px(4), self._kit.px(4))

    def _placed_mark(self, mark: LockMark, locks: Locks, axes: Axes, before: int) -> Placed:
        """`before` is where the mark before it ends. The last mark may have no room for its text."""
        epoch, colour = int(locks.epochs[mark.first]), self._colour(mark)
        icon = "lock" if mark.locks else "lock-open"
        size = self._kit.px(LOCK if mark.locks else OPEN)
        faint = mix(self._kit.palette.panel, colour, FUTURE_SHARE)
        place = (self._field.x + round(axes.epochs.x(epoch)) - size // 2, self._lane.centery + self._kit.px(1))
        for text in (mark_text(mark, locks), ""):
            now, later = (self._picture(icon, text, shade) for shade in (colour, faint))
            rect = now.get_rect(midleft=place).clamp(self._whole)
            if rect.left > before:
                break
        return Placed(rect, epoch, now, later, lambda: mark_sentence(mark, locks))

    def _colour(self, mark: LockMark) -> Colour:
        """Amber for a lock, red for a dead neuron, muted for locks that opened."""
        palette = self._kit.palette
        if not mark.locks:
            return palette.muted
        return palette.negative if mark.dead else palette.activation

    def _picture(self, icon: str, text: str, colour: Colour) -> pygame.Surface:
        key = (icon, text, colour)
        if key not in self._pictures:
            kit = self._kit
            sign = kit.icons.get(icon, kit.px(LOCK if icon == "lock" else OPEN), colour)
            label = kit.fonts.text(text, TEXT_SIZE, colour)
            gap, height = kit.px(GAP), max(sign.get_height(), label.get_height())
            picture = pygame.Surface((sign.get_width() + gap + label.get_width(), height), pygame.SRCALPHA)
            picture.blit(sign, (0, (height - sign.get_height()) // 2))
            picture.blit(label, (sign.get_width() + gap, (height - label.get_height()) // 2))
            self._pictures[key] = picture
        return self._pictures[key]

    def _placed_dot(self, run: RunView, axes: Axes, styles: RunStyles, names: dict[int, str]) -> Placed:
        colour = styles.style(run.id, self._kit.palette, active=run.active).colour
        picture = disc(self._kit.px(DOT), colour, self._kit.palette.panel, max(1, self._kit.px(1)))
        parent = names.get(run.parent or 0, "a run since removed")
        loss = run.loss_at(run.branch_epoch) or 0.0
        sentence = f"Here “{run.name}” left “{parent}”, at epoch {run.branch_epoch:,} with a loss of {figure(loss, 4)}."
        return self._on_line(picture, run.branch_epoch, loss, axes, sentence)

    def _placed_cross(self, run: RunView, axes: Axes) -> Placed:
        """Off the scale, at the epoch that could not be reached."""
        picture = self._kit.icons.get("cross", self._kit.px(CROSS), self._kit.palette.negative)
        loss = run.loss_at(run.last_epoch) or 0.0
        sentence = (
            f"“{run.name}” diverged: the update to epoch {run.diverged:,} would have left the range of numbers. "
            f"Its last loss is {figure(loss, 4)}."
        )
        return self._on_line(picture, run.diverged or run.last_epoch, axes.losses.high, axes, sentence)

    def _on_line(self, picture: pygame.Surface, epoch: int, loss: float, axes: Axes, sentence: str) -> Placed:
        centre = (self._field.x + round(axes.epochs.x(epoch)), self._field.y + round(axes.losses.y_of(loss)))
        return Placed(picture.get_rect(center=centre), epoch, picture, picture, lambda: sentence)
