"""The F3 overlay: frames a second, tick, phase, state hash, packets."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

import pygame

from game.ui.draw.kit import Kit
from game.ui.toolkit.repaint import Floating
from game.ui.view import View

HASH_EVERY = 0.5
"""Seconds between state hashes; a long run's takes a few milliseconds."""


class StatsOverlay:
    """Small print on a plate of its own in a corner of the network, for developers and the curious."""

    def __init__(self, state_hash: Callable[[], str]) -> None:
        self.visible = False
        self.lines: tuple[str, ...] = ()
        """What was written last."""
        self._state_hash = state_hash
        self._frames: deque[float] = deque(maxlen=60)
        self._hash = ""
        self._hashed_at = -HASH_EVERY

    def floating(self, kit: Kit, corner: tuple[int, int], view: View, packets: int, now: float) -> list[Floating]:
        """The lines, if visible, at `now` (seconds); `corner` is at their lower left, `view` what is on screen."""
        self._frames.append(now)
        if not self.visible:
            return []
        if now - self._hashed_at >= HASH_EVERY:
            self._hash, self._hashed_at = self._state_hash(), now
        self.lines = tuple(self._lines(view, packets))
        images = [kit.fonts.text(line, 11, kit.palette.muted, "mono") for line in self.lines]
        pitch, gap = max(kit.px(15), images[0].get_height()), kit.px(6)
        plate = pygame.Rect(0, 0, max(image.get_width() for image in images), pitch * len(images))
        plate.bottomleft = corner
        paint = partial(_paint, kit=kit, plate=plate, images=images, gap=gap)
        return [Floating((self.lines, kit.palette.muted), plate.inflate(2 * gap, gap), paint)]

    def _lines(self, view: View, packets: int) -> list[str]:
        snapshot = view.current
        span = self._frames[-1] - self._frames[0]
        rate = (len(self._frames) - 1) / span if span > 0 else 0.0
        moment = snapshot.moment
        return [
            f"{rate:.1f} frames/s   tick {snapshot.tick:,}",
            f"epoch {moment.epoch:,} sample {moment.sample + 1}",
            f"{snapshot.phase.kind} {snapshot.phase.layer} {snapshot.progress:.2f}   packets {packets}",
            f"state {self._hash}",
        ]


def _paint(
    surface: pygame.Surface, *, kit: Kit, plate: pygame.Rect, images: Sequence[pygame.Surface], gap: int
) -> None:
    pygame.draw.rect(surface, kit.palette.background, plate.inflate(2 * gap, gap), border_radius=gap)
    pitch = plate.height // len(images)
    surface.blits([(image, (plate.x, plate.y + row * pitch)) for row, image in enumerate(images)])
