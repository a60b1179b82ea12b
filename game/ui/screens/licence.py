"""The end of the road: the licence, what has changed, and where to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.ui.intents import SavePicture
from game.ui.licence.certificate import Certificate
from game.ui.licence.facts import LicenceFacts
from game.ui.screen import Go, Place
from game.ui.screens.panel_screen import PanelScreen
from game.ui.screens.title_bar import TitleBar, page_places
from game.ui.toolkit.panel import Message


class LicenceScreen(PanelScreen):
    """`picture` saves what is on screen, and says so."""

    def __init__(self, facts: LicenceFacts, picture: Callable[[], str]) -> None:
        super().__init__()
        self._picture = picture
        self.certificate = Certificate(facts)
        out: list[Message] = [Go(Place.MAP)]
        self._bar = TitleBar("The end of the road, and a beginning", "Levels", "Back to the levels (Esc).", out)

    def lay_out(self, size: tuple[int, int]) -> None:
        """The sheet, below the bar."""
        self.board.fit({"page": self.certificate, "bar": self._bar}, page_places(size))

    def keys(self, event: pygame.event.Event) -> Sequence[Message]:
        """F12 saves the picture; the others are those of every screen."""
        return [SavePicture()] if event.key == pygame.K_F12 else super().keys(event)

    def carry_out(self, message: Message) -> None:
        """Save the picture."""
        if isinstance(message, SavePicture):
            self.say(self._picture())
        else:
            super().carry_out(message)
