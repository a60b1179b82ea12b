"""The student's own levels: read in the background, and again whenever they are asked for."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from game.sim.campaign.own_levels import OwnLevel, own_level, own_levels, problem_in_playing
from game.sim.level.level import Level

LEVELS_FOLDER = "levels"


class LevelShelf:
    """The levels in the folder `levels` of the student's own `folder`. Playing their solutions, by which they are
    checked, takes time: a thread of its own does it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / LEVELS_FOLDER
        self._reader = ThreadPoolExecutor(1, "own-levels")
        self._reading: Future[tuple[OwnLevel, ...]] | None = None
        self._known: tuple[OwnLevel, ...] | None = None

    def look(self) -> None:
        """Read what is there now."""
        if self._reading is None or self._reading.done():
            self._known = None
            self._reading = self._reader.submit(self._read)

    def found(self) -> tuple[OwnLevel, ...] | None:
        """What was found; None while it is read."""
        if self._known is None and self._reading and self._reading.done():
            self._known = self._reading.result()
        return self._known

    def wait(self) -> None:
        """Until what was asked for is read."""
        if self._reading:
            self._reading.result()

    def level(self, name: str) -> Level | None:
        """The level asked for by `name`, as its file is now; None if there is none, or it is faulty."""
        own = own_level(self.folder, name)
        return own.level if own else None

    def close(self) -> None:
        """Wait until nothing is read any more."""
        self._reader.shutdown(cancel_futures=True)

    def _read(self) -> tuple[OwnLevel, ...]:
        return tuple(map(_tried, own_levels(self.folder)))


def _tried(own: OwnLevel) -> OwnLevel:
    problem = problem_in_playing(own.level, own.file) if own.level else ""
    return replace(own, level=None, problem=problem) if problem else own
