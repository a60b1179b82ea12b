"""Signals that ask the game to end (Ctrl+C, a closed terminal, a shutdown) close it as its own button does: saved."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pygame

CLOSING = ("SIGINT", "SIGTERM", "SIGHUP")
"""Windows lacks the last one."""


@contextmanager
def heeded() -> Iterator[None]:
    """As long as the context lasts, the first of these signals posts a pygame.QUIT; the second one does what it did
    before, so that a game that hangs can still be ended. One that is ignored (nohup) stays ignored."""
    numbers = [getattr(signal, name) for name in CLOSING if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}

    def close(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[number])
        try:
            pygame.event.post(pygame.event.Event(pygame.QUIT))
        except pygame.error:  # nothing stands yet that could be closed
            signal.raise_signal(number)

    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, close)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
