"""The nudge test: a gradient measured by really moving one weight and running the network again."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.sim.backprop import Batch, Forward, corner_between, forward_loss
from game.sim.network import Edge, flat_index, params_from_flat
from game.sim.snapshot import Snapshot

EPSILON = 1e-4
RELATIVE = 1e-4
"""How far measurement and chain rule may lie apart and still agree, as a share: four digits."""
ABSOLUTE = 1e-9
"""How far they may lie apart in any case: what rounding makes of a loss."""


@dataclass(frozen=True)
class Nudged:
    """Loss with the weight `EPSILON` lower and higher; and `middle`, the loss where it stands, if an activation has a
    corner in between: there the loss has no one slope."""

    low: float
    high: float
    middle: float | None = None

    @property
    def measured(self) -> float:
        """(L(w+ε) − L(w−ε)) / 2ε."""
        return (self.high - self.low) / (2.0 * EPSILON)

    @property
    def sides(self) -> tuple[float, float] | None:
        """The slopes just below and just above a corner; None where there is none."""
        if self.middle is None:
            return None
        return (self.middle - self.low) / EPSILON, (self.high - self.middle) / EPSILON

    def agrees(self, gradient: float) -> bool:
        """Whether `gradient` is what was measured, to four digits."""
        return abs(self.measured - gradient) <= RELATIVE * abs(gradient) + ABSOLUTE

    @staticmethod
    def lost(value: float) -> bool:
        """Whether a weight is so large that `EPSILON` drowns in the rounding of it."""
        return math.ulp(value) > RELATIVE * EPSILON


def nudge(snapshot: Snapshot, edge: Edge, sample: int | None) -> Nudged:
    """Move `edge` by ± `EPSILON`; the loss is that of `sample`, or the mean over all (None)."""
    (low, below), (high, above) = (_moved(snapshot, edge, sample, step) for step in (-EPSILON, EPSILON))
    corner = corner_between(below, above, snapshot.settings)
    return Nudged(low, high, _moved(snapshot, edge, sample, 0.0)[0] if corner else None)


def _moved(snapshot: Snapshot, edge: Edge, sample: int | None, step: float) -> tuple[float, Forward]:
    layers = snapshot.params.layers
    values = list(snapshot.params.flat())
    values[flat_index(layers, edge)] += step
    inputs, targets = snapshot.inputs, snapshot.targets
    if sample is not None:
        asked = snapshot.batch.traces[sample].target.tolist()
        inputs, targets = (inputs[sample],), tuple(asked)
    return forward_loss(params_from_flat(layers, values), inputs, targets, snapshot.settings)


class NudgeTest:
    """Remembers the last measurement, for as long as parameters, edge and sample stay the same."""

    def __init__(self) -> None:
        self._batch: Batch | None = None
        self._what: tuple[Edge, int | None] | None = None
        self._found = Nudged(0.0, 0.0)

    def measure(self, snapshot: Snapshot, edge: Edge, sample: int | None) -> Nudged:
        """As `nudge`."""
        if self._batch is not snapshot.batch or self._what != (edge, sample):
            self._batch, self._what = snapshot.batch, (edge, sample)
            self._found = nudge(snapshot, edge, sample)
        return self._found
