"""The way from one screen to the next: the old one's picture drifts off and fades."""

from __future__ import annotations

import pygame

from game.ui.draw.motion import FADE_SECONDS, faded

OPAQUE = 255


class Fade:
    """Begins with a picture and ends by itself."""

    def __init__(self) -> None:
        self._picture: pygame.Surface | None = None
        self._since: float | None = None
        self._share = 0.0

    @property
    def running(self) -> bool:
        """Whether the screen before can still be seen."""
        return self._picture is not None

    def begin(self, seen: pygame.Surface) -> None:
        """Fade from a copy of `seen`."""
        self._picture, self._since, self._share = seen.copy(), None, 0.0

    def end(self) -> None:
        """Be done with it."""
        self._picture = None

    def update(self, now: float) -> None:
        """`now` in seconds; the first one after `begin` is when it begins."""
        if self._since is None:
            self._since = now
        self._share = (now - self._since) / FADE_SECONDS
        if self._share >= 1.0:
            self.end()

    def draw(self, surface: pygame.Surface) -> bool:
        """Draw what is left of the picture, if anything is; whether it is."""
        if self._picture is None:
            return False
        self._picture.set_alpha(round(OPAQUE * faded(self._share)))
        surface.blit(self._picture, (0, 0))
        return True
