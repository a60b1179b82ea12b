"""Work that takes a second or two, done beside the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
REST_SECONDS = 0.001


class Background(Generic[T]):
    """Collects what `work()` yields in a thread of its own, resting after each so that the window keeps its frames."""

    def __init__(self, work: Callable[[], Iterable[T]]) -> None:
        self.found: list[T] = []
        self.error: Exception | None = None
        self._work = work
        self._cancel = Event()
        self._thread = Thread(target=self._run, name="level", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether there is nothing more to come."""
        return not self._thread.is_alive()

    def cancel(self) -> None:
        """Stop after what is under way."""
        self._cancel.set()

    def wait(self, seconds: float | None = None) -> None:
        """Until it is done, or `seconds` have passed."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            for item in self._work():
                self.found.append(item)
                if self._cancel.is_set():
                    return
                time.sleep(REST_SECONDS)
        except Exception as error:
            self.error = error
