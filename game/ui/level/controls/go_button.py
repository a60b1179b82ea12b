"""The button that matters most on the screen."""

from __future__ import annotations

import pygame

from game.ui.draw.lettering import fitting_size
from game.ui.draw.palette import Colour, mix
from game.ui.widgets.button import SMALLEST_LABEL, Button

TEXT_SIZE, ICON_SIZE, GAP = 18, 16, 10
"""Design pixels."""


class GoButton(Button):
    """A Button filled with amber: RUN, or whatever the level calls it. One of style "later" is not what comes next, and
    looks like any other button."""

    def _colours(self, state: str) -> tuple[Colour | None, Colour]:
        palette = self._kit.palette
        if self._style == "later":
            return super()._colours(state)
        if state == "disabled":
            return mix(palette.panel, palette.raised, 0.7), mix(palette.panel, palette.muted, 0.6)
        if self._style == "stop":
            ground = mix(palette.panel, palette.negative, 0.42)
            return mix(ground, palette.text, 0.12) if state == "hovered" else ground, palette.text
        fills = {
            "hovered": mix(palette.activation, palette.text, 0.35),
            "active": mix(palette.activation, palette.background, 0.2),
        }
        return fills.get(state, palette.activation), palette.background

    def _content(self, ink: Colour, room: int) -> pygame.Surface:
        kit = self._kit
        icon = kit.icons.get(self._icon, kit.px(ICON_SIZE), ink) if self._icon else None
        beside = icon.get_width() + kit.px(GAP) if icon else 0
        size = fitting_size(kit, self._text, TEXT_SIZE, room - beside, "semibold", smallest=SMALLEST_LABEL)
        text = kit.fonts.text(self._text, size, ink, "semibold")
        whole = pygame.Surface((beside + text.get_width(), text.get_height()), pygame.SRCALPHA)
        if icon:
            whole.blit(icon, icon.get_rect(midleft=(0, text.get_height() // 2)))
        whole.blit(text, (beside, 0))
        return whole
