"""The ground of the bar at the top of a screen, with the game's name."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import mix

BAR_MARGIN, LOGO, TITLE_SIZE = 16, 30, 17
"""Design pixels."""


def bar_background(kit: Kit, size: tuple[int, int]) -> tuple[pygame.Surface, int]:
    """The bar of `size` pixels, and where in it the name ends."""
    palette = kit.palette
    ground = pygame.Surface(size)
    ground.fill(mix(palette.background, palette.panel, 0.45))
    line = max(1, kit.px(1))
    pygame.draw.rect(ground, mix(palette.panel, palette.line, 0.6), (0, size[1] - line, size[0], line))
    logo = kit.icons.get("logo", kit.px(LOGO), palette.positive)
    title = kit.fonts.text("Glassbox", TITLE_SIZE, palette.text, "semibold")
    middle = size[1] // 2
    ground.blit(logo, logo.get_rect(midleft=(kit.px(BAR_MARGIN), middle)))
    place = title.get_rect(midleft=(kit.px(BAR_MARGIN + LOGO + 6), middle))
    ground.blit(title, place)
    return ground, place.right
