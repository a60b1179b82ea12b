"""Moving the network by dragging the ground it stands on."""

from __future__ import annotations

import math

from game.ui.draw.curve import Pixel

SLACK = 4
"""Design pixels the pointer may move before a press becomes a drag."""


class GroundDrag:
    """Follows one press on empty ground, from `begin` to `ended`."""

    def __init__(self, scale: float) -> None:
        self._slack = SLACK * scale
        self._from: Pixel | None = None
        self._at: Pixel = (0, 0)
        self._dragging = False

    @property
    def held(self) -> bool:
        """Whether the ground is held."""
        return self._from is not None

    def begin(self, place: Pixel) -> None:
        """The ground was pressed at `place`."""
        self._from = self._at = place
        self._dragging = False

    def moved(self, place: Pixel) -> tuple[int, int]:
        """By how much the pointer has moved since it was last asked; not at all while it may still be a mere press."""
        if self._from is None or not (self._dragging or math.dist(self._from, place) > self._slack):
            return (0, 0)
        step = (place[0] - self._at[0], place[1] - self._at[1])
        self._dragging, self._at = True, place
        return step

    def ended(self) -> bool:
        """The button was let go; whether it was a mere press on the ground."""
        pressed = self._from is not None and not self._dragging
        self._from = None
        return pressed
