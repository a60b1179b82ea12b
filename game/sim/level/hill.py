"""The loss as a hill over the two weights of a neuron without a bias."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import numpy as np

from game.sim.backprop import forward
from game.sim.losses import losses
from game.sim.network import Array, Params
from game.sim.start import Start

Weights = tuple[float, float]
ZERO = 1e-12
"""A loss below this is 0, but for rounding."""
NUDGE = 0.1
"""How far a weight is nudged."""


@dataclass(frozen=True)
class Hill:
    """That of the network and the data of `start`, which must be 2-1 without a bias."""

    start: Start

    def heights(self, weights: Array) -> Array:
        """The loss at each of `weights` (points × 2): the mean over the samples."""
        dataset, settings = self.start.dataset, self.start.settings
        stack = np.asarray(weights, dtype=np.float64)
        params = Params((stack[:, None, :],), (np.zeros((len(stack), 1)),))
        passed = forward(params, np.array(dataset.inputs), settings)
        targets = np.array(dataset.targets)[None, :, None]
        z, a = passed.z[-1], passed.a[-1]
        return np.asarray(losses()[settings.loss].value(z, a, np.broadcast_to(targets, a.shape)).mean(axis=(1, 2)))

    def height(self, at: Weights) -> float:
        """The loss at one point."""
        return float(self.heights(np.array([at]))[0])

    def bottom(self) -> Weights | None:
        """Where a sigmoid neuron answers every sample's target, so that the loss is 0; None where there is no such
        place."""
        dataset, targets = self.start.dataset, np.array(self.start.dataset.targets)
        if self.start.settings.output != "sigmoid" or not ((targets > 0.0) & (targets < 1.0)).all():
            return None
        sums = np.log(targets / (1.0 - targets))
        found = np.linalg.lstsq(np.array(dataset.inputs), sums, rcond=None)[0]
        place = float(found[0]), float(found[1])
        return place if self.height(place) < ZERO else None

    def nudged(self, at: Weights, weight: int) -> tuple[float, float]:
        """The loss with weight 0 or 1 a nudge lower, and a nudge higher."""
        low, high = list(at), list(at)
        low[weight] -= NUDGE
        high[weight] += NUDGE
        below, above = self.heights(np.array([low, high])).tolist()
        return below, above

    def slopes(self, at: Weights) -> Weights:
        """What nudges of both weights tell of the slope along each."""
        (a, b), (c, d) = self.nudged(at, 0), self.nudged(at, 1)
        return (b - a) / (2.0 * NUDGE), (d - c) / (2.0 * NUDGE)


def steeper(slopes: Weights) -> str:
    """The weight along which the hill is steeper."""
    return "w₁" if abs(slopes[0]) > abs(slopes[1]) else "w₂"


def against(slopes: Weights, length: float) -> Weights:
    """The stride of `length` against both slopes, in their ratio."""
    size = hypot(*slopes)
    return (-slopes[0] / size * length, -slopes[1] / size * length) if size else (0.0, 0.0)
