"""A light on the thing that is being talked about."""

from __future__ import annotations

import math

import pygame

from game.ui.draw.kit import Kit

PULSES_PER_SECOND = 0.8


class Spotlight:
    """A pulsing amber frame around a rectangle of the screen."""

    def __init__(self) -> None:
        self._rect: pygame.Rect | None = None

    def light(self, rect: pygame.Rect | None) -> None:
        """Move the light to `rect`; None puts it out."""
        self._rect = rect

    def draw(self, surface: pygame.Surface, kit: Kit, now: float) -> bool:
        """Draw the frame, if there is one; whether there is."""
        if self._rect is None:
            return False
        swell = 0.5 + 0.5 * math.sin(2 * math.pi * PULSES_PER_SECOND * now)
        frame = self._rect.inflate(kit.px(8), kit.px(8))
        pygame.draw.rect(surface, kit.palette.activation, frame, kit.px(2 + 2 * swell), border_radius=kit.px(12))
        return True
