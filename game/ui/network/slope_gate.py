"""The slope gate: two jaws on a neuron's right rim, as far apart as the neuron listens. Complaints must pass it, and
leave it multiplied by the slope. With cross-entropy the output's gate stands open, its σ′ struck out."""

from __future__ import annotations

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.number_text import compact
from game.ui.draw.palette import Colour, mix
from game.ui.network.network_layout import GATE, NetworkLayout, Neuron
from game.ui.network.sprites import Shapes

_OPEN, _CLOSED, _JAW, _THICK = 13.0, 1.2, 11.0, 5.0
_TEXT = 11


class SlopeGate:
    """The gates of all neurons after the inputs."""

    def __init__(self, kit: Kit, layout: NetworkLayout, shapes: Shapes) -> None:
        self._kit, self._layout, self._shapes = kit, layout, shapes

    def rect(self, neuron: Neuron) -> pygame.Rect:
        """The gate of `neuron`, jaws included."""
        x, y = self._layout.beside(neuron, GATE)
        unit = self._layout.unit
        height = 2 * (_OPEN + _JAW) * unit
        return pygame.Rect(round(x - 6 * unit), round(y - height / 2), round(12 * unit), round(height))

    def draw(self, surface: pygame.Surface, neuron: Neuron, opening: float, lit: bool) -> None:
        """Jaws `opening` (0..1) of their way apart; `lit` while complaints pass."""
        unit, palette = self._layout.unit, self._kit.palette
        colour = palette.gradient if lit else mix(palette.line, palette.muted, 0.45)
        x, y = self._layout.beside(neuron, GATE)
        size = (max(2, round(_THICK * unit)), max(4, round(_JAW * unit)))
        jaw = self._shapes.box(size, size[0] // 2, colour)
        apart = (_CLOSED + (_OPEN - _CLOSED) * opening) * unit
        left = round(x - size[0] / 2)
        surface.blit(jaw, (left, round(y - apart) - size[1]))
        surface.blit(jaw, (left, round(y + apart)))

    def label(self, surface: pygame.Surface, neuron: Neuron, slope: float, cancelled: bool) -> None:
        """What the gate does to what passes it, under its lower jaw."""
        rect, palette = self.rect(neuron), self._kit.palette
        if not cancelled:
            self._note(surface, rect, f"×{compact(slope, 5)}", palette.gradient)
            return
        plate = self._note(surface, rect, f"×{compact(slope, 5)}", palette.muted)
        y = plate.centery
        thick = max(1, self._kit.px(1.5))
        pygame.draw.line(surface, palette.negative, (plate.left + 3, y + 3), (plate.right - 3, y - 3), thick)

    def _note(self, surface: pygame.Surface, rect: pygame.Rect, text: str, colour: Colour) -> pygame.Rect:
        kit = self._kit
        note = kit.fonts.text(text, _TEXT, colour, "mono")
        size = (note.get_width() + kit.px(10), note.get_height() + kit.px(2))
        plate = pygame.Rect((0, 0), size)
        plate.topleft = (rect.left - kit.px(8), rect.bottom + kit.px(1))
        plate.clamp_ip(surface.get_rect())
        ground = mix(kit.palette.background, colour, 0.08)
        surface.blit(self._shapes.box(size, kit.px(5), ground, mix(ground, colour, 0.4)), plate)
        surface.blit(note, note.get_rect(center=plate.center))
        return plate
