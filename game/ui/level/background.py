"""Work that takes a second or two, done beside the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from game.sim.population.background_job import BackgroundJob

T = TypeVar("T")
REST_SECONDS = 0.001


class Background(BackgroundJob, Generic[T]):
    """Collects what `work()` yields in a thread of its own, resting after each so that the window keeps its frames."""

    def __init__(self, work: Callable[[], Iterable[T]]) -> None:
        super().__init__("level")
        self.found: list[T] = []
        self._items = work
        self.start()

    @property
    def done(self) -> bool:
        """Whether there is nothing more to come."""
        return not self.running

    def _work(self) -> None:
        for item in self._items():
            self.found.append(item)
            if self._cancel.is_set():
                return
            time.sleep(REST_SECONDS)
