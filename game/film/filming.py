"""What all films have in common: how time passes in them, and what a picture is."""

from __future__ import annotations

import numpy as np
import pygame

from game.film.gif import FramePixels

FRAME_NS = 16_666_667
"""Nanoseconds of the session's time from one frame to the next."""
EVERY_FRAMES = 4
"""One frame of so many is a picture of the film: fifteen a second."""
HUNDREDTHS = 7
"""Of a second that a picture is shown."""
MOST_PICTURES = 400


class FilmClock:
    """Time that passes when the film says so."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


def is_taken(frame: int) -> bool:
    """Whether the frame of that number is a picture of the film."""
    return frame % EVERY_FRAMES == 0


def picture_of(surface: pygame.Surface) -> FramePixels:
    """`surface` as rows of pixels."""
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1))
