"""With reduced motion a phase is shown in stills (pure): no packet moves, each is seen where it rests, before and after
what happens to it."""

from __future__ import annotations

from typing import NamedTuple

from game.sim.phases import Kind
from game.ui.network.edge_look import ROLL_FROM, ROLL_TO
from game.ui.network.packets.flights import (
    ADDED,
    BIAS_ARRIVED,
    COLLECTED,
    ERROR_ARRIVED,
    FILL_TO,
    GAP_TO,
    GATE_PASSED,
    STAGGER,
)


class Still(NamedTuple):
    """The picture of a phase at `progress` (0..1), shown from `since` (0..1) on."""

    since: float
    progress: float


STILLS = {
    Kind.FORWARD: (Still(0.0, 0.0), Still(0.35, BIAS_ARRIVED), Still(0.7, FILL_TO)),
    Kind.LOSS: (Still(0.0, 0.0), Still(0.35, GAP_TO), Still(0.7, ERROR_ARRIVED)),
    Kind.BACKWARD: (
        Still(0.0, 0.0),
        Still(0.12, ADDED),
        Still(0.32, GATE_PASSED),
        Still(0.6, COLLECTED + STAGGER),
    ),
    Kind.UPDATE: (Still(0.0, 0.0), Still(0.3, ROLL_FROM), Still(0.65, ROLL_TO)),
}
"""Forward: a at its source, w·a in the neuron, the vessel filled. Loss: before, the gap, the error at the gate.
Backward: the complaints piled up, their sum, delta behind the gate, w·δ at the gates before and the gradients at the
weights. Update: the pulls, what they come to, the new weights. Each stands long enough to be looked at, the last ones
too."""


def still(kind: Kind, progress: float) -> float:
    """The progress (0..1) whose picture is shown at `progress`."""
    return next(each.progress for each in reversed(STILLS[kind]) if each.since <= progress)
