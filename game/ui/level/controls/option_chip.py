"""A small button for one option of a question: with an arrow, a place or a tick, as the player says."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.level.level_network import draw_arrow
from game.ui.widgets.pressable import Pressable

RADIUS = 7
"""Design pixels: corner radius."""
TEXT_SIZE = 12.5
"""Design pixels: size of the text."""
SIGN = 18
"""Design pixels: room for the sign whether it was right."""


class OptionChip(Pressable):
    """`state`: "" (nothing said), "chosen", "silent", "up", "down", "stays", or a place such as "1"."""

    def __init__(self, kit: Kit, rect: pygame.Rect, text: str) -> None:
        self._text, self.state = text, ""
        super().__init__(kit, rect, "", 1)

    def set_state(self, state: str) -> None:
        """Say `state`."""
        if state != self.state:
            self.state = state
            self.element.repaint()

    def _paint(self, look: str) -> pygame.Surface:
        kit, palette, size = self._kit, self._kit.palette, self._rect.size
        ground = mix(palette.panel, palette.activation, 0.16) if self.state else palette.raised
        if look in ("hovered", "active"):
            ground = mix(ground, palette.text, 0.12)
        line = mix(ground, palette.activation if self.state else palette.text, 0.5 if self.state else 0.14)
        picture = rounded_box(size, kit.px(RADIUS), ground, line, max(1, kit.px(1)))
        pen, signed = Lettering(kit, picture), self.state not in ("", "chosen")
        sign = kit.px(SIGN) if signed else 0
        middle = ((size[0] - sign) // 2, size[1] // 2)
        ink = palette.muted if look == "disabled" and not self.state else palette.text
        pen.write(self._text, middle, TEXT_SIZE, ink, "medium", anchor="center", room=size[0] - sign - kit.px(4))
        place = pygame.Rect(size[0] - sign - kit.px(2), (size[1] - sign) // 2, sign, sign)
        if self.state in ("up", "down"):
            draw_arrow(picture, place, palette.activation, up=self.state == "up")
        elif self.state == "stays":
            bar = pygame.Rect(0, 0, kit.px(9), max(2, kit.px(2)))
            bar.center = place.center
            pygame.draw.rect(picture, palette.activation, bar)
        elif self.state == "silent":
            icon = kit.icons.get("check", kit.px(11), palette.activation)
            picture.blit(icon, icon.get_rect(center=place.center))
        elif signed:
            pen.write(self.state, place.center, 13, palette.activation, "mono-medium", anchor="center")
        return picture
