"""What a slope gate holds back splashes off its jaws and falls: ornament, a function of progress alone. Its amount is
1 − slope."""

from __future__ import annotations

import math

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import mix
from game.ui.network.gate.slope_gate import Opening
from game.ui.network.network_layout import GATE, NetworkLayout, Neuron
from game.ui.network.packets.flights import GATE_FROM, GATE_PASSED

_DROPS = 14
_FROM = GATE_FROM + 0.55 * (GATE_PASSED - GATE_FROM)
_LASTS = 0.30
"""Shares of the phase: when the packet meets the jaws, and how long the drops fall."""
_FALL = 46.0
"""Design pixels beside a neuron that a drop falls in all."""


def draw_splash(
    surface: pygame.Surface, kit: Kit, layout: NetworkLayout, neuron: Neuron, opening: Opening, progress: float
) -> None:
    """The drops at `progress` of the neuron's BACKWARD phase."""
    time = (progress - _FROM) / _LASTS
    if not 0.0 < time < 1.0:
        return
    unit, palette = layout.unit, kit.palette
    x, y = layout.beside(neuron, GATE)
    x += 9 * unit
    size = max(1.0, 0.16 * opening.waiting) * (1.0 - 0.5 * time)
    colour = mix(palette.gradient, palette.panel, 0.15 + 0.8 * time)
    for number in range(round(_DROPS * (1.0 - min(opening.slope, 1.0)))):
        side = 1 if number % 2 else -1
        turn = 2.399963 * number  # the golden angle: spread without a pattern, the same every time
        out = (0.5 + 0.5 * abs(math.cos(turn))) * opening.waiting * 1.8 * time
        start = side * (opening.aperture + (0.2 + 0.6 * abs(math.sin(turn))) * opening.waiting)
        at = (x + out, y + start + _FALL * unit * time * time)
        pygame.draw.circle(surface, colour, at, size)
