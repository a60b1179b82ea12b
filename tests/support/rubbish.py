"""Throws screens away that are gone. Their widgets hold each other in circles, so that they stay until the collector
comes by. The game has it come at every change of screen, which takes a while in a process as large as that of many
tests: here it comes for several screens at once."""

from __future__ import annotations

import gc

from game.memory import give_back

MOST = 6.0
"""Screens of the usual size that may be waiting to be thrown away; each holds some 30 MB of pictures."""
USUAL = 1280 * 800


class Rubbish:
    """In the place of `gc` and `give_back` where it is decided when they come: they do when it is time. `begun` is told
    of screens that are built."""

    def __init__(self) -> None:
        self.built = 0.0

    def begun(self, size: tuple[int, int]) -> None:
        """A screen of that size is built."""
        self.built += max(1.0, size[0] * size[1] / USUAL)

    def collect(self) -> None:
        """`sweep` does."""

    def give_back(self) -> None:
        """`sweep` does."""

    def sweep(self, most: float = MOST) -> None:
        """Throw away what is gone, if there may be as much of it as `most`."""
        if self.built >= most:
            self.built = 0.0
            gc.collect()
            give_back()
