"""The system's clipboard; a system without one is met with None or False, never an error."""

from __future__ import annotations

import pygame


def copy(text: str) -> bool:
    """Put `text` on the clipboard; whether that worked."""
    try:
        pygame.scrap.put_text(text)
    except (pygame.error, AttributeError, NotImplementedError, ValueError):
        return False
    return True


def paste() -> str | None:
    """The text on the clipboard; None when there is none."""
    try:
        return pygame.scrap.get_text() or None
    except (pygame.error, AttributeError, NotImplementedError, ValueError):
        return None
