"""Smooth shapes that pygame.draw cannot make: rounded boxes and discs, painted large and scaled down once."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.ui.draw.palette import Colour

OVERSAMPLING = 4


def rounded_box(
    size: tuple[int, int], radius: int, fill: Colour, line: Colour | None = None, width: int = 1
) -> pygame.Surface:
    """A box of `size` pixels with smooth corners, `line` being its border `width` pixels wide."""
    radius = max(0, min(radius, size[0] // 2, size[1] // 2))
    return _stretched(_tile(radius, fill, line, width), size)


def box_on_ground(
    size: tuple[int, int], radius: int, fill: Colour, line: Colour, width: int, ground: Colour
) -> pygame.Surface:
    """The same box, opaque, `ground` being seen in its corners."""
    tile = _tile_on_ground(radius, fill, line, width, ground)
    half = tile.get_width() // 2
    if min(size) > 2 * half:
        return _framed(tile, half, pygame.Surface(size))
    whole = pygame.Surface(size)
    whole.fill(ground)
    whole.blit(rounded_box(size, radius, fill, line, width), (0, 0))
    return whole


@lru_cache(maxsize=64)
def _tile_on_ground(radius: int, fill: Colour, line: Colour, width: int, ground: Colour) -> pygame.Surface:
    """The smallest such box; never drawn on."""
    tile = _tile(radius, fill, line, width)
    whole = pygame.Surface(tile.get_size())
    whole.fill(ground)
    whole.blit(tile, (0, 0))
    return whole


@lru_cache(maxsize=512)
def _tile(radius: int, fill: Colour, line: Colour | None, width: int) -> pygame.Surface:
    """The smallest box with such corners, painted once; never drawn on."""
    side = 2 * radius + 2 * (width + 1)
    edge = line or fill
    big = pygame.Surface((side * OVERSAMPLING, side * OVERSAMPLING), pygame.SRCALPHA)
    big.fill((*edge, 0))
    pygame.draw.rect(big, edge, big.get_rect(), border_radius=radius * OVERSAMPLING)
    if line:
        inner = big.get_rect().inflate(-2 * width * OVERSAMPLING, -2 * width * OVERSAMPLING)
        pygame.draw.rect(big, fill, inner, border_radius=max(0, radius - width) * OVERSAMPLING)
    return pygame.transform.smoothscale(big, (side, side))


def _stretched(tile: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """`tile` grown (or cut) to `size` by repeating its middle row and column."""
    half = tile.get_width() // 2
    if min(size) > 2 * half:
        return _framed(tile, half, pygame.Surface(size, pygame.SRCALPHA))
    wide = pygame.Surface((size[0], tile.get_height()), pygame.SRCALPHA)
    column = tile.subsurface((half, 0, 1, tile.get_height()))
    _lay(wide, tile, column, half, size[0], (1, 0))
    whole = pygame.Surface(size, pygame.SRCALPHA)
    row = wide.subsurface((0, half, size[0], 1))
    _lay(whole, wide, row, half, size[1], (0, 1))
    return whole


def _framed(tile: pygame.Surface, half: int, whole: pygame.Surface) -> pygame.Surface:
    """`tile` grown to the size of `whole`, which is larger both ways: its corners, its sides drawn long, and its
    middle's colour."""
    (width, height), side = whole.get_size(), tile.get_width()
    gap = pygame.Rect(half, half, width - 2 * half, height - 2 * half)
    whole.fill(tile.get_at((half, half)), gap)
    for x, source_x in ((0, 0), (gap.right, side - half)):
        for y, source_y in ((0, 0), (gap.bottom, side - half)):
            whole.blit(tile, (x, y), (source_x, source_y, half, half))
        upright = tile.subsurface((source_x, half, half, 1))
        whole.blit(pygame.transform.scale(upright, (half, gap.height)), (x, gap.y))
    for y, source_y in ((0, 0), (gap.bottom, side - half)):
        level = tile.subsurface((half, source_y, 1, half))
        whole.blit(pygame.transform.scale(level, (gap.width, half)), (gap.x, y))
    return whole


def _lay(
    target: pygame.Surface, tile: pygame.Surface, middle: pygame.Surface, half: int, length: int, axis: tuple[int, int]
) -> None:
    start, end = min(half, (length + 1) // 2), min(half, length // 2)
    across = tile.get_height() if axis[0] else tile.get_width()

    def part(at: int, extent: int) -> pygame.Rect:
        return pygame.Rect(at, 0, extent, across) if axis[0] else pygame.Rect(0, at, across, extent)

    target.blit(tile, (0, 0), part(0, start))
    gap = length - start - end
    if gap > 0:
        target.blit(pygame.transform.scale(middle, part(0, gap).size), part(start, gap))
    target.blit(tile, part(length - end, end), part(2 * half - end, end))


def disc(diameter: int, fill: Colour, line: Colour | None = None, width: int = 1) -> pygame.Surface:
    """A smooth disc."""
    return rounded_box((diameter, diameter), diameter // 2, fill, line, width)
