"""Makes the screens and gives each what it works with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.session.services import Services
from game.session.session import Session
from game.sim.campaign.next_level import NextLevel
from game.sim.files.replay import ReplayError
from game.sim.level.content_error import ContentError
from game.storage.autosave import Autosave
from game.ui.network.network_panel import NetworkPanel
from game.ui.screen import Go, NoWayError, Place, Screen
from game.ui.screens.lab import LabScreen

if TYPE_CHECKING:
    from game.window.campaign_screens import CampaignScreens


class ScreenFactory:
    """`session` is the sandbox's, `folder` the student's own, `surface` what the window shows, `clock` counts
    nanoseconds. With `autosave` the sandbox begins with a greeting, unless something else was `asked` for."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        surface: Callable[[], pygame.Surface],
        clock: Callable[[], int],
        autosave: Autosave | None = None,
        network: NetworkPanel | None = None,
        *,
        asked: bool = False,
    ) -> None:
        self._session = session
        self._folder = folder
        self._clock = clock
        self._autosave = autosave
        self._network = network
        self._asked = asked
        self._services = Services(session, folder, surface)
        self._services.onward = self._onward

    def screen(self, go: Go) -> Screen:
        """The screen that `go` asks for. Raises NoWayError."""
        if go.place is Place.SANDBOX:
            return self.lab
        try:
            return self.campaign.screen(go)
        except ContentError as problem:
            raise NoWayError(str(problem)) from None

    def _onward(self) -> NextLevel | None:
        """The level to play next. It is not known until the campaign is read, which begins when this is first asked."""
        if not self._opening.done() or self._opening.exception():
            return None
        return self.campaign.campaign.next_level(self.campaign.profiles.profile.stars)

    def news(self) -> list[str]:
        """What has been saved since the last time, in sentences."""
        return self._services.news()

    @property
    def keeping(self) -> bool:
        """Whether a session is still to be put among the saved ones."""
        return self._services.keeping

    @property
    def writing(self) -> bool:
        """Whether anything is not on the disk yet that was to be written."""
        return self._services.writing

    def give_up_exporting(self) -> None:
        """Write no run any more that is still being worked out."""
        self._services.give_up_exporting()

    def close(self) -> None:
        """End what is being counted, and wait until all is saved, the students' progress too."""
        self._services.close()
        if "_opening" in self.__dict__ and not self._opening.exception():
            self.campaign.close()

    @property
    def campaign(self) -> CampaignScreens:
        """Where the campaign's screens are made. Raises ContentError."""
        return self._opening.result()

    @cached_property
    def _opening(self) -> Future[CampaignScreens]:
        def read() -> CampaignScreens:
            from game.window.campaign_screens import (
                CampaignScreens,  # late: the Lab need not wait for what it does not use
            )

            return CampaignScreens(self._folder, self._services.save_picture, self._clock)

        return ThreadPoolExecutor(1, "campaign").submit(read)

    @cached_property
    def lab(self) -> LabScreen:
        """The sandbox. There is one, with everything that happened in it."""
        greeting, problem = self._greeting()
        return LabScreen(self._session, self._services, greeting, self._network, problem)

    def _greeting(self) -> tuple[str | None, str]:
        """The overlay to begin with: the offer to go on with the last session, or the first steps; and what is to be
        said of a last session that is damaged."""
        if self._autosave is None:
            return None, ""
        problem = ""
        try:
            self._services.earlier = self._autosave.earlier()
        except ReplayError as found:
            problem = str(found)
        if self._asked:
            return None, problem
        resumable = self._services.earlier is not None and bool(self._services.earlier.commands)
        return "resume" if resumable else "start", problem
