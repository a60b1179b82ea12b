"""What a slope gate holds back splashes off its jaws and falls: ornament, a function of progress alone. Its amount is
1 − slope."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.motion import settled
from game.ui.draw.palette import mix
from game.ui.network.gate.slope_gate import Opening
from game.ui.network.network_layout import GATE, GATE_SIZE, NetworkLayout, Neuron
from game.ui.network.packets.flights import GATE_FROM, GATE_PASSED

MOST = 20
"""Drops where nothing passes."""
FROM = GATE_FROM + 0.45 * (GATE_PASSED - GATE_FROM)
LASTS = 0.32
"""Shares of the phase: when the packet is pressed against the jaws, and how long the drops fall."""
_FALL = 52.0
"""How far a drop falls in all, in design pixels beside a neuron."""
_REACH = 1.7
"""How far it is flung, in radii of what waits."""

_ROUND = 1.5
"""Pixels of the radius from which on a drop is seen to be round."""


class Drop(NamedTuple):
    """One drop: its middle and radius in pixels, `x` and `y` from the middle of the jaws' near side."""

    x: float
    y: float
    radius: float


class _Throw(NamedTuple):
    """How one drop is flung: from the upper jaw (−1) or the lower (1), how hard (0..1), and how far `across` (0..1) and
    `down` (−1..1) by that."""

    side: int
    hard: float
    across: float
    down: float


def _throw(number: int) -> _Throw:
    turn, stride = 2.399963 * number, 0.618034 * number  # the golden angle and ratio: without a pattern, yet the same
    return _Throw(1 if number % 2 else -1, 0.35 + 0.65 * (stride % 1.0), abs(math.cos(turn)), math.sin(turn))


_THROWS = tuple(map(_throw, range(MOST)))


def drops(opening: Opening, unit: float, time: float) -> Iterator[Drop]:
    """All of them at `time` (0..1) of their fall; `unit` is the pixels of a design pixel beside a neuron."""
    held_back = 1.0 - min(max(opening.slope, 0.0), 1.0)
    waiting, reach = opening.drawn, _REACH * opening.drawn * settled(time)
    fallen, shrunk = _FALL * unit * time * time, 1.0 - 0.4 * time
    for side, hard, across, down in _THROWS[: round(MOST * held_back)]:
        start = side * (opening.aperture + 0.6 * hard * waiting)
        y = start + 0.6 * down * hard * reach + fallen
        yield Drop((0.25 + across) * hard * reach, y, max(1.0, (0.08 + 0.1 * hard) * waiting * shrunk))


def draw_splash(
    surface: pygame.Surface, kit: Kit, layout: NetworkLayout, neuron: Neuron, opening: Opening, progress: float
) -> None:
    """The drops at `progress` of the neuron's BACKWARD phase."""
    time = (progress - FROM) / LASTS
    if not 0.0 < time < 1.0:
        return
    x, y = layout.beside(neuron, GATE + GATE_SIZE[0] / 2)
    colour = mix(kit.palette.gradient, kit.palette.panel, 0.9 * time * time)
    for drop in drops(opening, layout.unit, time):
        draw = pygame.draw.aacircle if drop.radius >= _ROUND else pygame.draw.circle
        draw(surface, colour, (x + drop.x, y + drop.y), drop.radius)
