"""Where the parts of a chain and of its way back stand."""

from __future__ import annotations

import pygame

from game.sim.level.deals.carry_back import GATES
from game.ui.draw.kit import Kit

BACK_Y = 226
"""Design pixels: from the top to the middle of the deltas."""
SLOTS_Y = 276
"""Design pixels: from the top to the slots."""
BOX = (116, 48)
"""Design pixels: width and height of the box of a delta."""
SLOT = (92, 46)
"""Design pixels: width, at most, and height of a slot for a card."""
COLUMNS = (0.08, 0.36, 0.63, 0.9)
"""Where input and neurons stand, as shares of the width."""


class ChainLayout:
    """The places within `rect`, in its pixels. Neurons are counted from 1, after the input; gates lead back from the
    one to the other."""

    def __init__(self, kit: Kit, rect: pygame.Rect) -> None:
        self.kit, self.rect = kit, rect

    def column(self, k: int) -> int:
        """The x of the middle of neuron `k`; 0: the input."""
        return self.rect.x + round(COLUMNS[k] * self.rect.width)

    def box(self, k: int) -> pygame.Rect:
        """Where the delta of neuron `k` (1 to 3) stands; 0: the gradient."""
        kit = self.kit
        box = pygame.Rect(0, 0, kit.px(BOX[0]), kit.px(BOX[1]))
        box.center = (self.column(k), self.rect.y + kit.px(BACK_Y))
        box.clamp_ip(self.rect)
        return box

    def slots(self, gate: str) -> list[pygame.Rect]:
        """The slots of `gate`, below the way from one box to the next."""
        kit, k = self.kit, 2 - GATES.index(gate)
        middle = (self.box(k).right + self.box(k + 1).left) // 2
        height, gap = kit.px(SLOT[1]), kit.px(18)
        pitch = self.column(k + 1) - self.column(k)
        width = min(kit.px(SLOT[0]), (pitch - 2 * gap) // 2 - gap // 4)
        count = 1 if gate == GATES[-1] else 2
        left = middle - (count * width + (count - 1) * gap) // 2
        top = self.rect.y + kit.px(SLOTS_Y)
        return [pygame.Rect(left + n * (width + gap), top, width, height) for n in range(count)]
