"""The app's own icon: the logo on a tile of the palette's dark."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.ui.draw.icons import ICON_OVERSAMPLING, Icons
from game.ui.draw.palette import STANDARD

TILE = 0.96
"""Side of the tile, as a share of the icon."""
CORNER = 0.2
"""Radius of the tile's corners, as a share of the icon."""
BEAD = 0.88
"""Side of the logo, as a share of the icon."""


@lru_cache(maxsize=8)
def app_icon(size: int) -> pygame.Surface:
    """The icon on a transparent square of `size` pixels, painted once; never drawn on."""
    large = pygame.Surface((size * ICON_OVERSAMPLING,) * 2, pygame.SRCALPHA)
    tile = pygame.Rect(0, 0, *(round(size * ICON_OVERSAMPLING * TILE),) * 2)
    tile.center = large.get_rect().center
    corner = round(tile.width * CORNER)
    pygame.draw.rect(large, STANDARD.panel, tile, border_radius=corner)
    pygame.draw.rect(large, STANDARD.line, tile, max(1, tile.width // 48), border_radius=corner)
    icon = pygame.transform.smoothscale(large, (size, size))
    logo = Icons().get("logo", round(size * BEAD), STANDARD.positive)
    icon.blit(logo, logo.get_rect(center=icon.get_rect().center))
    return icon
