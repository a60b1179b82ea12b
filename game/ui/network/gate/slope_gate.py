"""The slope gate: two jaws beside a neuron, as far apart as the neuron listens.

What waits before them is a disc, and the disc that comes out is the one that the hole lets by: the aperture is √slope
of the waiting packet's diameter, so that its area is multiplied by the slope. What is more than the whole error is
drawn no larger than that; the hole then is that of the disc that comes out. A notch marks the most that the activation
can open. With cross-entropy the output's gate stands wide open, its σ′ struck out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour, mix
from game.ui.network.gate.hearing import LISTENING_FROM, hearing
from game.ui.network.network_layout import GATE, GATE_SIZE, NetworkLayout, Neuron

_CLEARANCE = 1.3
"""How much wider than the packet a cancelled gate stands."""
_LEAST = 0.8
"""Pixels that a jaw keeps from the middle: a shut gate is a slit."""


@dataclass(frozen=True)
class Opening:
    """How a gate stands: `waiting` is the radius (pixels) that what is to pass has by its area, `slope` what it is
    multiplied by, `most` the largest slope the activation can have; `cancelled` where the loss takes the slope out.
    No packet is drawn with a larger radius than `largest`."""

    waiting: float
    slope: float
    most: float
    cancelled: bool
    largest: float = math.inf

    @property
    def drawn(self) -> float:
        """Pixels of the radius with which what waits is drawn."""
        return min(self.waiting, self.largest)

    @property
    def aperture(self) -> float:
        """Pixels from the middle to a jaw."""
        return self.drawn * _CLEARANCE if self.cancelled else max(_LEAST, self._let_by(max(self.slope, 0.0)))

    @property
    def notch(self) -> float:
        """Pixels from the middle to where a jaw stands when the neuron listens as well as it can."""
        return self._let_by(self.most)

    def _let_by(self, slope: float) -> float:
        return min(self.waiting * math.sqrt(slope), self.largest)

    @property
    def share(self) -> float:
        """How far (0..1) open of the most it can be."""
        return 1.0 if self.cancelled else min(max(self.slope / self.most, 0.0), 1.0)

    @property
    def words(self) -> str:
        """What the gate's colour says."""
        return hearing(self.share, cancelled=self.cancelled).value


_CLOSED = Opening(0.0, 0.0, 1.0, cancelled=False)


class SlopeGate:
    """The gates of all neurons after the inputs."""

    def __init__(self, kit: Kit, layout: NetworkLayout) -> None:
        self._kit, self._layout = kit, layout

    def rect(self, neuron: Neuron) -> pygame.Rect:
        """The gate of `neuron`, jaws included."""
        return self._layout.gate(neuron)

    def colour(self, opening: Opening, lit: bool) -> Colour:
        """Green where the neuron listens, red where it is deaf, whatever it is multiplied by; faint while nothing
        passes."""
        palette = self._kit.palette
        share = min(opening.share / LISTENING_FROM, 1.0)
        open_or_shut = mix(palette.negative, palette.gradient, share)
        return open_or_shut if lit else mix(palette.panel, open_or_shut, 0.34)

    def draw(self, surface: pygame.Surface, neuron: Neuron, opening: Opening | None, lit: bool = False) -> None:
        """Both jaws, and the notch; `lit` while complaints pass. None: what the neuron's slope will be is not known."""
        unit, rect = self._layout.unit, self._layout.gate(neuron)
        if opening is None:
            colour, opening = mix(self._kit.palette.panel, self._kit.palette.muted, 0.25), _CLOSED
        else:
            colour = self.colour(opening, lit)
        half, aperture = GATE_SIZE[1] / 2 * unit, min(opening.aperture, GATE_SIZE[1] / 2 * unit - 3)
        bevel = min(5.0 * unit, half - aperture)
        x, y = self._layout.beside(neuron, GATE)
        left, right = x - rect.width / 2, x + rect.width / 2
        for side in (-1, 1):
            jaw = [(left, y + side * half), (right, y + side * half)]
            jaw += [(right, y + side * (aperture + bevel)), (left, y + side * aperture)]
            pygame.draw.polygon(surface, mix(self._kit.palette.panel, colour, 0.55), jaw)
            pygame.draw.aalines(surface, colour, True, jaw)
            if lit and not opening.cancelled:
                notch = y + side * opening.notch
                pygame.draw.line(
                    surface,
                    self._kit.palette.text,
                    (right + 2 * unit, notch),
                    (right + 7 * unit, notch),
                    max(1, round(1.6 * unit)),
                )
        if lit and opening.cancelled:
            thick = max(2, round(2 * unit))
            pygame.draw.line(surface, self._kit.palette.muted, rect.bottomleft, rect.topright, thick)
