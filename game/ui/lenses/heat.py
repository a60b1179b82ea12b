"""Pictures of numbers over a plane: a colour for each number, the line where they cross a level, samples on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.sim.lenses.plane import Span, contour
from game.sim.network import Array
from game.ui.draw.palette import Colour, Palette, mix

SHADES = 256
LINE_WIDTH = 1.6
"""Pixels at a scale of 1: width of a contour."""


@cache
def _ramp(low: Colour, high: Colour) -> NDArray[np.uint8]:
    """The colours from `low` to `high`."""
    shares = np.linspace(0.0, 1.0, SHADES)[:, None]
    return np.round(np.array(low) * (1.0 - shares) + np.array(high) * shares).astype(np.uint8)


def heat_map(values: Array, size: tuple[int, int], span: Span, ends: tuple[Colour, Colour]) -> pygame.Surface:
    """`values` (rows × columns) as a smooth picture of `size` pixels: from `span`'s first number in the first colour of
    `ends` to its second in the second. What is not a number is as the first."""
    return heat_maps(values[None], size, [span], ends)[0]


def activation_ends(palette: Palette) -> tuple[Colour, Colour]:
    """Colours of no activation and of a full one."""
    return mix(palette.background, palette.positive, 0.14), palette.activation


def heat_maps(
    values: Array, size: tuple[int, int], spans: Sequence[Span], ends: tuple[Colour, Colour]
) -> list[pygame.Surface]:
    """As `heat_map`, of each grid in `values` (grids × rows × columns) with its span."""
    low, high = (np.array([span[end] for span in spans])[:, None, None] for end in (0, 1))
    shares = np.nan_to_num((values - low) / (high - low), nan=0.0, posinf=1.0, neginf=0.0)
    shades = _ramp(*ends)[np.round(np.clip(shares, 0.0, 1.0) * (SHADES - 1)).astype(np.intp)]
    grids, rows, columns = values.shape
    small = pygame.surfarray.make_surface(shades.reshape(grids * rows, columns, 3).swapaxes(0, 1))
    parts = (small.subsurface((0, k * rows, columns, rows)) for k in range(grids))
    return [pygame.transform.smoothscale(part, size) for part in parts]


def draw_contour(
    surface: pygame.Surface, rect: pygame.Rect, values: Array, level: float, colour: Colour, width: float
) -> None:
    """The line on which `values`, spread over `rect`, are `level`."""
    if min(values.shape) >= 2:
        draw_segments(surface, rect, contour(values, level), colour, width)


def draw_segments(surface: pygame.Surface, rect: pygame.Rect, segments: Array, colour: Colour, width: float) -> None:
    """Lines between the ends of `segments` (× 2 × across and down), in shares of `rect`."""
    ends = np.array(rect.topleft) + segments * np.array([rect.width - 1, rect.height - 1])
    shifts = [(0.0, 0.0)] if width <= 1.0 else [(0.0, 0.0), (width / 2, 0.0), (0.0, width / 2)]
    draw = pygame.draw.aaline
    for shift in shifts:
        for start, end in (ends + shift).tolist():
            draw(surface, colour, start, end)


def draw_sample(
    surface: pygame.Surface, place: tuple[float, float], radius: float, palette: Palette, *, full: bool, lit: bool
) -> None:
    """A sample as a dot, `full` for a target above one half and hollow below; a second ring if it is `lit`."""
    pygame.draw.aacircle(surface, palette.text, place, radius)
    inside = min(radius * 0.72, radius - 1.0)
    pygame.draw.aacircle(surface, palette.text if full else palette.background, place, inside)
    if lit:
        pygame.draw.aacircle(surface, palette.text, place, radius * 1.7, max(1, round(radius * 0.25)))
