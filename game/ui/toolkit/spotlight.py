"""A light on the thing that is being talked about."""

from __future__ import annotations

from functools import partial

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.motion import swelling
from game.ui.toolkit.repaint import Floating


class Spotlight:
    """A pulsing amber frame around a rectangle of the screen."""

    def __init__(self) -> None:
        self._rect: pygame.Rect | None = None

    @property
    def rect(self) -> pygame.Rect | None:
        """What is lit."""
        return self._rect

    def light(self, rect: pygame.Rect | None) -> None:
        """Move the light to `rect`; None puts it out."""
        self._rect = rect

    def floating(self, kit: Kit, now: float, *, still: bool) -> list[Floating]:
        """The frame, if there is one; `now` in seconds, `still` if it is not to pulse."""
        if self._rect is None:
            return []
        swell = 0.5 if still else swelling(now)
        frame, width = self._rect.inflate(kit.px(8), kit.px(8)), kit.px(2 + 2 * swell)
        colour, radius = kit.palette.activation, kit.px(12)
        paint = partial(_paint, frame=frame, colour=colour, width=width, radius=radius)
        return [Floating((width, colour), frame, paint)]


def _paint(
    surface: pygame.Surface, *, frame: pygame.Rect, colour: tuple[int, int, int], width: int, radius: int
) -> None:
    pygame.draw.rect(surface, colour, frame, width, border_radius=radius)
