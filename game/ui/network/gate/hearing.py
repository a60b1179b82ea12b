"""How well a neuron listens to what comes back to it on one sample, and how loud that is (pure)."""

from __future__ import annotations

from enum import Enum

from game.sim.losses import losses
from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.ui.network.network_layout import Neuron
from game.ui.network.scales import activation_of, ring_share

DEAF_BELOW = 0.1
"""Share of the largest slope that an activation can have, below which a neuron is deaf on this sample."""
LISTENING_FROM = 0.5
"""Share of it from which on the neuron is listening."""
WHISPER_BELOW = 0.01
"""An error or a sum of complaints smaller than this is a whisper."""


class Hearing(Enum):
    """How well a neuron listens; the value is what its gate says."""

    OPEN = "σ′ cancels"
    LISTENING = "listening"
    HALF = "half listening"
    DEAF = "deaf on this sample"


def hearing(share: float, *, cancelled: bool) -> Hearing:
    """`share` (0..1) is the slope as a share of the largest; `cancelled` where the loss takes the slope out."""
    if cancelled:
        return Hearing.OPEN
    if share < DEAF_BELOW:
        return Hearing.DEAF
    return Hearing.LISTENING if share >= LISTENING_FROM else Hearing.HALF


def slope_cancelled(snapshot: Snapshot, neuron: Neuron) -> bool:
    """Whether the slope drops out of this neuron's delta."""
    return neuron[0] == len(snapshot.settings.layers) - 1 and losses()[snapshot.settings.loss].cancels_slope


def hearing_of(snapshot: Snapshot, trace: Trace, neuron: Neuron) -> Hearing:
    """How well `neuron`, one after the inputs, listens on the sample `trace`."""
    layer, unit = neuron
    share = ring_share(activation_of(snapshot.settings, layer), float(trace.slope[layer - 1][unit]))
    return hearing(share, cancelled=slope_cancelled(snapshot, neuron))
