"""One choice of a question: a wide button with its key and wrapped text."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.level.text_block import block_height, write_block
from game.ui.widgets.painted import Tip
from game.ui.widgets.pressable import Pressable

RADIUS = 8
"""Design pixels: corner radius."""
TEXT_SIZE = 14
"""Design pixels: size of the text."""
KEY = 20
"""Design pixels: side of the square that says which key chooses it."""
PADDING = 9
"""Design pixels: beside the text."""
SHORTEST = 34
"""Design pixels: height at least."""


def choice_height(kit: Kit, text: str, width: int, size: float = TEXT_SIZE) -> int:
    """Pixels that a choice with `text` needs."""
    return max(kit.px(SHORTEST), block_height(kit, text, size, _room(kit, width), "medium") + 2 * kit.px(PADDING - 2))


def _room(kit: Kit, width: int) -> int:
    return width - kit.px(KEY) - 3 * kit.px(PADDING)


class ChoiceButton(Pressable):
    """`text` in design pixels `size`, behind the `key` that chooses it."""

    def __init__(
        self, kit: Kit, rect: pygame.Rect, key: str, text: str, *, size: float = TEXT_SIZE, tip: Tip = ""
    ) -> None:
        self._key, self._text, self._size = key, text, size
        super().__init__(kit, rect, tip, 1)

    def _paint(self, state: str) -> pygame.Surface:
        kit, palette, size = self._kit, self._kit.palette, self._rect.size
        ground, line = self._colours(state)
        picture = rounded_box(size, kit.px(RADIUS), ground, line, max(1, kit.px(1)))
        pen, side = Lettering(kit, picture), kit.px(KEY)
        cap = pygame.Rect(kit.px(PADDING), 0, side, side)
        cap.centery = size[1] // 2
        picture.blit(rounded_box(cap.size, kit.px(5), mix(ground, palette.text, 0.1)), cap)
        pen.write(self._key, cap.center, 12, mix(palette.muted, palette.text, 0.3), "mono-medium", anchor="center")
        room, ink = _room(kit, size[0]), palette.muted if state == "disabled" else palette.text
        height = block_height(kit, self._text, self._size, room, "medium")
        place = pygame.Rect(cap.right + kit.px(PADDING), (size[1] - height) // 2, room, height)
        write_block(pen, self._text, place, self._size, ink, "medium")
        return picture

    def _colours(self, state: str) -> tuple[Colour, Colour]:
        palette = self._kit.palette
        ground = palette.raised if state != "disabled" else mix(palette.panel, palette.raised, 0.5)
        if state in ("hovered", "active"):
            ground = mix(ground, palette.positive, 0.22 if state == "hovered" else 0.4)
        return ground, mix(ground, palette.text, 0.3 if state == "hovered" else 0.12)
