"""The red note on the loss chart that says why training stopped, and what to try."""

from __future__ import annotations

import pygame
from pygame import Rect

from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.timeline.loss_chart import LossChart

TEXT_SIZE = 12
"""Design pixels: size of the text."""
PADDING = 7
"""Design pixels: from the note's edges to its text."""
RADIUS = 7
"""Design pixels: corner radius of the note."""
AWAY = 14
"""Design pixels: how far the note stands from the playhead."""
BELOW = 10
"""Design pixels: how far it stands below the plot's upper edge, where the cross is."""


class StoppedNote:
    """Stands on that side of the playhead where there is more room."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._key: tuple[int | None, int] | None = None
        self._picture = pygame.Surface((0, 0))

    def draw(self, surface: pygame.Surface, chart: LossChart, snapshot: Snapshot) -> None:
        """Draw the note, if training has stopped at the moment that `snapshot` shows."""
        if snapshot.stopped is None:
            return
        plot, away = chart.plot, self._kit.px(AWAY)
        x = min(max(round(chart.x(snapshot.epoch)), plot.left), plot.right)
        right_side = plot.right - x >= x - plot.left
        room = (plot.right - x if right_side else x - plot.left) - away
        key = (snapshot.stopped_epoch, room)
        if key != self._key:
            self._key, self._picture = key, self._painted(_sentence(snapshot.stopped_epoch), room)
        top = plot.top + self._kit.px(BELOW)
        corner = {"topleft": (x + away, top)} if right_side else {"topright": (x - away, top)}
        surface.blit(self._picture, self._picture.get_rect(**corner))

    def _painted(self, sentence: str, room: int) -> pygame.Surface:
        kit, colour = self._kit, self._kit.palette.negative
        padding = kit.px(PADDING)
        lines = self._lines(sentence, room - 2 * padding)
        words = [kit.fonts.text(line, TEXT_SIZE, colour, "medium") for line in lines]
        size = (max(word.get_width() for word in words), sum(word.get_height() for word in words))
        edge = mix(kit.palette.panel, colour, 0.5)
        box = rounded_box((size[0] + 2 * padding, size[1] + padding), kit.px(RADIUS), kit.palette.panel, edge)
        y = padding // 2
        for word in words:
            box.blit(word, Rect(padding, y, *word.get_size()))
            y += word.get_height()
        return box

    def _lines(self, sentence: str, room: int) -> list[str]:
        """As few lines as the room allows, of about the same length."""
        kit = self._kit
        lines = wrapped(kit, sentence, TEXT_SIZE, room, "medium")
        longest_word = max(kit.fonts.width(word, TEXT_SIZE, "medium") for word in sentence.split())
        even = kit.fonts.width(sentence, TEXT_SIZE, "medium") // len(lines) + longest_word
        return wrapped(kit, sentence, TEXT_SIZE, min(room, even), "medium")


def _sentence(epoch: int | None) -> str:
    return (
        f"Training diverged: the update to epoch {epoch or 0:,} would have left the range of numbers. "
        "Go back and lower the learning rate."
    )
