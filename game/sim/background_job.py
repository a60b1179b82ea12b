"""Work in a thread of its own, beside the window.

A thread is enough: numpy lets go of the interpreter inside every one of the short calls that such work consists of, so
a window beside it gets the interpreter within microseconds, and nothing has to be copied between processes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from threading import Event, Thread

Rest = Callable[[], object]
"""What work in plain Python calls now and then, so that the window keeps its frames."""
REST_SECONDS = 0.001


def at_once() -> None:
    """The rest of what need not rest."""


class BackgroundJob(ABC):
    """Subclasses do their `_work` in a thread called `name`, and end it soon after `_cancel` is set. What they find
    may be read at any time."""

    def __init__(self, name: str) -> None:
        self._error: Exception | None = None
        self._cancel = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def _work(self) -> None:
        """All that is to be done."""

    @property
    def error(self) -> Exception | None:
        """What made the job fail."""
        return self._error

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Whether it was told to stop: it may run for some milliseconds more, but to no end."""
        return self._cancel.is_set()

    def start(self) -> None:
        """Begin. A job starts once."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop within a few milliseconds; nothing more is found."""
        self._cancel.set()

    def wait(self, seconds: float | None = None) -> None:
        """Until it has ended, or `seconds` have passed."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:
            self._error = error
