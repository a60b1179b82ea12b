"""Throws screens away that are gone. Their widgets hold each other in circles, so that they stay until the collector
comes by. The game has it come at every change of screen, which takes a while in a process as large as that of many
tests: here it comes for several screens at once."""

from __future__ import annotations

import gc

MOST = 8
"""Screens that may be waiting to be thrown away; each holds some 30 MB of pictures."""


class Rubbish:
    """In the place of `gc` in the director: it counts screens that are built, and does nothing else."""

    def __init__(self) -> None:
        self.built = 0

    def freeze(self) -> None:
        """A screen has been built."""
        self.built += 1

    def unfreeze(self) -> None:
        """Nothing is frozen."""

    def collect(self) -> None:
        """`sweep` does."""

    def sweep(self) -> None:
        """Throw away what is gone, if there may be much of it."""
        if self.built >= MOST:
            self.built = 0
            gc.collect()
