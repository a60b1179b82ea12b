"""A row of a menu: a name and, below it, a sentence."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.widgets.pressable import Pressable

PADDING = 14
"""Design pixels: from the row's left and right edges to what is in it."""
NAME_Y = 20
"""Design pixels: from the row's top to the middle of the name."""
NAME_SIZE = 14
"""Design pixels: size of the name."""
TEXT_SIZE = 12.5
"""Design pixels: size of the sentence below it."""
LINE = 17
"""Design pixels: height of a line of that sentence."""
RADIUS = 8
"""Design pixels: corner radius."""
SMALLEST_LINE = 13


def menu_row_height(kit: Kit, width: int, sentence: str) -> int:
    """Pixels that a row `width` pixels wide takes."""
    lines = len(wrapped(kit, sentence, TEXT_SIZE, width - 2 * kit.px(PADDING)))
    return kit.px(NAME_Y + 14) + lines * max(kit.px(LINE), SMALLEST_LINE) + kit.px(4)


class MenuRow(Pressable):
    """A row at `rect` (screen pixels); `note`, such as a key, stands at the right of the name."""

    def __init__(self, kit: Kit, rect: pygame.Rect, name: str, sentence: str, layer: int, *, note: str = "") -> None:
        self._name, self._sentence, self._note = name, sentence, note
        super().__init__(kit, rect, "", layer)

    def _paint(self, state: str) -> pygame.Surface:
        kit, palette, px = self._kit, self._kit.palette, self._kit.px
        lit = state in ("hovered", "active")
        face = mix(palette.raised, palette.text, 0.08) if lit else palette.raised
        line = mix(palette.raised, palette.positive, 0.8) if lit else mix(palette.raised, palette.text, 0.1)
        picture = rounded_box(self._rect.size, px(RADIUS), face, line, max(1, px(1)))
        pen = Lettering(kit, picture)
        pen.write(self._name, (px(PADDING), px(NAME_Y)), NAME_SIZE, palette.text, "semibold")
        right = (self._rect.width - px(PADDING), px(NAME_Y))
        pen.write(self._note, right, TEXT_SIZE, palette.muted, "mono", anchor="midright")
        pitch = max(px(LINE), SMALLEST_LINE)
        for row, text in enumerate(wrapped(kit, self._sentence, TEXT_SIZE, self._rect.width - 2 * px(PADDING))):
            y = px(NAME_Y + 14) + row * pitch + pitch // 2
            pen.write(text, (px(PADDING), y), TEXT_SIZE, mix(palette.muted, palette.text, 0.3))
        return picture
