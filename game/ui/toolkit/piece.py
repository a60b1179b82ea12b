"""What screens beside the Lab are made of: the parts of a window that listen, draw and explain themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import pygame

from game.ui.draw.kit import Kit
from game.ui.toolkit.panel import Focusable, Hint, Message


class Piece(Protocol):
    """A part's life, as a Panel's is, but that it knows no simulation: `build` for a window of some size, then in every
    frame `commands_from` for each event, `update` with the seconds of the window's clock, and `draw` under the
    pygame_gui elements; `kill` before it is built again or put away."""

    def build(self, kit: Kit, rect: pygame.Rect) -> None: ...

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]: ...

    def update(self, now: float, *, still: bool) -> None:
        """`still` if motion is to be reduced."""

    def draw(self, surface: pygame.Surface) -> None: ...

    def hints(self) -> Iterable[Hint]: ...

    def focusables(self) -> Sequence[Focusable]: ...

    def kill(self) -> None: ...
