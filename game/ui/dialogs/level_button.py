"""The way to the levels from the greetings of the Lab: the next level by name, as soon as it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.sim.campaign.next_level import NextLevel
from game.ui.draw.kit import Kit
from game.ui.intents import Open
from game.ui.screen import Go, Place
from game.ui.toolkit.focus_ring import PRESS_KEYS
from game.ui.toolkit.overlay_sheet import LAYER
from game.ui.toolkit.panel import Message
from game.ui.widgets.button import Button

Onward = Callable[[], NextLevel | None]


class LevelButton(Button):
    """It leads to the next level, or to the map while that is not known or nothing is left to be won."""

    def __init__(self, kit: Kit, rect: pygame.Rect, onward: Onward, style: str = "primary") -> None:
        self._onward = onward
        super().__init__(kit, rect, "To the levels", style=style, layer=LAYER + 1)

    def refresh(self) -> None:
        """Say which level is next."""
        self.set_text(words_for(self._onward()))

    def messages(self) -> Sequence[Message]:
        """What a press means."""
        level = self._onward()
        return [Open(None), Go(Place.LEVEL, level=level.id) if level else Go(Place.MAP)]

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """At once: whatever it stands on may go away with the key."""
        return self.messages() if event.key in PRESS_KEYS else None


def words_for(level: NextLevel | None) -> str:
    """What the button says."""
    if level is None:
        return "To the levels"
    return f"{'Continue' if level.begun else 'Begin'}: level {level.number}, {level.title}"
