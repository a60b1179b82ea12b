"""Work for the disk that no frame waits for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait


class DiskWork:
    """Does one piece of work after another in a thread of its own, called `name`: neither a slow disk nor a long table
    costs a frame. Each piece comes to a sentence, which is told once it is done."""

    def __init__(self, name: str) -> None:
        self._worker = ThreadPoolExecutor(1, name)
        self._begun: deque[Future[str]] = deque()

    def begin(self, work: Callable[[], str]) -> None:
        """Have `work` done after all that was begun before."""
        self._begun.append(self._worker.submit(work))

    @property
    def busy(self) -> bool:
        """Whether anything is not done yet."""
        return any(not work.done() for work in self._begun)

    def news(self) -> list[str]:
        """What has been done since the last time, in sentences; raises what made it fail."""
        told = []
        while self._begun and self._begun[0].done():
            told.append(self._begun.popleft().result())
        return told

    def wait(self) -> None:
        """Until all that was begun is done."""
        wait(self._begun)

    def close(self) -> None:
        """Wait until all is done."""
        self._worker.shutdown()
