"""Epoch, loss, learning rate and seed, beside the loss chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame
from pygame import Rect

from game.sim.quoting import counted
from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import fitting_size
from game.ui.draw.number_text import figure, rate
from game.ui.toolkit.panel import Hint

LABELS = ("Epoch", "Loss", "LR", "Seed")
LABEL_SIZE, NUMBER_SIZE, LABEL_WIDTH = 12, 14, 46
"""Design pixels."""


class TimelineStats:
    """Rows of label and number in `rect` (screen pixels)."""

    def __init__(self, kit: Kit, rect: Rect) -> None:
        self._kit = kit
        self.rect = Rect(rect)
        self._snapshot: Snapshot | None = None
        self._numbers = [""] * len(LABELS)
        self._sizes: dict[int, float] = {}
        self._picture = pygame.Surface(rect.size)
        self._picture.fill(kit.palette.panel)
        sentences = (_epoch_sentence, _loss_sentence, _rate_sentence, _seed_sentence)
        self._hints = [Hint(row, self._telling(tell)) for row, tell in zip(self._rows(), sentences, strict=True)]

    def sync(self, snapshot: Snapshot) -> None:
        """Show the numbers of `snapshot`."""
        self._snapshot = snapshot
        for index, number in enumerate(_numbers(snapshot)):
            if number != self._numbers[index]:
                self._numbers[index] = number
                self._paint(index, number)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Epoch, loss, learning rate and seed as they are shown."""
        return tuple(self._numbers)

    @property
    def loss_rect(self) -> Rect:
        """Where the loss stands on screen."""
        return self._rows()[LABELS.index("Loss")]

    @property
    def seed_rect(self) -> Rect:
        """Where the seed stands on screen."""
        return self._rows()[LABELS.index("Seed")]

    @property
    def look(self) -> object:
        """The numbers shown."""
        return self.numbers

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._picture, self.rect)

    def hints(self) -> Sequence[Hint]:
        """Hover help, and where it is shown."""
        return self._hints

    def _telling(self, tell: Callable[[Snapshot], str]) -> Callable[[], str]:
        return lambda: tell(self._snapshot) if self._snapshot else ""

    def _paint(self, index: int, number: str) -> None:
        kit, palette = self._kit, self._kit.palette
        row = self._rows()[index].move(-self.rect.x, -self.rect.y)
        left = kit.px(LABEL_WIDTH)
        self._picture.fill(palette.panel, row)
        label = kit.fonts.text(LABELS[index], LABEL_SIZE, palette.muted)
        self._picture.blit(label, label.get_rect(midleft=row.midleft))
        value = kit.fonts.text(number, self._size(number, row.right - left), palette.text, "mono-medium")
        self._picture.blit(value, value.get_rect(midleft=(left, row.centery)))

    def _size(self, number: str, room: int) -> float:
        """All digits are equally wide, so the length alone decides what fits."""
        if len(number) not in self._sizes:
            self._sizes[len(number)] = fitting_size(self._kit, number, NUMBER_SIZE, room, "mono-medium")
        return self._sizes[len(number)]

    def _rows(self) -> list[Rect]:
        height = self.rect.height // len(LABELS)
        return [Rect(self.rect.x, self.rect.y + k * height, self.rect.width, height) for k in range(len(LABELS))]


def _numbers(snapshot: Snapshot) -> tuple[str, ...]:
    """In the order of `LABELS`."""
    learning_rate = rate(snapshot.settings.learning_rate)
    return (
        f"{snapshot.epoch:,}",
        figure(snapshot.loss, 4),
        learning_rate,
        str(snapshot.seed) if snapshot.drawn else "none",
    )


def _epoch_sentence(snapshot: Snapshot) -> str:
    last, count = snapshot.run.last_epoch, len(snapshot.inputs)
    recorded = f"; {last:,} {'is' if last == 1 else 'are'} recorded" if snapshot.in_past else ""
    seen = "its only sample" if count == 1 else f"all {count:,} samples"
    return f"Epochs done: {snapshot.epoch:,}{recorded}. In each one the network sees {seen} once."


def _loss_sentence(snapshot: Snapshot) -> str:
    count = len(snapshot.inputs)
    return (
        f"Loss after epoch {snapshot.epoch:,}: {figure(snapshot.loss, 4)}, the average over {counted(count, 'sample')}."
    )


def _rate_sentence(snapshot: Snapshot) -> str:
    shown = rate(snapshot.settings.learning_rate)
    return f"Learning rate η = {shown}: an update moves every weight by −{shown} times its gradient."


def _seed_sentence(snapshot: Snapshot) -> str:
    if not snapshot.drawn:
        return f"The first weights of this run are not those that seed {snapshot.seed} draws now; a Reset draws them."
    return f"Seed {snapshot.seed}: weights drawn from the same seed with the same settings are always the same."
