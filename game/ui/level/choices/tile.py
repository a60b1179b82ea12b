"""Something that is chosen with a click: a card, a slot for one, a word, a cell of a table."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.widgets.painted import Tip
from game.ui.widgets.pressable import Pressable

RADIUS = 7
"""Design pixels: corner radius."""
TEXT = 12.5
"""Design pixels: size of words."""
NUMBER = 14
"""Design pixels: size of numbers."""
SIGN = 14
"""Design pixels: side of a sign."""
FAINT, FULL = 0.16, 0.6
MARKS = ("right", "wrong", "missed")


class Tile(Pressable):
    """`words` above a `number`, or one of the two alone. `state` is "" (nothing said), "chosen", "aimed" (the next card
    comes here), "empty", "seen" (looked into), or, once it is judged, "right", "wrong" or "missed" (it would have been
    right)."""

    def __init__(
        self, kit: Kit, rect: pygame.Rect, words: str = "", number: str = "", *, tip: Tip = "", bare: bool = False
    ) -> None:
        self.words, self.number, self.state, self._bare = words, number, "", bare
        super().__init__(kit, rect, tip, 1)

    def show(self, words: str, number: str = "", state: str = "") -> None:
        """Say `words` and `number`, in `state`."""
        if (words, number, state) != (self.words, self.number, self.state):
            self.words, self.number, self.state = words, number, state
            self.element.repaint()

    def _accent(self) -> Colour | None:
        palette = self._kit.palette
        return {
            "chosen": palette.activation,
            "aimed": palette.activation,
            "seen": palette.source,
            "right": palette.gradient,
            "wrong": palette.negative,
            "missed": palette.gradient,
        }.get(self.state)

    def _paint(self, state: str) -> pygame.Surface:
        kit, palette, size = self._kit, self._kit.palette, self._rect.size
        accent = self._accent()
        ground = palette.panel if self._bare or self.state in ("empty", "aimed", "missed") else palette.raised
        if accent and self.state not in ("aimed", "missed"):
            ground = mix(palette.panel, accent, FAINT)
        if state in ("hovered", "active"):
            ground = mix(ground, palette.text, 0.1 if state == "hovered" else 0.18)
        line = mix(ground, accent, FULL) if accent else mix(ground, palette.text, 0.06 if self._bare else 0.16)
        wide = max(1, kit.px(2 if self.state in ("aimed", "missed", "right", "wrong") else 1))
        picture = rounded_box(size, kit.px(RADIUS), ground, line, wide)
        ink = palette.muted if state == "disabled" and not accent else palette.text
        self._write(Lettering(kit, picture), pygame.Rect((0, 0), size), ink, accent)
        return picture

    def _write(self, pen: Lettering, place: pygame.Rect, ink: Colour, accent: Colour | None) -> None:
        kit = self._kit
        sign = {"right": "check", "wrong": "cross"}.get(self.state)
        if sign and accent and place.width > kit.px(60):
            icon = kit.icons.get(sign, kit.px(SIGN - 4), accent)
            pen.surface.blit(icon, icon.get_rect(topright=(place.right - kit.px(4), place.y + kit.px(4))))
            place = pygame.Rect(0, 0, place.width - kit.px(SIGN - 4), place.height)
        room = place.width - kit.px(8)
        both = bool(self.words and self.number)
        rise = place.height // 5 if both else 0
        if self.words:
            words = mix(kit.palette.muted, ink, 0.4) if both else ink
            place_of = (place.centerx, place.centery - rise)
            pen.write(self.words, place_of, TEXT, words, "medium", anchor="center", room=room)
        if self.number:
            place_of = (place.centerx, place.centery + rise)
            pen.write(self.number, place_of, NUMBER, ink, "mono-medium", anchor="center", room=room)
