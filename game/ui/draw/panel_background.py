"""The ground every panel stands on, painted once for a size."""

from __future__ import annotations

import pygame

from game.ui.draw.capitals import in_capitals
from game.ui.draw.kit import Kit
from game.ui.draw.paint import box_on_ground
from game.ui.draw.palette import mix

RADIUS = 12
"""Design pixels: corner radius."""
MARGIN = 16
"""Design pixels: inner margin."""
HEADING_Y = 18
"""Design pixels: height of the heading's middle line."""
HEADING_SIZE, HEADING_GAP = 11, 10


def panel_background(kit: Kit, size: tuple[int, int], title: str = "", note: str = "") -> pygame.Surface:
    """A rounded ground of `size` pixels with a thin line, `title` in small capitals and `note` at the right, if
    there is room; opaque, the window's background in its corners. The caller keeps it."""
    palette, fonts = kit.palette, kit.fonts
    line = mix(palette.panel, palette.line, 0.6)
    art = box_on_ground(size, kit.px(RADIUS), palette.panel, line, max(1, kit.px(1)), palette.background)
    middle, margin = kit.px(HEADING_Y), kit.px(MARGIN)
    heading = fonts.text(in_capitals(title), HEADING_SIZE, palette.muted, "semibold")
    remark = fonts.text(note, HEADING_SIZE, palette.muted)
    art.blit(heading, heading.get_rect(midleft=(margin, middle)))
    if heading.get_width() + kit.px(HEADING_GAP) + remark.get_width() <= size[0] - 2 * margin:
        art.blit(remark, remark.get_rect(midright=(size[0] - margin, middle)))
    return art
