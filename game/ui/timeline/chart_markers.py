"""Small signs on the loss chart: locks in the lane below it, branch points, and where a run diverged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import pygame
from pygame import Rect

from game.sim.locks import Locks
from game.sim.losses import losses
from game.sim.snapshot import RunView, Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import figure
from game.ui.draw.paint import disc
from game.ui.draw.palette import Colour, mix
from game.ui.timeline.chart_frame import PAD, ChartFrame
from game.ui.timeline.chart_scale import EpochAxis
from game.ui.timeline.lock_marks import LockMark, lock_marks, mark_sentence, mark_text
from game.ui.timeline.loss_curve import Axes
from game.ui.timeline.run_styles import RunStyles
from game.ui.toolkit.panel import Hint

LOCK = 12
"""Design pixels: width of a lock that closes."""
OPEN = 9
"""Design pixels: width of a lock that opens."""
CROSS = 11
"""Design pixels: width of the cross where training stopped."""
DOT = 7
"""Design pixels: width of a dot."""
CHECK = 12
"""Design pixels: width of the tick where all is solved."""
TEXT_SIZE = 10.5
NARROW = 34
"""Design pixels: what a mark of one event takes."""
WIDE = 80
"""Design pixels: what a merged one takes."""
GAP = 3
"""Design pixels: between icon and text."""
LABEL_GAP = 5
"""Design pixels: between the line where the loss becomes another one and its name."""
FUTURE_SHARE = 0.45
WARNING_Y = 3
"""Design pixels from the field's top to the note on losses of several kinds."""


@dataclass(frozen=True)
class PlacedSign:
    """A sign at `rect` on screen; `epoch` is when, `later` how it looks while that is still to come,
    `sentence` what it says. A click on one that `leads` goes there."""

    rect: Rect
    epoch: int
    now: pygame.Surface
    later: pygame.Surface
    sentence: Callable[[], str]
    leads: bool = False


class ChartMarkers:
    """All signs of a chart whose upper left corner is at `corner` of the screen."""

    def __init__(self, kit: Kit, frame: ChartFrame, corner: tuple[int, int]) -> None:
        self._kit = kit
        self._field, self._lane = frame.field.move(corner), frame.lane.move(corner)
        self._whole = Rect(corner, frame.size)
        self._hints: list[Hint] = []
        self._key: tuple[object, ...] = ()
        self.marks: list[PlacedSign] = []
        self._spots: list[PlacedSign] = []
        self._note = mix(kit.palette.muted, kit.palette.text, 0.4)
        self.kinds: list[PlacedSign] = []
        self._pictures: dict[tuple[str, str, Colour], pygame.Surface] = {}

    def sync(self, snapshot: Snapshot, axes: Axes, styles: RunStyles) -> None:
        """Place the signs of the runs of `snapshot`."""
        active = snapshot.run
        runs = tuple(map(_told, snapshot.runs))
        locks = active.locks
        key = (axes, len(locks), locks[-1:], snapshot.settings.lock_threshold, runs)
        if key == self._key:
            return
        self._key = key
        shown = (axes.epochs.first, axes.epochs.bound)
        marks = lock_marks(locks, axes.epochs.per_pixel, self._kit.px(NARROW), self._kit.px(WIDE), shown)
        self.marks = []
        for mark in marks:
            before = self.marks[-1].rect.right if self.marks else self._whole.left
            self.marks.append(self._placed_mark(mark, locks, axes, before))
        names = {run.id: run.name for run in snapshot.runs}
        self._spots = [
            *(
                self._placed_dot(run, axes, styles, names)
                for run in snapshot.runs
                if run.parent is not None and axes.epochs.shows(run.branch_epoch)
            ),
            *(
                self._placed_cross(run, axes)
                for run in snapshot.runs
                if run.diverged is not None and axes.epochs.shows(run.diverged)
            ),
        ]
        if active.solved and axes.epochs.shows(active.solved) and snapshot.judged:  # at epoch 0 nothing was learned
            self._spots.append(self._placed_check(active, active.solved, axes))
        warning = list(self._placed_warning(snapshot.runs, axes))
        self.kinds = [*warning, *self._placed_changes(active, axes, [sign.rect for sign in warning])]
        self._hints = [Hint(self._touch(sign), sign.sentence) for sign in (*self.marks, *self._spots, *self.kinds)]

    def draw(self, surface: pygame.Surface, epoch: int) -> None:
        """Draw all signs, those later than `epoch` dimmed."""
        signs = (*self.kinds, *self.marks, *self._spots)
        surface.fblits([(sign.later if sign.epoch > epoch else sign.now, sign.rect) for sign in signs])

    def mark_at(self, position: tuple[int, int]) -> int | None:
        """The epoch of the first event of the lock mark at `position` of the screen, or of another sign that leads."""
        for sign in (*self.marks, *(spot for spot in self._spots if spot.leads)):
            if self._touch(sign).collidepoint(position):
                return sign.epoch
        return None

    def hints(self) -> Sequence[Hint]:
        """What each sign says."""
        return self._hints

    def _touch(self, sign: PlacedSign) -> Rect:
        """A little more than the sign itself."""
        return sign.rect.inflate(self._kit.px(4), self._kit.px(4))

    def _placed_mark(self, mark: LockMark, locks: Locks, axes: Axes, before: int) -> PlacedSign:
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
        return PlacedSign(rect, epoch, now, later, lambda: mark_sentence(mark, locks))

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

    def _placed_dot(self, run: RunView, axes: Axes, styles: RunStyles, names: dict[int, str]) -> PlacedSign:
        colour = styles.style(run.id, self._kit.palette, active=run.active).colour
        picture = disc(self._kit.px(DOT), colour, self._kit.palette.panel, max(1, self._kit.px(1)))
        parent = names.get(run.parent or 0, "a run since removed")
        loss = run.loss_at(run.branch_epoch) or 0.0
        sentence = f"Here “{run.name}” left “{parent}”, at epoch {run.branch_epoch:,} with a loss of {figure(loss, 4)}."
        return self._on_line(picture, run.branch_epoch, loss, axes, sentence)

    def _placed_cross(self, run: RunView, axes: Axes) -> PlacedSign:
        """Off the scale, at the epoch that could not be reached."""
        picture = self._kit.icons.get("cross", self._kit.px(CROSS), self._kit.palette.negative)
        loss = run.loss_at(run.last_epoch) or 0.0
        sentence = (
            f"“{run.name}” diverged: the update to epoch {run.diverged:,} would have left the range of numbers. "
            f"Its last loss is {figure(loss, 4)}."
        )
        return self._on_line(picture, run.diverged or run.last_epoch, axes.losses.high, axes, sentence)

    def _placed_check(self, run: RunView, epoch: int, axes: Axes) -> PlacedSign:
        """Above the line, at the first epoch with every sample right."""
        kit = self._kit
        picture = kit.icons.get("check", kit.px(CHECK), kit.palette.gradient)
        loss = run.loss_at(epoch) or 0.0
        sentence = (
            f"“{run.name}” is solved at epoch {epoch:,}, with a loss of {figure(loss, 4)}: the first epoch with every "
            "sample right. Click to go there."
        )
        sign = self._on_line(picture, epoch, loss, axes, sentence)
        top = max(sign.rect.y - kit.px(CHECK), self._whole.y)
        return replace(sign, rect=Rect(sign.rect.x, top, *sign.rect.size), leads=True)

    def _placed_changes(self, run: RunView, axes: Axes, taken: Sequence[Rect]) -> Iterator[PlacedSign]:
        """A line where the loss becomes one of another kind, and its name beside it, where that covers nothing of what
        is `taken`."""
        kit, labels = self._kit, [*taken]
        for (_, before), (epoch, after) in pairwise(run.losses):
            if not axes.epochs.shows(epoch):
                continue
            was, now = losses()[before].word, losses()[after].word
            sentence = partial(
                str,
                f"From epoch {epoch:,} on the loss of “{run.name}” is {now}, before it was {was}: heights on the two "
                "sides do not compare.",
            )
            line = pygame.Surface((max(1, kit.px(1)), self._field.height), pygame.SRCALPHA)
            line.fill((*kit.palette.muted, 150))
            left = self._field.x + round(axes.epochs.x(epoch))
            yield PlacedSign(line.get_rect(topleft=(left, self._field.y)), epoch, line, line, sentence)
            label = kit.fonts.text(now, TEXT_SIZE, self._note)
            place = self._free_place(label, left, labels)
            if place is not None:
                labels.append(place)
                yield PlacedSign(place, epoch, label, label, sentence)

    def _free_place(self, label: pygame.Surface, line: int, taken: Sequence[Rect]) -> Rect | None:
        """Where `label` stands beside the line at pixel `line`: as high as nothing `taken` lets it, to the right where
        there is room; None where there is no room at all."""
        kit, width = self._kit, label.get_width()
        for top in range(self._field.y + kit.px(GAP), self._field.centery, label.get_height()):
            for left in (line + kit.px(LABEL_GAP), line - kit.px(LABEL_GAP) - width):
                place = label.get_rect(topleft=(left, top))
                if self._field.left <= place.left and place.right <= self._field.right and place.collidelist(taken) < 0:
                    return place
        return None

    def _placed_warning(self, runs: Sequence[RunView], axes: Axes) -> Iterator[PlacedSign]:
        """A note in the upper right corner, where lines of several kinds of loss share the axis."""
        kinds = sorted({name for run in runs for name in kinds_shown(run, axes.epochs)}, key=list(losses()).index)
        if len(kinds) < 2:
            return
        words = " and ".join(losses()[name].word for name in kinds)
        kit = self._kit
        picture = kit.fonts.text(f"{words}: heights do not compare", TEXT_SIZE, self._note)
        told = "; ".join(
            f"“{run.name}”: {', then '.join(losses()[name].word for _, name in run.losses)}" for run in runs
        )
        place = picture.get_rect(topright=(self._field.right - kit.px(PAD), self._field.y + kit.px(WARNING_Y)))
        yield PlacedSign(
            place, 0, picture, picture, partial(str, f"These lines show losses of different kinds. {told}.")
        )

    def _on_line(self, picture: pygame.Surface, epoch: int, loss: float, axes: Axes, sentence: str) -> PlacedSign:
        centre = (self._field.x + round(axes.epochs.x(epoch)), self._field.y + round(axes.losses.y_of(loss)))
        return PlacedSign(picture.get_rect(center=centre), epoch, picture, picture, lambda: sentence)


def _told(run: RunView) -> tuple[object, ...]:
    """All of a run that signs and their sentences depend on, but for locks. A target that is changed where the run
    branched changes its loss there, and nothing else."""
    last = None if run.diverged is None else run.last_epoch
    where = [epoch for epoch in (run.branch_epoch, run.solved, last) if epoch is not None]
    heights = tuple(map(run.loss_at, where))
    return run.id, run.name, run.active, run.parent, run.diverged, run.losses, run.solved, run.branch_epoch, heights


def kinds_shown(run: RunView, axis: EpochAxis) -> list[str]:
    """The kinds of loss that `run`'s line has on the `axis`."""
    ends = [epoch for epoch, _ in run.losses[1:]] + [run.last_epoch + 1]
    spans = zip(run.losses, ends, strict=True)
    return [name for (first, name), end in spans if first <= axis.bound and end > axis.first]
