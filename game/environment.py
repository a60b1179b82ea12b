"""Environment variables that pygame and numpy read when they are imported."""

from __future__ import annotations

import os

DEFAULTS = {
    "SDL_FRAMEBUFFER_ACCELERATION": "0",  # without a graphics card, flipping through OpenGL costs 9 ms instead of 0.2
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",  # standard output is for JSON
    "OPENBLAS_NUM_THREADS": "1",  # matrices this small are slower on several threads
}


def prepare() -> None:
    """Set what the student has not set. To be called before pygame or numpy are imported."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
