"""What panels have in common that are one picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.ui.toolkit.panel import Focusable, Hint, Message


class PicturePanel:
    """Base of a StandingPanel. Subclasses put a new picture in place of the old one, in `build` and in `sync`, and say
    what there is to press, to explain and to walk to, if anything."""

    _rect: pygame.Rect
    _picture: pygame.Surface

    @property
    def look(self) -> object:
        return self._picture

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._picture, self._rect)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        return []

    def hints(self) -> Iterable[Hint]:
        return []

    def focusables(self) -> Sequence[Focusable]:
        return []

    def kill(self) -> None:
        """It has no elements."""
