"""Compares a frame with the picture of it that was looked at and found right: tests/golden/NAME.png.

`pytest tests/ui/screens/test_golden_frames.py tests/ui/lenses/test_golden_lenses.py --update-golden` draws the pictures
anew; look at each before it is committed.
"""

from __future__ import annotations

import numpy as np
import pygame
from numpy.typing import NDArray

from tests.support.places import FAILURES, GOLDEN

NOTICED = 12
"""A channel that differs by more than this, of 255, makes its pixel another one."""
TOLERATED = 0.002
"""Share of the pixels that may be others: rounding of curves and glyphs from one machine to the next."""

Pixels = NDArray[np.int16]


def check_frame(name: str, surface: pygame.Surface, *, update: bool) -> None:
    """Hold `surface` against its golden picture, or make it that picture. What differs is saved in tests/failures:
    the frame, and where it is another one, in white."""
    file = GOLDEN / f"{name}.png"
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        pygame.image.save(surface, file)
        return
    assert file.exists(), f"there is no {file.name}: draw it with --update-golden, and look at it"
    found, golden = _pixels(surface), _pixels(pygame.image.load(file))
    assert found.shape == golden.shape
    others = different(found, golden)
    if others.mean() > TOLERATED:
        FAILURES.mkdir(exist_ok=True)
        pygame.image.save(surface, FAILURES / f"{name.replace('/', '-')}.png")
        marks = np.repeat(others[..., None], 3, axis=2) * np.uint8(255)
        pygame.image.save(pygame.surfarray.make_surface(marks), FAILURES / f"{name.replace('/', '-')}-differs.png")
    assert others.mean() <= TOLERATED, f"{others.mean():.2%} of {name} differ: see {FAILURES.name}/"


def different(found: Pixels, golden: Pixels) -> NDArray[np.bool_]:
    """For each pixel, whether it is another one."""
    apart: NDArray[np.bool_] = (np.abs(found - golden) > NOTICED).any(axis=2)
    return apart


def _pixels(surface: pygame.Surface) -> Pixels:
    return pygame.surfarray.array3d(surface).astype(np.int16)
