"""A screen's overlays: panels that lie above all others, one of them at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pygame

from game.ui.kit import Kit
from game.ui.panel import Hint, Panel


class Overlays:
    """`panels` by name. `opened` names the one that is seen at first."""

    def __init__(self, panels: Mapping[str, Panel], opened: str | None = None) -> None:
        self._panels = panels
        self._opened = opened
        self._kit: Kit | None = None
        self._window = pygame.Rect(0, 0, 0, 0)

    @property
    def panel(self) -> Panel | None:
        """The open one."""
        return self._panels[self._opened] if self._opened and self._kit else None

    def build(self, kit: Kit, window: pygame.Rect) -> None:
        """Lay the open one out anew, in a window of another size or colour."""
        self.kill()
        self._kit, self._window = kit, window
        if self.panel:
            self.panel.build(kit, window)

    def kill(self) -> None:
        """Take the open one's widgets away."""
        if self.panel:
            self.panel.kill()

    def show(self, name: str | None) -> None:
        """Open an overlay in place of the open one; asked for twice, or for None, close it."""
        self.kill()
        self._opened = name if name != self._opened else None
        if self.panel and self._kit:
            self.panel.build(self._kit, self._window)

    def hints(self) -> Sequence[Hint]:
        """Hover help of the open one; its ground is among them."""
        return list(self.panel.hints()) if self.panel else []

    def cover(self, position: tuple[int, int]) -> bool:
        """Whether the open one lies there."""
        return any(hint.rect.collidepoint(position) for hint in self.hints())
