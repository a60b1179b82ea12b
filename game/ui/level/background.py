"""Work that takes a second or two, done beside the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from game.sim.background_job import REST_SECONDS, BackgroundJob, Rest

T = TypeVar("T")


class CancelledError(Exception):
    """Ends work that nobody waits for any more."""


class Background(BackgroundJob, Generic[T]):
    """Collects what `work(rest)` yields in a thread of its own, resting after each so that the window keeps its frames.
    Work that takes long over one item calls `rest()` now and then, which also ends it once it is cancelled."""

    def __init__(self, work: Callable[[Rest], Iterable[T]]) -> None:
        super().__init__("level")
        self._found: list[T] = []
        self._items = work
        self.start()

    @property
    def found(self) -> list[T]:
        """What there is so far. Raises what made the work fail: nothing more would ever come."""
        if self.error:
            raise self.error
        return self._found

    @property
    def done(self) -> bool:
        """Whether there is nothing more to come."""
        return not self.running

    def _rest(self) -> None:
        if self._cancel.is_set():
            raise CancelledError
        time.sleep(REST_SECONDS)

    def _work(self) -> None:
        try:
            for item in self._items(self._rest):
                self._found.append(item)
                self._rest()
        except CancelledError:
            return
