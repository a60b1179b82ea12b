"""Pictures of numbers over a plane: a colour for each number, the line where they cross a level, samples on it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.sim.lenses.plane import contour
from game.sim.network import Array
from game.ui.draw.palette import Colour, Palette, mix

SHADES = 256
LINE = 1.6
"""Pixels at a scale of 1: width of a contour."""


@cache
def _ramp(low: Colour, high: Colour) -> NDArray[np.uint8]:
    """The colours from `low` to `high`."""
    shares = np.linspace(0.0, 1.0, SHADES)[:, None]
    return np.round(np.array(low) * (1.0 - shares) + np.array(high) * shares).astype(np.uint8)


def heat_map(
    values: Array, size: tuple[int, int], span: tuple[float, float], ends: tuple[Colour, Colour]
) -> pygame.Surface:
    """`values` (rows × columns) as a smooth picture of `size` pixels: from `span`'s first number in the first colour of
    `ends` to its second in the second. What is not a number is as the first."""
    low, high = span
    shares = np.nan_to_num((values - low) / (high - low), nan=0.0, posinf=1.0, neginf=0.0)
    shades = _ramp(*ends)[np.round(np.clip(shares, 0.0, 1.0) * (SHADES - 1)).astype(np.intp)]
    small = pygame.surfarray.make_surface(shades.swapaxes(0, 1))
    return pygame.transform.smoothscale(small, size)


def activation_ends(palette: Palette) -> tuple[Colour, Colour]:
    """Colours of no activation and of a full one."""
    return mix(palette.background, palette.positive, 0.14), palette.activation


def draw_contour(
    surface: pygame.Surface, rect: pygame.Rect, values: Array, level: float, colour: Colour, width: float
) -> None:
    """The line on which `values`, spread over `rect`, are `level`."""
    if min(values.shape) < 2:
        return
    corner, size = np.array(rect.topleft), np.array([rect.width - 1, rect.height - 1])
    shifts = [(0.0, 0.0)] if width <= 1.0 else [(0.0, 0.0), (width / 2, 0.0), (0.0, width / 2)]
    for start, end in corner + contour(values, level) * size:
        for shift in shifts:
            pygame.draw.aaline(surface, colour, start + shift, end + shift)


def draw_sample(
    surface: pygame.Surface, place: tuple[float, float], radius: float, palette: Palette, *, full: bool, lit: bool
) -> None:
    """A sample as a dot, `full` for a target above one half and hollow below; a second ring if it is `lit`."""
    pygame.draw.aacircle(surface, palette.text, place, radius)
    inside = min(radius * 0.72, radius - 1.0)
    pygame.draw.aacircle(surface, palette.text if full else palette.background, place, inside)
    if lit:
        pygame.draw.aacircle(surface, palette.text, place, radius * 1.7, max(1, round(radius * 0.25)))
