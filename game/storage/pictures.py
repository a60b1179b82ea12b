"""Saves pictures so that one is either whole or not there: SDL itself says nothing of a disk that is full."""

from __future__ import annotations

import io
from pathlib import Path

import pygame

from game.storage.atomic_files import write_atomically


def png_bytes(surface: pygame.Surface) -> bytes:
    """`surface` as the contents of a PNG file."""
    file = io.BytesIO()
    pygame.image.save(surface, file, "picture.png")
    return file.getvalue()


def save_png(surface: pygame.Surface, path: Path) -> None:
    """Save `surface` as `path`. Raises OSError."""
    write_atomically(path, png_bytes(surface))
