"""A student in the gym."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.sim.gym.exercise import Judgement
from game.ui.screens.gym import GymScreen
from tests.support.stage import centre
from tests.support.tour import Tour


class Trainee(Tour):
    """A student who goes to the gym by its key."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        super().__init__(folder, *arguments)
        self.key(pygame.K_ESCAPE)
        self.key(pygame.K_x, text="x")
        self.wait(0.4)

    @property
    def gym(self) -> GymScreen:
        assert isinstance(self.screen, GymScreen)
        return self.screen

    def found(self) -> Judgement | None:
        """How the answer was found."""
        return self.gym.workout.found

    def practise(self, kind: str) -> None:
        self.click(centre(self.gym.kinds.buttons[kind].rect))
        assert self.gym.workout.exercise.kind == kind
