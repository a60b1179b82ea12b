"""Pictures told apart by a fingerprint."""

from __future__ import annotations

import hashlib
from typing import Literal

import pygame


def fingerprint(surface: pygame.Surface, pixels: Literal["RGB", "RGBA"] = "RGB") -> str:
    """What `surface` looks like: equal for equal pixels ("RGB", or "RGBA" where transparency counts) of equal size.

    Not the pixels themselves: where two values differ, pytest compares them byte by byte to say how, and in full where
    the variable CI is set, which takes minutes for one window.
    """
    digest = hashlib.sha1(repr(surface.get_size()).encode(), usedforsecurity=False)
    digest.update(pygame.image.tobytes(surface, pixels))
    return digest.hexdigest()
