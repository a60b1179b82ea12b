"""The hints that were read, below the network."""

from __future__ import annotations

import pygame

from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.level.text_block import block_height, write_block
from game.ui.toolkit.picture_panel import PicturePanel

TEXT = 13.5
"""Design pixels: size of the text."""
PADDING = 11
"""Design pixels: from the panel's edges to the text."""
LABEL = 54
"""Design pixels: room for the label at the left of it."""


def hints_height(kit: Kit, play: LevelPlay, width: int, *, last: bool = False) -> int:
    """Pixels the panel needs; 0 without hints. With the `last` one only, which it then shows alone."""
    room = width - kit.px(2 * PADDING + LABEL)
    heights = [block_height(kit, hint, TEXT, room) for hint in play.hints()][-1 if last else 0 :]
    return sum(heights) + kit.px(4) * (len(heights) - 1) + kit.px(2 * PADDING) if heights else 0


class HintsPanel(PicturePanel):
    """The hints taken so far; where there is no room for all, the last of them."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._rect = rect
        palette = kit.palette
        ground = mix(palette.panel, palette.source, 0.10)
        edge = mix(ground, palette.source, 0.45)
        self._picture = pygame.Surface(rect.size)
        self._picture.fill(palette.background)
        self._picture.blit(rounded_box(rect.size, kit.px(12), ground, edge, max(1, kit.px(1))), (0, 0))
        pen, y = Lettering(kit, self._picture), kit.px(PADDING)
        told = list(enumerate(self._play.hints(), start=1))
        if rect.height < hints_height(kit, self._play, rect.width):
            told = told[-1:]
        for number, hint in told:
            pen.write(f"Hint {number}", (kit.px(PADDING + 3), y + kit.px(9)), 12, palette.source, "semibold")
            room = pygame.Rect(kit.px(PADDING + LABEL), y, rect.width - kit.px(2 * PADDING + LABEL), 0)
            y = write_block(pen, hint, room, TEXT, palette.text) + kit.px(4)
