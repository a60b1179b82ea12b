"""LOSS: the target stands beside the output in a glass tube of the same height, so that the gap can be seen."""

from __future__ import annotations

import pygame

from game.sim.network import Edge
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import fixed
from game.ui.draw.palette import mix
from game.ui.network.network_layout import TUBE, NetworkLayout, Neuron
from game.ui.network.scales import fill_level
from game.ui.network.sprites import Shapes

_WIDTH, _TEXT = 16.0, 12
_LINES = (30.0, 13.0)
"""Design pixels: from the tube's top up to the middle of each line of text."""
_MARGIN = 12.0
"""Design pixels: what is left free at the right."""


_TARGET, _ERROR = ("target y = ", "y = "), ("error a − y = ", "a − y = ", "")


class TargetTube:
    """The tubes of all outputs."""

    def __init__(self, kit: Kit, layout: NetworkLayout, shapes: Shapes) -> None:
        self._kit, self._layout, self._shapes = kit, layout, shapes

    def rect(self, neuron: Neuron) -> pygame.Rect:
        """The tube beside output `neuron`."""
        x, y = self._layout.beside(neuron, TUBE)
        width, height = max(6, round(_WIDTH * self._layout.unit)), 2 * round(self._layout.radius)
        return pygame.Rect(round(x) - width // 2, round(y) - height // 2, width, height)

    def reach(self, neuron: Neuron) -> pygame.Rect:
        """The tube of `neuron` with the words above it."""
        tube = self.rect(neuron)
        if not self._layout.labelled:
            return tube.inflate(self._kit.px(12), self._kit.px(30))
        left = self._layout.pills[Edge(neuron[0] - 1, neuron[1], None)].right + self._kit.px(3)
        top = tube.top - self._kit.px(_LINES[0] + 8)
        return pygame.Rect(left, top, self._layout.rect.right - self._kit.px(_MARGIN) - left, tube.bottom - top)

    def draw(self, surface: pygame.Surface, neuron: Neuron, target: float, output: float, opened: float) -> None:
        """Output `neuron` against its `target`; `opened` (0..1) of the gap laid open."""
        kit, palette, rect = self._kit, self._kit.palette, self.rect(neuron)
        if not surface.get_clip().colliderect(rect):
            return
        glass = self._shapes.box(rect.size, rect.width // 2, palette.background, mix(palette.line, palette.muted, 0.4))
        full = self._shapes.box(rect.size, rect.width // 2, mix(palette.activation, palette.panel, 0.45 - 0.3 * opened))
        surface.blit(glass, rect)
        top = rect.height - round(fill_level(None, target) * rect.height)
        surface.blit(full, (rect.x, rect.y + top), pygame.Rect(0, top, rect.width, rect.height - top))
        if opened > 0.0:
            self._gap(surface, rect, target, output, opened)
        if self._layout.labelled:
            bias = self._layout.pills[Edge(neuron[0] - 1, neuron[1], None)]
            self._texts(surface, rect, bias.right + self._kit.px(3), target, output - target, opened)
        elif opened > 0.0 and self._layout.unit > 0.5 * kit.scale:
            error = kit.fonts.text(fixed(output - target, 2, signed=True), _TEXT, palette.gradient, "mono")
            surface.blit(error, error.get_rect(midbottom=(rect.centerx, rect.top - 2)))

    def _gap(self, surface: pygame.Surface, rect: pygame.Rect, target: float, output: float, opened: float) -> None:
        """A bar from the target's level to the output's, and the output's level carried across to it."""
        palette = self._kit.palette
        level_y = rect.bottom - fill_level(None, output) * rect.height
        target_y = rect.bottom - fill_level(None, target) * rect.height
        edge_y = target_y + (level_y - target_y) * opened
        top, bottom = sorted((round(target_y), round(edge_y)))
        width = max(3, rect.width - round(8 * self._layout.unit))
        bar = pygame.Rect(rect.centerx - width // 2, top, width, max(1, bottom - top))
        pygame.draw.rect(surface, palette.gradient, bar, border_radius=width // 2)
        start = rect.left - round(18 * self._layout.unit)
        thin = max(1, self._kit.px(1.5))
        pygame.draw.line(surface, palette.activation, (start, round(level_y)), (rect.left - 2, round(level_y)), thin)

    def _texts(
        self, surface: pygame.Surface, rect: pygame.Rect, left: int, target: float, error: float, opened: float
    ) -> None:
        fonts, palette = self._kit.fonts, self._kit.palette
        first, second = (rect.top - self._kit.px(line) for line in _LINES)
        dim = mix(palette.muted, palette.activation, 0.35 + 0.65 * (opened > 0.0))
        number = f"{target:g}" if len(f"{target:g}") < 5 else fixed(target, 2)
        right = surface.get_width() - self._kit.px(_MARGIN)
        for say in _TARGET:
            above = fonts.text(f"{say}{number}", _TEXT, dim, "regular")
            if above.get_width() <= right - left:
                break
        place = above.get_rect(center=(rect.centerx, first if opened > 0.0 else second))
        place.left = max(left, min(place.left, right - place.width))
        surface.blit(above, place)
        if opened > 0.0:
            self._error_line(surface, (rect.centerx, second), left, error)

    def _error_line(self, surface: pygame.Surface, centre: tuple[int, int], left: int, error: float) -> None:
        """The error in the middle of what is free between `left` and the panel's side, in as many words as fit."""
        fonts, palette = self._kit.fonts, self._kit.palette
        right = surface.get_width() - self._kit.px(_MARGIN)
        value = fonts.text(fixed(error, 2, signed=True), _TEXT, palette.gradient, "mono")
        for say in _ERROR:
            words = fonts.text(say, _TEXT - 0.5, mix(palette.gradient, palette.text, 0.25))
            line = pygame.Rect(0, 0, words.get_width() + value.get_width(), value.get_height())
            if line.width <= right - left:
                break
        line.center = centre
        line.right = min(line.right, right)
        surface.blit(words, words.get_rect(midleft=line.midleft))
        surface.blit(value, value.get_rect(midright=line.midright))
