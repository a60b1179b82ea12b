"""With reduced motion a phase is shown in stills (pure): no packet moves, each is seen where it rests, before and after
what happens to it."""

from __future__ import annotations

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

STILLS = {
    Kind.FORWARD: (0.0, BIAS_ARRIVED, FILL_TO),
    Kind.LOSS: (0.0, GAP_TO, ERROR_ARRIVED),
    Kind.BACKWARD: (0.0, ADDED, GATE_PASSED, COLLECTED + STAGGER),
    Kind.UPDATE: (0.0, ROLL_FROM, ROLL_TO),
}
"""Forward: a at its source, w·a in the neuron, the vessel filled. Loss: before, the gap, the error at the gate.
Backward: the complaints piled up, their sum, delta behind the gate, w·δ at the gates before. Update: the pulls, what
they come to, the new weights."""


def still(kind: Kind, progress: float) -> float:
    """The progress (0..1) whose picture is shown from then on until the next still."""
    return max(share for share in STILLS[kind] if share <= progress)
