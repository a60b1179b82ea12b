"""The loss all over a plane through the space of parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.backprop import forward
from game.sim.losses import losses
from game.sim.network import Array, Params, params_from_flat
from game.sim.settings import Settings

LEAST_HELD = 1e-12
"""Movement, as a sum of squares, below which a run has gone nowhere."""


@dataclass(frozen=True, eq=False)
class Cut:
    """A plane through parameter space: the point `centre` and two `directions` (2 × parameters), at right angles to
    each other and of length 1. `held` is the share (0..1) of a run's movement that lies within the plane, where it was
    made from one."""

    centre: Array
    directions: Array
    held: float | None = None

    def at(self, across: float, up: float) -> Array:
        """The parameters, flat, `across` and `up` along the two directions from the centre."""
        return np.asarray(self.centre + across * self.directions[0] + up * self.directions[1])

    def place(self, flat: Sequence[float]) -> tuple[float, float]:
        """How far along the two directions parameters stand, seen at right angles to the plane."""
        across, up = self.directions @ (np.asarray(flat, dtype=np.float64) - self.centre)
        return float(across), float(up)


def cut_along(flat: Sequence[float], first: int, second: int) -> Cut:
    """The plane through `flat` in which the parameters at places `first` and `second` of it vary."""
    directions = np.zeros((2, len(flat)))
    directions[0, first] = directions[1, second] = 1.0
    return Cut(np.asarray(flat, dtype=np.float64), directions)


def cut_of_movement(trail: Sequence[Sequence[float]]) -> Cut:
    """The plane through the last point of `trail` (flat parameters, oldest first) that holds most of its movement: the
    first two principal components (Li and others, "Visualizing the loss landscape of neural nets", 2018, section 7). A
    run that has not moved gets the plane of the first two parameters."""
    points = np.asarray(trail, dtype=np.float64)
    moved = points - points[-1]
    total = float((moved * moved).sum())
    if not np.isfinite(total) or total < LEAST_HELD or points.shape[1] < 2:
        return cut_along(points[-1], 0, min(1, points.shape[1] - 1))
    _, sizes, directions = np.linalg.svd(moved, full_matrices=True)
    sizes = np.concatenate([sizes, np.zeros(2)])[:2]
    axes = directions[:2] * np.where(directions[:2].sum(axis=1) < 0.0, -1.0, 1.0)[:, None]
    return Cut(points[-1], axes, float((sizes * sizes).sum() / total))


def loss_at(
    layers: tuple[int, ...],
    flats: Array,
    inputs: Sequence[Sequence[float]],
    targets: Array,
    settings: Settings,
) -> Array:
    """Average loss over the samples at each of `flats` (points × parameters): an array of as many values, which may be
    inf or nan."""
    loss, x = losses()[settings.loss], np.array(inputs, dtype=np.float64)
    found = np.empty(len(flats))
    with np.errstate(all="ignore"):
        for k, flat in enumerate(flats):
            passed = forward(params_from_flat(layers, flat), x, settings)
            found[k] = loss.value(passed.z[-1], passed.a[-1], targets).sum(axis=1).mean()
    return found


def layers_of(params: Params) -> tuple[int, ...]:
    """The shape of the network that `params` belong to."""
    return params.layers
