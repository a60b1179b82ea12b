"""A student who walks through the screens around the Lab."""

from __future__ import annotations

import time

import pygame

from game.sim.campaign.campaign import Campaign
from game.storage.profile import LevelRecord
from game.storage.profiles import Profiles
from game.ui.screen import Screen
from game.ui.screens.concept_check import ConceptCheckScreen
from game.ui.screens.gym import GymScreen
from game.ui.screens.lab import LabScreen
from game.ui.screens.level import LevelScreen
from game.ui.screens.level_map import LevelMapScreen
from game.ui.toolkit.panel_board import PanelBoard
from game.ui.widgets.button import Button
from tests.support.cockpit import Cockpit
from tests.support.stage import centre

LONGEST_WAIT = 60.0
"""Seconds of real time that a change of players may take."""
SIZES = ("1024x640", "1280x800", "1920x1080")


class Tour(Cockpit):
    """A window on the student's folder; the greeting is put away."""

    patient = True
    """Whether frames go by until a change of players is on disk."""

    def frame(self) -> None:
        super().frame()
        until = time.monotonic() + LONGEST_WAIT
        while self.patient and self.screen.waits and time.monotonic() < until:
            time.sleep(0.001)
            super().frame()

    @property
    def screen(self) -> Screen:
        return self.window.screen

    @property
    def map(self) -> LevelMapScreen:
        assert isinstance(self.screen, LevelMapScreen)
        return self.screen

    @property
    def campaign(self) -> Campaign:
        return self.window.rooms.campaign.campaign

    @property
    def profiles(self) -> Profiles:
        return self.window.rooms.campaign.profiles

    @property
    def board(self) -> PanelBoard:
        """The panels of the screen that is seen."""
        assert isinstance(self.screen, LabScreen | LevelMapScreen | LevelScreen | ConceptCheckScreen | GymScreen)
        return self.screen.board

    @property
    def said(self) -> str:
        """The short message of a screen that is seen."""
        return self.board.toast.text

    def levels_button(self) -> tuple[int, int]:
        return centre(self.lab.top.button("levels").rect)

    def to_map(self) -> LevelMapScreen:
        """Press Levels in the Lab, and wait until the map stands."""
        self.click(self.levels_button())
        self.wait(0.3)
        return self.map

    def give(self, *stars: int) -> None:
        """Have the student win so many stars in the first levels."""
        profile = self.profiles.profile
        for level, won in zip(self.campaign.levels, stars, strict=False):
            profile = profile.with_level(level.id, LevelRecord(stars=won, tries=won + 1))
        self.profiles.keep(profile)
        self.frames(2)

    def button(self, text: str) -> tuple[int, int]:
        """Where the button saying `text` is."""
        for stop in self.board.focusables():
            if isinstance(stop, Button) and stop.text == text:
                return centre(stop.rect)
        raise AssertionError(f"no button says {text!r}")

    def escape(self) -> None:
        self.key(pygame.K_ESCAPE)
        self.wait(0.3)

    def close(self) -> None:
        """Close the window; everything is on disk then."""
        self.window.close()
