"""The game's name at the left end of a bar, which is pressed to read about the game."""

from __future__ import annotations

import pygame

from game import __version__
from game.ui.draw.bar_background import BAR_MARGIN
from game.ui.draw.kit import Kit
from game.ui.widgets.hotspot import HotSpot

OVERLAY = "about"
"""What pressing it opens."""
BORDER, HEIGHT = 7, 38
"""Design pixels."""
TIP = f"About Glassbox {__version__}: whose work it is made of, with licences and sources."


def game_name(kit: Kit, bar: pygame.Rect, right: int) -> HotSpot:
    """What is pressed on a `bar` (screen pixels) whose name ends `right` pixels from its left edge."""
    place = pygame.Rect(bar.x + kit.px(BAR_MARGIN - BORDER), 0, right - kit.px(BAR_MARGIN - 2 * BORDER), kit.px(HEIGHT))
    place.centery = bar.centery
    return HotSpot(kit, place, tip=TIP)
