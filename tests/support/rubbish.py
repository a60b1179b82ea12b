"""Throws screens away that are gone. Their widgets hold each other in circles, so that they stay until the collector
comes by. The game has it come at every change of screen, which takes a while in a process as large as that of many
tests: here it comes for several screens at once."""

from __future__ import annotations

import gc

import pygame

MOST = 6.0
"""Screens of the usual size that may be waiting to be thrown away; each holds some 30 MB of pictures."""
USUAL = 1280 * 800


class Rubbish:
    """In the place of `gc` in the director: it counts screens that are built, by their size, and does nothing else."""

    def __init__(self) -> None:
        self.built = 0.0

    def freeze(self) -> None:
        """A screen has been built."""
        shown = pygame.display.get_surface()
        width, height = shown.get_size() if shown else (0, 0)
        self.built += max(1.0, width * height / USUAL)

    def unfreeze(self) -> None:
        """Nothing is frozen."""

    def collect(self) -> None:
        """`sweep` does."""

    def sweep(self, most: float = MOST) -> None:
        """Throw away what is gone, if there may be as much of it as `most`."""
        if self.built >= most:
            self.built = 0.0
            gc.collect()
