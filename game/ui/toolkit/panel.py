"""What a panel is: a rectangle of the screen with its own drawing and its own pygame_gui elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pygame

from game.sim.commands import Command
from game.ui.draw.kit import Kit
from game.ui.intents import Intent
from game.ui.view import View

Message = Command | Intent


@dataclass(frozen=True)
class Hint:
    """Hover help: inside `rect`, the sentence `text()` gives, with live numbers put in."""

    rect: pygame.Rect
    text: Callable[[], str]


class Focusable(Protocol):
    """Something Tab stops at."""

    @property
    def rect(self) -> pygame.Rect: ...

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Answer a KEYDOWN while focused; None when the key means nothing here."""


class Panel(Protocol):
    """A panel's life: `build` once per window size, then each frame `commands_from` for every event, `sync` with the
    newest View (cheap when nothing changed), `draw` under the pygame_gui elements; `kill` before a rebuild."""

    def build(self, kit: Kit, rect: pygame.Rect) -> None: ...

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]: ...

    def sync(self, view: View) -> None: ...

    def draw(self, surface: pygame.Surface) -> None: ...

    def hints(self) -> Iterable[Hint]: ...

    def focusables(self) -> Sequence[Focusable]: ...

    def kill(self) -> None: ...
