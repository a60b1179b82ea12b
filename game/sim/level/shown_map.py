"""A map of two inputs as it is shown: a network, its lines, and the points that they are to part."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot

import numpy as np

from game.sim.backprop import forward
from game.sim.level.lines import ON_LINE, Bools, HiddenCut, MapLine, widest_cut
from game.sim.network import Array, Params
from game.sim.settings import Settings
from game.sim.start import Start


@dataclass(frozen=True)
class ShownMap:
    """`lines` are those of the first layer's neurons; `cut` is the output's line in hidden space, once it is known."""

    params: Params
    settings: Settings
    points: Array
    full: Bools
    lines: tuple[MapLine, ...]
    cut: HiddenCut | None = None

    @property
    def folds(self) -> bool:
        """Whether the lines belong to a hidden layer."""
        return len(self.settings.layers) > 2

    @property
    def hidden(self) -> Array:
        """Where the hidden layer puts the points (points × 2)."""
        return np.asarray(forward(self.params, self.points, self.settings).a[1])

    @property
    def distances(self) -> Array:
        """How far each point lies on the filled side of the one line, as its neuron's z says."""
        weights = self.params.weights[0][0]
        return np.asarray((self.points @ weights + self.params.biases[0][0]) / np.linalg.norm(weights))

    @property
    def wrong(self) -> list[int]:
        """Points on the wrong side: of the line, or of the output's in hidden space."""
        if not self.folds:
            along = self.distances
        elif self.cut:
            along = self.hidden @ np.array(self.cut.direction) - self.cut.threshold
        else:
            return []
        return np.flatnonzero(np.where(self.full, along, -along) <= ON_LINE).tolist()


def map_of(start: Start, params: Params, middle: float) -> ShownMap:
    """The map of any network with two inputs and its data: lines and cut are found from its `params`."""
    lines = lines_of(params, middle)
    points, full = np.array(start.dataset.inputs), np.array(start.dataset.targets) > 0.5
    found = ShownMap(params, start.settings, points, full, lines)
    if not found.folds:
        return found
    return ShownMap(params, start.settings, points, full, lines, widest_cut(found.hidden, full))


def lines_of(params: Params, middle: float) -> tuple[MapLine, ...]:
    """The lines of the first layer's neurons, on a map whose middle has both inputs at `middle`; a neuron without
    weights has none."""
    lines = []
    for (across, up), bias in zip(params.weights[0].tolist(), params.biases[0].tolist(), strict=True):
        size = hypot(across, up)
        if size > ON_LINE:
            lines.append(MapLine(degrees(atan2(up, across)), -bias / size - middle * (across + up) / size))
    return tuple(lines)
